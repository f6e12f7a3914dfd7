package cnnbook.ops;

import cnnbook.tensor.Tensor;
import java.util.List;
import java.util.stream.Stream;

/**
 * A block and a shortcut around it: out = block(x) + shortcut(x).
 *
 * <pre>∂L/∂x = (∂block/∂x)ᵀ·∂L/∂out + (∂shortcut/∂x)ᵀ·∂L/∂out</pre>
 *
 * <p>Around a plain shortcut the second term is ∂L/∂out itself. Source: He and others, "Deep
 * Residual Learning for Image Recognition", section 3.2, equations 1 and 2.
 *
 * @param block the layers that are bridged
 * @param shortcut {@link #identity()}, or a projection where the shapes differ
 */
public record Residual(Layer block, Layer shortcut) implements Layer {

  /** Passes everything on as it is, in both directions. */
  public static Layer identity() {
    return (x, training) -> new Pass(x, dout -> dout);
  }

  @Override
  public Pass forward(Tensor x, boolean training) {
    Pass main = block.forward(x, training);
    Pass side = shortcut.forward(x, training);
    AddOp add = new AddOp();
    return new Pass(
        add.forward(main.out(), side.out()),
        dout -> {
          List<Tensor> parts = add.backward(dout);
          Tensor throughBlock = main.backward().apply(parts.get(0));
          return throughBlock.plus(side.backward().apply(parts.get(1)));
        });
  }

  @Override
  public List<Parameter> parameters() {
    return Stream.concat(block.parameters().stream(), shortcut.parameters().stream()).toList();
  }
}
