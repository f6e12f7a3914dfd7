package cnnbook.ops;

import cnnbook.tensor.Shape;
import cnnbook.tensor.Tensor;

/**
 * Batch normalization: each channel gets mean 0 and variance 1, then a learned scale γ and shift β.
 *
 * <pre>
 * μ_c  = mean of x over images and places, σ²_c = mean of (x − μ_c)²      (÷ m, m = n·h·w)
 * x̂    = (x − μ_c) / √(σ²_c + ε)
 * out  = γ_c·x̂ + β_c
 * </pre>
 *
 * <p>x is (n, c) or (n, c, h, w), or with any other axes after c. In training μ and σ² are those of
 * the batch, and running averages of them are kept as PyTorch keeps them; at inference the running
 * averages take their place. The shape of the distribution stays as it was: it need not be normal.
 *
 * <p>Source: Ioffe and Szegedy, "Batch Normalization", section 3, algorithm 1 and the gradients
 * below it.
 *
 * @param epsilon ε &gt; 0, keeps the root away from 0
 * @param momentum share of the batch in the running averages, 0 … 1
 */
public record BatchNormOp(double epsilon, double momentum) {

  /** PyTorch's numbers: ε = 1e-5, momentum 0.1. */
  public BatchNormOp() {
    this(1e-5, 0.1);
  }

  /** Checks the ranges. */
  public BatchNormOp {
    Require.positive(epsilon, "epsilon");
    Require.range(0, 1, momentum, "momentum");
  }

  /**
   * What forward hands over.
   *
   * @param out of x's shape
   * @param normalized x̂, of x's shape
   * @param inverseStd 1 / √(σ² + ε) of each channel
   * @param gamma γ (c)
   * @param training whether μ and σ² were the batch's own
   */
  public record Forward(
      Tensor out, Tensor normalized, double[] inverseStd, Tensor gamma, boolean training) {}

  /**
   * The gradients.
   *
   * @param dx of x's shape
   * @param dgamma (c)
   * @param dbeta (c)
   */
  public record Gradients(Tensor dx, Tensor dgamma, Tensor dbeta) {}

  /**
   * With the batch's own statistics, which also move the running ones: running = (1 −
   * momentum)·running + momentum·batch, the variance ÷ (m − 1).
   *
   * @throws IllegalArgumentException if the shapes do not fit, or a channel has one value only: it
   *     has no variance
   */
  public Forward forwardTraining(Tensor x, Tensor gamma, Tensor beta, RunningStatistics running) {
    requireShapes(x, gamma, beta, running);
    int m = x.count() / x.size(1);
    if (m < 2) {
      throw new IllegalArgumentException(
          "input %s has one value for each channel: batch statistics need at least 2"
              .formatted(x.shape()));
    }
    double[] mean = over(m, channelSums(x));
    double[] variance = over(m, centredSquares(x, mean));
    move(running.mean(), mean, 1);
    move(running.variance(), variance, (double) m / (m - 1));
    return normalize(x, gamma, beta, mean, variance, true);
  }

  /** With the running statistics, which stay as they are. */
  public Forward forwardInference(Tensor x, Tensor gamma, Tensor beta, RunningStatistics running) {
    requireShapes(x, gamma, beta, running);
    double[] mean = doubles(running.mean());
    return normalize(x, gamma, beta, mean, doubles(running.variance()), false);
  }

  /**
   * The gradients. In training μ and σ² depend on every x of the channel, which gives three terms:
   *
   * <pre>
   * training:  dx = γ/√(σ²+ε) · (dout − mean(dout) − x̂·mean(dout·x̂))
   * inference: dx = γ/√(σ²+ε) · dout
   * dγ = Σ dout·x̂,  dβ = Σ dout
   * </pre>
   *
   * @param dout of x's shape
   */
  public Gradients backward(Forward forward, Tensor dout) {
    Tensor normalized = forward.normalized();
    Require.shape(normalized.shape(), dout, "dout");
    double m = (double) dout.count() / dout.size(1);
    double[] dbeta = channelSums(dout);
    double[] dgamma = productSums(dout, normalized);
    Tensor dx = Tensor.zeros(dout.shape());
    forEach(
        dout,
        (c, i) -> {
          double share = dout.data()[i];
          if (forward.training()) {
            share -= dbeta[c] / m + normalized.data()[i] * dgamma[c] / m;
          }
          dx.data()[i] = (float) (forward.gamma().data()[c] * forward.inverseStd()[c] * share);
        });
    return new Gradients(dx, Tensor.vector(dgamma), Tensor.vector(dbeta));
  }

  private Forward normalize(
      Tensor x, Tensor gamma, Tensor beta, double[] mean, double[] variance, boolean training) {
    double[] inverseStd = new double[mean.length];
    for (int c = 0; c < mean.length; c++) {
      inverseStd[c] = 1 / Math.sqrt(variance[c] + epsilon);
    }
    Tensor normalized = Tensor.zeros(x.shape());
    Tensor out = Tensor.zeros(x.shape());
    forEach(
        x,
        (c, i) -> {
          double value = (x.data()[i] - mean[c]) * inverseStd[c];
          normalized.data()[i] = (float) value;
          out.data()[i] = (float) (gamma.data()[c] * value + beta.data()[c]);
        });
    return new Forward(out, normalized, inverseStd, gamma, training);
  }

  private void move(Tensor running, double[] batch, double correction) {
    for (int c = 0; c < batch.length; c++) {
      double moved = (1 - momentum) * running.data()[c] + momentum * batch[c] * correction;
      running.data()[c] = (float) moved;
    }
  }

  private static void requireShapes(
      Tensor x, Tensor gamma, Tensor beta, RunningStatistics running) {
    if (x.rank() < 2) {
      throw new IllegalArgumentException(
          "shape " + x.shape() + ": needed are at least 2 axes, (n, c, …)");
    }
    Shape channels = Shape.of(x.size(1));
    Require.shape(channels, gamma, "gamma");
    Require.shape(channels, beta, "beta");
    Require.shape(channels, running.mean(), "running mean");
    Require.shape(channels, running.variance(), "running variance");
  }

  /** Receives the channel and the place of a value. */
  private interface Visitor {
    void visit(int c, int place);
  }

  private static void forEach(Tensor x, Visitor visitor) {
    int channels = x.size(1);
    int plane = x.shape().stride(1);
    for (int i = 0; i < x.count(); i += plane) {
      int c = i / plane % channels;
      for (int p = i; p < i + plane; p++) {
        visitor.visit(c, p);
      }
    }
  }

  private static double[] channelSums(Tensor x) {
    double[] sums = new double[x.size(1)];
    forEach(x, (c, i) -> sums[c] += x.data()[i]);
    return sums;
  }

  private static double[] productSums(Tensor a, Tensor b) {
    double[] sums = new double[a.size(1)];
    forEach(a, (c, i) -> sums[c] += (double) a.data()[i] * b.data()[i]);
    return sums;
  }

  private static double[] centredSquares(Tensor x, double[] mean) {
    double[] sums = new double[mean.length];
    forEach(x, (c, i) -> sums[c] += (x.data()[i] - mean[c]) * (x.data()[i] - mean[c]));
    return sums;
  }

  private static double[] over(int m, double[] sums) {
    for (int c = 0; c < sums.length; c++) {
      sums[c] /= m;
    }
    return sums;
  }

  private static double[] doubles(Tensor values) {
    double[] result = new double[values.count()];
    for (int c = 0; c < result.length; c++) {
      result[c] = values.data()[c];
    }
    return result;
  }
}
