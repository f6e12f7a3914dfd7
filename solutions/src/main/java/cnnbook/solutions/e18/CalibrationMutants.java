package cnnbook.solutions.e18;

/** Wrong answers to exercise 18.2, each by one slip. */
public final class CalibrationMutants {
  private CalibrationMutants() {}

  /** Has a column for each true class. */
  public static class ColumnsAreTheTruth extends CalibrationReference {
    @Override
    public int[][] confusion(int[] truth, int[] guesses, int classes) {
      return super.confusion(guesses, truth, classes);
    }
  }

  /** Divides by the guesses: that is precision. */
  public static class Precision extends CalibrationReference {
    @Override
    public double[] recalls(int[][] confusion) {
      int n = confusion.length;
      int[][] turned = new int[n][n];
      for (int i = 0; i < n; i++) {
        for (int j = 0; j < n; j++) {
          turned[i][j] = confusion[j][i];
        }
      }
      return super.recalls(turned);
    }
  }

  /** Gives 0 for a class without examples. */
  public static class ZeroForMissing extends CalibrationReference {
    @Override
    public double[] recalls(int[][] confusion) {
      double[] right = super.recalls(confusion);
      for (int i = 0; i < right.length; i++) {
        right[i] = Double.isNaN(right[i]) ? 0 : right[i];
      }
      return right;
    }
  }

  /** Lets errors of different signs cancel. */
  public static class SignedErrors extends CalibrationReference {
    @Override
    double error(double confidence, int hits, int count, int all) {
      return count == 0 ? 0 : (hits - confidence) / all;
    }

    @Override
    public double calibrationError(double[] confidences, boolean[] right, int bins) {
      return Math.abs(super.calibrationError(confidences, right, bins));
    }
  }

  /** Counts each bin alike, however full it is. */
  public static class EqualBins extends CalibrationReference {
    @Override
    public double calibrationError(double[] confidences, boolean[] right, int bins) {
      return super.calibrationError(confidences, right, bins) * right.length / bins;
    }

    @Override
    double error(double confidence, int hits, int count, int all) {
      return count == 0 ? 0 : Math.abs(hits - confidence) / count / all;
    }
  }

  /** Has no place for a confidence of 1. */
  public static class NoBinForOne extends CalibrationReference {
    @Override
    int bin(double confidence, int bins) {
      return (int) (confidence * bins);
    }
  }

  /** Rounds to the nearest bin. */
  public static class RoundsToBins extends CalibrationReference {
    @Override
    int bin(double confidence, int bins) {
      return Math.min((int) Math.round(confidence * bins), bins - 1);
    }
  }

  /** Has ten bins, whatever it is asked for. */
  public static class AlwaysTen extends CalibrationReference {
    @Override
    public double calibrationError(double[] confidences, boolean[] right, int bins) {
      super.calibrationError(confidences, right, bins);
      return super.calibrationError(confidences, right, 10);
    }
  }

  /** Passes over what it does not know. */
  public static class SkipsUnknownClasses extends CalibrationReference {
    @Override
    public int[][] confusion(int[] truth, int[] guesses, int classes) {
      int[][] counts = new int[classes][classes];
      for (int i = 0; i < Math.min(truth.length, guesses.length); i++) {
        if (Math.min(truth[i], guesses[i]) >= 0 && Math.max(truth[i], guesses[i]) < classes) {
          counts[truth[i]][guesses[i]]++;
        }
      }
      return counts;
    }
  }
}
