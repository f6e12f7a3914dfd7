package cnnbook.solutions.e18;

import cnnbook.exercises.e18.Calibration;
import java.util.stream.IntStream;

/** A right answer to exercise 18.2. */
public class CalibrationReference implements Calibration {
  @Override
  public int[][] confusion(int[] truth, int[] guesses, int classes) {
    require(truth.length == guesses.length, truth.length + " and " + guesses.length + " classes");
    int[][] counts = new int[classes][classes];
    for (int i = 0; i < truth.length; i++) {
      require(exists(truth[i], classes) && exists(guesses[i], classes), "a class");
      counts[truth[i]][guesses[i]]++;
    }
    return counts;
  }

  private static boolean exists(int label, int classes) {
    return label >= 0 && label < classes;
  }

  @Override
  public double[] recalls(int[][] confusion) {
    double[] recalls = new double[confusion.length];
    for (int i = 0; i < recalls.length; i++) {
      // 0 divided by 0 is NaN.
      recalls[i] = confusion[i][i] / (double) IntStream.of(confusion[i]).sum();
    }
    return recalls;
  }

  @Override
  public double calibrationError(double[] confidences, boolean[] right, int bins) {
    require(confidences.length == right.length && bins >= 1, "lengths or bins");
    double[] confidence = new double[bins];
    int[] hits = new int[bins];
    int[] counts = new int[bins];
    for (int i = 0; i < right.length; i++) {
      require(confidences[i] >= 0 && confidences[i] <= 1, "confidence " + confidences[i]);
      int bin = bin(confidences[i], bins);
      confidence[bin] += confidences[i];
      hits[bin] += right[i] ? 1 : 0;
      counts[bin]++;
    }
    double error = 0;
    for (int bin = 0; bin < bins; bin++) {
      error += error(confidence[bin], hits[bin], counts[bin], right.length);
    }
    return error;
  }

  int bin(double confidence, int bins) {
    return Math.min((int) (confidence * bins), bins - 1);
  }

  /** A bin's share of the error. */
  double error(double confidence, int hits, int count, int all) {
    return count == 0 ? 0 : Math.abs(hits - confidence) / all;
  }

  private static void require(boolean condition, String message) {
    if (!condition) {
      throw new IllegalArgumentException(message + ": they do not fit");
    }
  }
}
