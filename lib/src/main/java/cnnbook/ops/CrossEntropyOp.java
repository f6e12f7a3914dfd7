package cnnbook.ops;

import cnnbook.tensor.Tensor;

/**
 * Softmax and cross-entropy in one: how surprised the network is by the right answer.
 *
 * <pre>
 * loss = −1/n · Σ_i Σ_k t_ik · ln softmax(x_i)_k
 * dx_ik = (softmax(x_i)_k − t_ik) / n
 * t_ik = (1 − s)·[k is the label of i] + s/K
 * </pre>
 *
 * <p>Scores x (n, K). The logarithm is taken of the scores, not of probabilities, so that nothing
 * overflows. With smoothing s every class gets a share of the target: source Szegedy and others,
 * "Rethinking the Inception Architecture", section 7. The loss: Goodfellow, Bengio and Courville,
 * "Deep Learning", section 6.2.2.3.
 *
 * @param smoothing s, 0 ≤ s &lt; 1
 */
public record CrossEntropyOp(double smoothing) {

  /** Without smoothing. */
  public CrossEntropyOp() {
    this(0);
  }

  /** Checks the range. */
  public CrossEntropyOp {
    Require.below(0, 1, smoothing, "smoothing");
  }

  /**
   * What forward hands over.
   *
   * @param loss the mean over the images
   * @param logProbabilities (n, K)
   * @param targets t (n, K)
   */
  public record Forward(double loss, Tensor logProbabilities, Tensor targets) {}

  /**
   * The loss for one right class each.
   *
   * @param scores x (n, K)
   * @param labels n classes, each 0 … K−1
   * @throws IllegalArgumentException if a label is out of range, their number is not n, or a score
   *     is NaN or +∞
   */
  public Forward forward(Tensor scores, int... labels) {
    Require.rank(2, scores, "(n, K)");
    int classes = scores.size(1);
    if (labels.length != scores.size(0)) {
      throw new IllegalArgumentException(
          "%d labels for scores %s: needed are %d"
              .formatted(labels.length, scores.shape(), scores.size(0)));
    }
    Tensor targets = Tensor.zeros(scores.shape());
    for (int i = 0; i < labels.length; i++) {
      if (labels[i] < 0 || labels[i] >= classes) {
        throw new IllegalArgumentException(
            "label %d is %d: legal is 0 … %d".formatted(i, labels[i], classes - 1));
      }
      targets.set(1, i, labels[i]);
    }
    return forward(scores, targets);
  }

  /**
   * The loss for a probability of each class.
   *
   * @param scores x (n, K)
   * @param targets (n, K), each row a distribution: 0 … 1, sum 1
   * @throws IllegalArgumentException if a row is no distribution, or a score is NaN or +∞
   */
  public Forward forward(Tensor scores, Tensor targets) {
    Require.rank(2, scores, "(n, K)");
    Require.shape(scores.shape(), targets, "targets");
    requireDistributions(targets);
    Tensor smoothed = targets.map(t -> (1 - smoothing) * t + smoothing / scores.size(1));
    Tensor logs = new LogSoftmaxOp().forward(scores).out();
    double sum = 0;
    for (int i = 0; i < logs.count(); i++) {
      // A class that cannot be right costs nothing, even if its logarithm is −∞.
      sum -= smoothed.data()[i] == 0 ? 0 : (double) smoothed.data()[i] * logs.data()[i];
    }
    return new Forward(sum / scores.size(0), logs, smoothed);
  }

  /** dx (n, K): what the network believes less what is right, shared among the images. */
  public Tensor backward(Forward forward) {
    double n = forward.targets().size(0);
    return forward
        .logProbabilities()
        .combine(forward.targets(), (log, target) -> (Math.exp(log) - target) / n);
  }

  private static void requireDistributions(Tensor targets) {
    Tensor sums = targets.sum(1);
    for (int i = 0; i < targets.count(); i++) {
      Require.range(0, 1, targets.data()[i], "target " + i);
    }
    for (int i = 0; i < sums.count(); i++) {
      if (Math.abs(sums.data()[i] - 1) > 1e-4) {
        throw new IllegalArgumentException(
            "targets of image %d sum to %s: a distribution sums to 1".formatted(i, sums.data()[i]));
      }
    }
  }
}
