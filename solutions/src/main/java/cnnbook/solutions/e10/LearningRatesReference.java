package cnnbook.solutions.e10;

import cnnbook.exercises.e10.LearningRates;
import java.util.stream.IntStream;

/** A right answer to exercise 10.1. */
public class LearningRatesReference implements LearningRates {
  @Override
  public double steps(double base, int[] milestones, double factor, int epoch) {
    require(base > 0 && factor > 0 && factor <= 1, "base " + base + ", factor " + factor);
    require(epoch >= 0, "epoch " + epoch);
    long reached = IntStream.of(milestones).filter(milestone -> milestone <= epoch).count();
    return base * Math.pow(factor, reached);
  }

  @Override
  public double cosine(double base, double end, int epochs, int epoch) {
    require(epochs >= 1 && epoch >= 0, "epoch " + epoch + " of " + epochs);
    require(end >= 0 && end <= base, "from " + base + " to " + end);
    double done = Math.min((double) epoch / epochs, 1);
    return end + (base - end) / 2 * (1 + Math.cos(Math.PI * done));
  }

  @Override
  public double[] warmUpThenCosine(double base, int warmUp, int epochs) {
    require(warmUp >= 0 && warmUp <= epochs, "a warm-up of %d of %d".formatted(warmUp, epochs));
    double[] rates = new double[epochs];
    for (int epoch = 0; epoch < epochs; epoch++) {
      rates[epoch] =
          epoch < warmUp
              ? base * (epoch + 1) / warmUp
              : cosine(base, 0, epochs - warmUp, epoch - warmUp);
    }
    return rates;
  }

  private static void require(boolean condition, String message) {
    if (!condition) {
      throw new IllegalArgumentException(message + " is out of range");
    }
  }
}
