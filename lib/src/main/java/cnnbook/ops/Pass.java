package cnnbook.ops;

import cnnbook.tensor.Tensor;
import java.util.function.UnaryOperator;

/**
 * One way through a layer: its output, and the way back.
 *
 * @param out the output
 * @param backward turns dout, of the shape of {@code out}, into dx, of the shape of the input, and
 *     adds the gradients of the layer's parameters to them
 */
public record Pass(Tensor out, UnaryOperator<Tensor> backward) {}
