package cnnbook.ops;

import cnnbook.tensor.Tensor;
import java.util.List;

/**
 * A convolution with weights that are learned.
 *
 * @param op how it is computed
 * @param weight (f, c / groups, kh, kw)
 * @param bias (f)
 */
public record ConvLayer(Conv2dOp op, Parameter weight, Parameter bias) implements Layer {

  @Override
  public Pass forward(Tensor x, boolean training) {
    Conv2dOp.Forward forward = op.forward(x, weight.value(), bias.value());
    return new Pass(
        forward.out(),
        dout -> {
          Conv2dOp.Gradients gradients = op.backward(forward, dout);
          weight.gradient().add(gradients.dw());
          bias.gradient().add(gradients.db());
          return gradients.dx();
        });
  }

  @Override
  public List<Parameter> parameters() {
    return List.of(weight, bias);
  }
}
