package cnnbook.ops;

import cnnbook.tensor.Tensor;
import java.util.List;

/**
 * Batch normalization with scale and shift that are learned.
 *
 * @param op how it is computed
 * @param gamma γ (c)
 * @param beta β (c)
 * @param running the statistics for inference; a forward pass in training moves them
 */
public record BatchNormLayer(
    BatchNormOp op, Parameter gamma, Parameter beta, RunningStatistics running) implements Layer {

  /** γ = 1, β = 0. */
  public BatchNormLayer(String name, int channels) {
    this(
        new BatchNormOp(),
        new Parameter(name + ".gamma", Tensor.ones(channels)),
        new Parameter(name + ".beta", Tensor.zeros(channels)),
        new RunningStatistics(channels));
  }

  @Override
  public Pass forward(Tensor x, boolean training) {
    BatchNormOp.Forward forward =
        training
            ? op.forwardTraining(x, gamma.value(), beta.value(), running)
            : op.forwardInference(x, gamma.value(), beta.value(), running);
    return new Pass(
        forward.out(),
        dout -> {
          BatchNormOp.Gradients gradients = op.backward(forward, dout);
          gamma.gradient().add(gradients.dgamma());
          beta.gradient().add(gradients.dbeta());
          return gradients.dx();
        });
  }

  @Override
  public List<Parameter> parameters() {
    return List.of(gamma, beta);
  }
}
