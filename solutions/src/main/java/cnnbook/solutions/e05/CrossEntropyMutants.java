package cnnbook.solutions.e05;

import cnnbook.tensor.Tensor;

/** Wrong answers to exercise 5.1, each by one slip. */
public final class CrossEntropyMutants {
  private CrossEntropyMutants() {}

  /** Lets exponentials overflow. */
  public static class Overflows extends CrossEntropyReference {
    @Override
    double logSum(Tensor scores, int i) {
      return Math.log(scores.select(0, i).map(Math::exp).sum());
    }
  }

  /** Subtracts the largest score of the whole batch, so that low rows vanish. */
  public static class LargestOfAll extends CrossEntropyReference {
    @Override
    double logSum(Tensor scores, int i) {
      double largest = scores.max();
      return largest + Math.log(scores.select(0, i).map(s -> Math.exp(s - largest)).sum());
    }
  }

  /** Takes the logarithm of shares. */
  public static class LogarithmOfShares extends CrossEntropyReference {
    @Override
    public double loss(Tensor scores, int[] labels) {
      check(scores, labels);
      Tensor shares = softmax(scores);
      double sum = 0;
      for (int i = 0; i < labels.length; i++) {
        sum -= Math.log(shares.get(i, labels[i]));
      }
      return sum / labels.length;
    }
  }

  /** Adds a little to the share, so that its logarithm is finite, and wrong. */
  public static class LogarithmWithEpsilon extends CrossEntropyReference {
    @Override
    public double loss(Tensor scores, int[] labels) {
      check(scores, labels);
      Tensor shares = softmax(scores);
      double sum = 0;
      for (int i = 0; i < labels.length; i++) {
        sum -= Math.log(shares.get(i, labels[i]) + 1e-9);
      }
      return sum / labels.length;
    }
  }

  /** Sums where the mean is asked for. */
  public static class SumOfLosses extends CrossEntropyReference {
    @Override
    public double loss(Tensor scores, int[] labels) {
      return super.loss(scores, labels) * labels.length;
    }
  }

  /** Forgets the mean on the way back. */
  public static class GradientOfTheSum extends CrossEntropyReference {
    @Override
    public Tensor gradient(Tensor scores, int[] labels) {
      return super.gradient(scores, labels).times(labels.length);
    }
  }

  /** Divides the gradient by the number of classes too. */
  public static class MeanOverClasses extends CrossEntropyReference {
    @Override
    public Tensor gradient(Tensor scores, int[] labels) {
      return super.gradient(scores, labels).times(1.0 / scores.size(1));
    }
  }

  /** Pulls where it should push. */
  public static class WrongSign extends CrossEntropyReference {
    @Override
    public Tensor gradient(Tensor scores, int[] labels) {
      return super.gradient(scores, labels).times(-1);
    }
  }

  /** Lets each column add up to 1, unless there is one row only. */
  public static class SharesOfColumns extends CrossEntropyReference {
    @Override
    public Tensor softmax(Tensor scores) {
      boolean oneRow = scores.size(0) == 1;
      return oneRow ? super.softmax(scores) : super.softmax(scores.transpose()).transpose();
    }
  }

  /** Turns the given scores into shares. */
  public static class ChangesTheScores extends CrossEntropyReference {
    @Override
    public Tensor softmax(Tensor scores) {
      Tensor shares = super.softmax(scores);
      System.arraycopy(shares.data(), 0, scores.data(), 0, shares.count());
      return shares;
    }
  }

  /** Looks at the upper bound of labels only. */
  public static class HalfChecked extends CrossEntropyReference {
    @Override
    void check(Tensor scores, int[] labels) {
      for (int label : labels) {
        if (label >= scores.size(1)) {
          throw new IllegalArgumentException("label " + label);
        }
      }
    }
  }
}
