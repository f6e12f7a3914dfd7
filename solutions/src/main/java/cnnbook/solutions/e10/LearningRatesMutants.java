package cnnbook.solutions.e10;

import java.util.Arrays;

/** Wrong answers to exercise 10.1, each by one slip. */
public final class LearningRatesMutants {
  private LearningRatesMutants() {}

  /** Lets the rate fall one epoch too late. */
  public static class AfterTheMilestone extends LearningRatesReference {
    @Override
    public double steps(double base, int[] milestones, double factor, int epoch) {
      return super.steps(base, milestones, factor, Math.max(epoch - 1, Math.min(epoch, 0)));
    }
  }

  /** Lets the rate fall at each multiple of the first milestone. */
  public static class EqualSteps extends LearningRatesReference {
    @Override
    public double steps(double base, int[] milestones, double factor, int epoch) {
      super.steps(base, milestones, factor, epoch);
      return base * Math.pow(factor, milestones.length == 0 ? 0 : epoch / milestones[0]);
    }
  }

  /** Stops counting at the first milestone that is not reached. */
  public static class MilestonesInOrder extends LearningRatesReference {
    @Override
    public double steps(double base, int[] milestones, double factor, int epoch) {
      int reached = 0;
      while (reached < milestones.length && milestones[reached] <= epoch) {
        reached++;
      }
      return super.steps(base, Arrays.copyOf(milestones, reached), factor, epoch);
    }
  }

  /** Sorts the caller's milestones. */
  public static class SortsMilestones extends LearningRatesReference {
    @Override
    public double steps(double base, int[] milestones, double factor, int epoch) {
      Arrays.sort(milestones);
      return super.steps(base, milestones, factor, epoch);
    }
  }

  /** Multiplies the cosine by base and forgets where it should end. */
  public static class EndsAtZero extends LearningRatesReference {
    @Override
    public double cosine(double base, double end, int epochs, int epoch) {
      return Math.max(super.cosine(base, end, epochs, epoch) - end, 0) * base / (base - end);
    }
  }

  /** Rises again behind the last epoch. */
  public static class RisesAgain extends LearningRatesReference {
    @Override
    public double cosine(double base, double end, int epochs, int epoch) {
      double right = super.cosine(base, end, epochs, epoch);
      double angle = Math.PI * epoch / epochs;
      return epoch < epochs ? right : end + (base - end) / 2 * (1 + Math.cos(angle));
    }
  }

  /** Falls along a line. */
  public static class Linear extends LearningRatesReference {
    @Override
    public double cosine(double base, double end, int epochs, int epoch) {
      super.cosine(base, end, epochs, epoch);
      return base + (end - base) * Math.min((double) epoch / epochs, 1);
    }
  }

  /** Begins its warm-up at 0. */
  public static class WarmsUpFromZero extends LearningRatesReference {
    @Override
    public double[] warmUpThenCosine(double base, int warmUp, int epochs) {
      double[] rates = super.warmUpThenCosine(base, warmUp, epochs);
      for (int epoch = 0; epoch < warmUp; epoch++) {
        rates[epoch] = base * epoch / warmUp;
      }
      return rates;
    }
  }

  /** Counts the cosine's epochs from the beginning of the training. */
  public static class CosineFromTheStart extends LearningRatesReference {
    @Override
    public double[] warmUpThenCosine(double base, int warmUp, int epochs) {
      double[] rates = super.warmUpThenCosine(base, warmUp, epochs);
      for (int epoch = warmUp; epoch < epochs; epoch++) {
        rates[epoch] = cosine(base, 0, epochs, epoch);
      }
      return rates;
    }
  }

  /** Raises rates. */
  public static class AcceptsAnyFactor extends LearningRatesReference {
    @Override
    public double steps(double base, int[] milestones, double factor, int epoch) {
      return factor > 1 ? base * factor : super.steps(base, milestones, factor, epoch);
    }
  }
}
