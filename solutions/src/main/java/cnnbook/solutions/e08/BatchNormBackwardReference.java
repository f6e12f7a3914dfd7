package cnnbook.solutions.e08;

import cnnbook.exercises.e08.BatchNormBackward;
import cnnbook.tensor.Tensor;

/** A right answer to exercise 8.2. */
public class BatchNormBackwardReference implements BatchNormBackward {
  @Override
  public Gradients backward(Tensor x, Tensor gamma, Tensor dout, double epsilon) {
    dout.requireSameShape(x);
    Tensor centred = x.minus(Channels.wide(Channels.mean(x)));
    Tensor variance = Channels.mean(centred.times(centred));
    Tensor inverseStd = variance.map(v -> 1 / Math.sqrt(v + epsilon));
    Tensor normalized = centred.times(Channels.wide(inverseStd));
    Tensor meanDout = Channels.mean(dout);
    Tensor meanProduct = Channels.mean(dout.times(normalized));
    Tensor share = share(dout, normalized, Channels.wide(meanDout), Channels.wide(meanProduct));
    double m = Channels.size(x);
    return new Gradients(
        share.times(Channels.wide(gamma.times(inverseStd))),
        meanProduct.times(m),
        meanDout.times(m));
  }

  /** The three terms. */
  Tensor share(Tensor dout, Tensor normalized, Tensor meanDout, Tensor meanProduct) {
    return dout.minus(meanDout).minus(normalized.times(meanProduct));
  }
}
