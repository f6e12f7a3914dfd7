package cnnbook.ops;

import cnnbook.tensor.Shape;
import cnnbook.tensor.Tensor;
import java.util.Arrays;

/**
 * Layer normalization: each example gets mean 0 and variance 1 over its last axes, then a learned
 * scale γ and shift β for each place.
 *
 * <pre>
 * x̂ = (x − μ) / √(σ² + ε),  out = γ·x̂ + β       (μ, σ² ÷ m over the axes that γ has)
 * dx = 1/√(σ²+ε) · (g − mean(g) − x̂·mean(g·x̂)),  g = γ·dout
 * dγ = Σ dout·x̂,  dβ = Σ dout                    (over the examples)
 * </pre>
 *
 * <p>x (…, s) with γ and β of shape s, the last axes of x. It knows no batch, so training and
 * inference are the same. Source: Ba, Kiros and Hinton, "Layer Normalization", section 3, equation
 * 3.
 *
 * @param epsilon ε &gt; 0, keeps the root away from 0
 */
public record LayerNormOp(double epsilon) {

  /** ε = 1e-5. */
  public LayerNormOp() {
    this(1e-5);
  }

  /** Checks the range. */
  public LayerNormOp {
    Require.positive(epsilon, "epsilon");
  }

  /**
   * What forward hands over.
   *
   * @param out of x's shape
   * @param normalized x̂, of x's shape
   * @param inverseStd 1 / √(σ² + ε) of each example
   * @param gamma γ
   */
  public record Forward(Tensor out, Tensor normalized, double[] inverseStd, Tensor gamma) {}

  /**
   * The normalized examples.
   *
   * @param x (…, s)
   * @param gamma (s)
   * @param beta (s)
   * @throws IllegalArgumentException if γ's shape is not that of x's last axes, or β's differs
   */
  public Forward forward(Tensor x, Tensor gamma, Tensor beta) {
    requireLastAxes(x.shape(), gamma);
    Require.shape(gamma.shape(), beta, "beta");
    int m = gamma.count();
    Tensor out = Tensor.zeros(x.shape());
    Tensor normalized = Tensor.zeros(x.shape());
    double[] inverseStd = new double[x.count() / m];
    for (int example = 0; example < inverseStd.length; example++) {
      int start = example * m;
      double mean = mean(x, start, m);
      inverseStd[example] = 1 / Math.sqrt(variance(x, start, m, mean) + epsilon);
      for (int k = 0; k < m; k++) {
        double value = (x.data()[start + k] - mean) * inverseStd[example];
        normalized.data()[start + k] = (float) value;
        out.data()[start + k] = (float) (gamma.data()[k] * value + beta.data()[k]);
      }
    }
    return new Forward(out, normalized, inverseStd, gamma);
  }

  /**
   * The gradients: dx of x's shape, dγ and dβ of γ's.
   *
   * @param dout of x's shape
   */
  public BatchNormOp.Gradients backward(Forward forward, Tensor dout) {
    Tensor normalized = forward.normalized();
    Require.shape(normalized.shape(), dout, "dout");
    Tensor gamma = forward.gamma();
    int m = gamma.count();
    double[] dgamma = new double[m];
    double[] dbeta = new double[m];
    for (int i = 0; i < dout.count(); i++) {
      dgamma[i % m] += (double) dout.data()[i] * normalized.data()[i];
      dbeta[i % m] += dout.data()[i];
    }
    Tensor dx = Tensor.zeros(dout.shape());
    for (int example = 0; example < forward.inverseStd().length; example++) {
      inputGradient(forward, dout, example, dx);
    }
    Shape shape = gamma.shape();
    return new BatchNormOp.Gradients(
        dx,
        Tensor.vector(dgamma).reshape(shape.toArray()),
        Tensor.vector(dbeta).reshape(shape.toArray()));
  }

  private static void inputGradient(Forward forward, Tensor dout, int example, Tensor dx) {
    float[] gamma = forward.gamma().data();
    float[] normalized = forward.normalized().data();
    int m = gamma.length;
    int start = example * m;
    double mean = 0;
    double product = 0;
    for (int k = 0; k < m; k++) {
      double g = (double) gamma[k] * dout.data()[start + k];
      mean += g / m;
      product += g * normalized[start + k] / m;
    }
    for (int k = 0; k < m; k++) {
      double g = (double) gamma[k] * dout.data()[start + k];
      double share = g - mean - normalized[start + k] * product;
      dx.data()[start + k] = (float) (forward.inverseStd()[example] * share);
    }
  }

  private static double mean(Tensor x, int start, int m) {
    double sum = 0;
    for (int i = start; i < start + m; i++) {
      sum += x.data()[i];
    }
    return sum / m;
  }

  private static double variance(Tensor x, int start, int m, double mean) {
    double sum = 0;
    for (int i = start; i < start + m; i++) {
      sum += (x.data()[i] - mean) * (x.data()[i] - mean);
    }
    return sum / m;
  }

  private static void requireLastAxes(Shape x, Tensor gamma) {
    int[] sizes = x.toArray();
    int first = sizes.length - gamma.rank();
    boolean fits =
        first >= 0
            && gamma.rank() > 0
            && Shape.of(Arrays.copyOfRange(sizes, first, sizes.length)).equals(gamma.shape());
    if (!fits) {
      throw new IllegalArgumentException(
          "gamma %s must have the sizes of the last axes of the input %s"
              .formatted(gamma.shape(), x));
    }
  }
}
