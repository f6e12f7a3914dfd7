package cnnbook.training;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.training.loss.Loss;

/** Losses that DJL does not have. */
public final class Losses {
  private static final float HEAD_WEIGHT = 0.3f;

  private Losses() {}

  /** A loss of logits (N, K) against labels (N), a scalar. */
  static NDArray mean(Loss loss, NDArray logits, NDArray labels) {
    return loss.evaluate(new NDList(labels), new NDList(logits));
  }

  /**
   * What a training makes small: the loss of a network's main logits, and that of each auxiliary
   * head times 0.3. Szegedy and others, "Going Deeper with Convolutions", 2015, section 5.
   *
   * @param main the loss of the main logits
   * @param results the main logits, then those of the heads
   */
  static NDArray withHeads(Loss loss, NDArray main, NDList results, NDArray labels) {
    NDArray total = main;
    for (NDArray head : results.subNDList(1)) {
      total = total.add(mean(loss, head, labels).mul(HEAD_WEIGHT));
    }
    return total;
  }

  /**
   * Mean softmax cross-entropy of logits (N, K) against labels (N), where the target of an image is
   * not 1 for its class and 0 for the others but (1 − ε)·one-hot + ε / K. It keeps the network from
   * growing ever surer. Szegedy and others, "Rethinking the Inception Architecture for Computer
   * Vision", 2016, section 7; PyTorch's {@code label_smoothing}.
   *
   * @param smoothing ε, in [0, 1); with 0 it is DJL's own softmax cross-entropy
   */
  public static Loss crossEntropy(double smoothing) {
    if (!(smoothing >= 0 && smoothing < 1)) {
      throw new IllegalArgumentException("smoothing must be in [0, 1), not " + smoothing);
    }
    Loss plain = Loss.softmaxCrossEntropyLoss();
    return smoothing == 0 ? plain : new Smoothed(plain, (float) smoothing);
  }

  /** (1 − ε) times the loss against the labels, ε times the loss against all classes alike. */
  private static final class Smoothed extends Loss {
    private final Loss plain;
    private final float smoothing;

    Smoothed(Loss plain, float smoothing) {
      // The name is what a checkpoint knows of its loss.
      super(plain.getName() + " smoothed by " + smoothing);
      this.plain = plain;
      this.smoothing = smoothing;
    }

    @Override
    public NDArray evaluate(NDList labels, NDList predictions) {
      NDArray sharp = plain.evaluate(labels, predictions);
      NDArray even = predictions.singletonOrThrow().logSoftmax(1).mean().neg();
      return sharp.mul(1 - smoothing).add(even.mul(smoothing));
    }
  }
}
