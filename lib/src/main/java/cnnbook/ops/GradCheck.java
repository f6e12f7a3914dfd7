package cnnbook.ops;

import cnnbook.tensor.Shape;
import cnnbook.tensor.Tensor;
import java.util.Arrays;
import java.util.function.DoubleSupplier;

/**
 * Holds a gradient against central differences of the loss:
 *
 * <pre>(L(w + h) − L(w − h)) / 2h</pre>
 *
 * <p>Numbers are float32, so h must be large enough for the loss to change visibly, and the loss be
 * summed in double precision. The relative error is |a − b| / max(|a|, |b|, scale), where scale is
 * a hundredth of the largest gradient: differences of tiny gradients are all rounding.
 *
 * @param step h, &gt; 0
 * @param tolerance the largest relative error that passes, &gt; 0
 */
public record GradCheck(double step, double tolerance) {

  /** h = 0.01, 1 % of relative error. */
  public GradCheck() {
    this(1e-2, 1e-2);
  }

  /** Checks the ranges. */
  public GradCheck {
    Require.positive(step, "step");
    Require.positive(tolerance, "tolerance");
  }

  /**
   * Checks every element of one gradient.
   *
   * @param name of the tensor, for the message
   * @param value what is varied, in place; its values are restored
   * @param gradient what backward gave, of the same shape
   * @param loss computes the loss from the current values
   * @throws AssertionError that names the element with the largest error
   */
  public void check(String name, Tensor value, Tensor gradient, DoubleSupplier loss) {
    gradient.requireSameShape(value);
    double[] differences = new double[value.count()];
    for (int i = 0; i < differences.length; i++) {
      differences[i] = centralDifference(value, i, loss);
    }
    double largest = Arrays.stream(differences).map(Math::abs).max().orElseThrow();
    double scale = Math.max(largest / 100, 1e-8);
    int worst = 0;
    double worstError = -1;
    for (int i = 0; i < differences.length; i++) {
      double error = relativeError(gradient.data()[i], differences[i], scale);
      if (error > worstError || Double.isNaN(error)) {
        worst = i;
        worstError = error;
      }
    }
    if (!(worstError <= tolerance)) {
      throw new AssertionError(
          message(name, value.shape(), worst, gradient, differences[worst], worstError));
    }
  }

  private double centralDifference(Tensor value, int place, DoubleSupplier loss) {
    float[] data = value.data();
    float before = data[place];
    float above = (float) (before + step);
    float below = (float) (before - step);
    data[place] = above;
    double lossAbove = loss.getAsDouble();
    data[place] = below;
    double lossBelow = loss.getAsDouble();
    data[place] = before;
    // Rounding may have moved the two: divide by the step that was really made.
    return (lossAbove - lossBelow) / ((double) above - below);
  }

  private static double relativeError(double a, double b, double scale) {
    return Math.abs(a - b) / Math.max(scale, Math.max(Math.abs(a), Math.abs(b)));
  }

  private String message(
      String name, Shape shape, int place, Tensor gradient, double difference, double error) {
    return "gradient of %s at %s: backward gives %.6g, the central difference is %.6g; relative error %.2g, allowed %.2g"
        .formatted(
            name,
            Arrays.toString(shape.index(place)),
            gradient.data()[place],
            difference,
            error,
            tolerance);
  }
}
