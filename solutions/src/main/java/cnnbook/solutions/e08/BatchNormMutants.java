package cnnbook.solutions.e08;

import cnnbook.tensor.Tensor;

/** Wrong answers to exercise 8.1, each by one slip. */
public final class BatchNormMutants {
  private BatchNormMutants() {}

  /** Keeps the variance ÷ m in the running average. */
  public static class BiasedAverage extends BatchNormReference {
    @Override
    public Step train(
        Tensor x, Tensor gamma, Tensor beta, Running running, double momentum, double epsilon) {
      Step right = super.train(x, gamma, beta, running, momentum, epsilon);
      double m = Channels.size(x);
      Tensor old = running.variance().times(1 - momentum);
      Tensor biased = right.running().variance().minus(old).times((m - 1) / m).plus(old);
      return new Step(right.out(), new Running(right.running().mean(), biased));
    }
  }

  /** Normalizes with the variance ÷ (m − 1). */
  public static class UnbiasedOut extends BatchNormReference {
    @Override
    public Step train(
        Tensor x, Tensor gamma, Tensor beta, Running running, double momentum, double epsilon) {
      Step all = super.train(x, gamma, beta, running, 1, epsilon);
      Tensor out = infer(x, gamma, beta, all.running(), epsilon);
      return new Step(out, super.train(x, gamma, beta, running, momentum, epsilon).running());
    }
  }

  /** Takes momentum for the share of the past, as Keras and DJL do. */
  public static class OldShare extends BatchNormReference {
    @Override
    Tensor move(Tensor running, Tensor batch, double momentum) {
      return super.move(running, batch, 1 - momentum);
    }
  }

  /** Adds ε to the root, not under it. */
  public static class EpsilonOutside extends BatchNormReference {
    @Override
    Tensor root(Tensor variance, double epsilon) {
      return super.root(variance, 0).plus(epsilon);
    }
  }

  /** Normalizes with the batch at inference too. */
  public static class AlwaysTraining extends BatchNormReference {
    @Override
    public Tensor infer(Tensor x, Tensor gamma, Tensor beta, Running running, double epsilon) {
      Tensor mean = Channels.mean(x);
      Tensor centred = x.minus(Channels.wide(mean));
      Tensor variance = Channels.mean(centred.times(centred));
      return super.infer(x, gamma, beta, new Running(mean, variance), epsilon);
    }
  }

  /** Takes one mean for all channels. */
  public static class OneMean extends BatchNormReference {
    @Override
    Tensor mean(Tensor x) {
      return Tensor.full(x.mean(), x.size(1));
    }
  }

  /** Takes the mean from the first image. */
  public static class FirstImage extends BatchNormReference {
    @Override
    Tensor mean(Tensor x) {
      return Channels.mean(x.slice(0, 0, 1));
    }
  }

  /** Moves the caller's averages. */
  public static class ChangesTheAverages extends BatchNormReference {
    @Override
    Tensor move(Tensor running, Tensor batch, double momentum) {
      Tensor moved = super.move(running, batch, momentum);
      System.arraycopy(moved.data(), 0, running.data(), 0, moved.count());
      return running;
    }
  }

  /** Lets one value pass: ÷ 0. */
  public static class AcceptsOneValue extends BatchNormReference {
    @Override
    public Step train(
        Tensor x, Tensor gamma, Tensor beta, Running running, double momentum, double epsilon) {
      return Channels.size(x) < 2
          ? new Step(x, running)
          : super.train(x, gamma, beta, running, momentum, epsilon);
    }
  }
}
