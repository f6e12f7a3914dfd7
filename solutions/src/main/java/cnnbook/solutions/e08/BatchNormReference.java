package cnnbook.solutions.e08;

import cnnbook.exercises.e08.BatchNorm;
import cnnbook.tensor.Tensor;

/** A right answer to exercise 8.1. */
public class BatchNormReference implements BatchNorm {
  @Override
  public Step train(
      Tensor x, Tensor gamma, Tensor beta, Running running, double momentum, double epsilon) {
    int m = Channels.size(x);
    if (m < 2) {
      throw new IllegalArgumentException(
          "x %s has one value for each channel, needed are 2".formatted(x.shape()));
    }
    Tensor mean = mean(x);
    Tensor centred = x.minus(Channels.wide(mean));
    Tensor variance = Channels.mean(centred.times(centred));
    Tensor out = infer(x, gamma, beta, new Running(mean, variance), epsilon);
    Tensor unbiased = variance.times(m / (m - 1.0));
    return new Step(
        out,
        new Running(
            move(running.mean(), mean, momentum), move(running.variance(), unbiased, momentum)));
  }

  Tensor mean(Tensor x) {
    return Channels.mean(x);
  }

  Tensor move(Tensor running, Tensor batch, double momentum) {
    return running.times(1 - momentum).plus(batch.times(momentum));
  }

  @Override
  public Tensor infer(Tensor x, Tensor gamma, Tensor beta, Running running, double epsilon) {
    Tensor scale = gamma.dividedBy(root(running.variance(), epsilon));
    Tensor centred = x.minus(Channels.wide(running.mean()));
    return centred.times(Channels.wide(scale)).plus(Channels.wide(beta));
  }

  Tensor root(Tensor variance, double epsilon) {
    return variance.map(v -> Math.sqrt(v + epsilon));
  }
}
