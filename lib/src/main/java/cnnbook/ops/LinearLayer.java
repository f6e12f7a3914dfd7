package cnnbook.ops;

import cnnbook.tensor.Tensor;
import java.util.List;

/**
 * A dense layer with weights that are learned.
 *
 * @param weight (f, c)
 * @param bias (f)
 */
public record LinearLayer(Parameter weight, Parameter bias) implements Layer {

  @Override
  public Pass forward(Tensor x, boolean training) {
    LinearOp op = new LinearOp();
    LinearOp.Forward forward = op.forward(x, weight.value(), bias.value());
    return new Pass(
        forward.out(),
        dout -> {
          LinearOp.Gradients gradients = op.backward(forward, dout);
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
