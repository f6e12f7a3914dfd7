package cnnbook.ops;

import cnnbook.tensor.Tensor;

/**
 * The mean squared error.
 *
 * <pre>loss = 1/m · Σ (y_i − t_i)²,  dy_i = 2/m · (y_i − t_i)</pre>
 *
 * <p>m is the number of all values. Source: Goodfellow, Bengio and Courville, "Deep Learning",
 * section 5.1.4, equation 5.4.
 */
public record MseOp() {

  /**
   * What forward hands over.
   *
   * @param loss the mean of the squares
   * @param difference y − t
   */
  public record Forward(double loss, Tensor difference) {}

  /**
   * The loss.
   *
   * @param prediction y, of any shape
   * @param target t, of the same shape
   * @throws IllegalArgumentException if the shapes differ
   */
  public Forward forward(Tensor prediction, Tensor target) {
    Tensor difference = prediction.requireSameShape(target).minus(target);
    double sum = 0;
    for (float d : difference.data()) {
      sum += (double) d * d;
    }
    return new Forward(sum / difference.count(), difference);
  }

  /** dy, of y's shape. */
  public Tensor backward(Forward forward) {
    return forward.difference().times(2.0 / forward.difference().count());
  }
}
