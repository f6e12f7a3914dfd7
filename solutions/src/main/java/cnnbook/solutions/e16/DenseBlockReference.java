package cnnbook.solutions.e16;

import cnnbook.exercises.e16.DenseBlock;
import cnnbook.geometry.Window;
import cnnbook.ops.Conv2dOp;
import cnnbook.tensor.Tensor;

/** A right answer to exercise 16.1. */
public class DenseBlockReference implements DenseBlock {
  private static final Conv2dOp CONVOLUTION = new Conv2dOp(Window.same(3));

  @Override
  public Tensor forward(Tensor x, Tensor[] weights) {
    Tensor features = x;
    for (Tensor weight : weights) {
      features = concat(features, layer(features, weight).out());
    }
    return features;
  }

  Conv2dOp.Forward layer(Tensor features, Tensor weight) {
    if (weight.size(1) != features.size(1)) {
      throw new IllegalArgumentException(
          "a weight %s for features %s".formatted(weight.shape(), features.shape()));
    }
    return CONVOLUTION.forward(relu(features), weight);
  }

  @Override
  public Gradients backward(Tensor x, Tensor[] weights, Tensor dout) {
    Tensor all = forward(x, weights);
    Tensor gradient = dout.requireSameShape(all);
    Tensor[] dw = new Tensor[weights.length];
    for (int i = weights.length - 1; i >= 0; i--) {
      int before = weights[i].size(1);
      Tensor features = all.slice(1, 0, before);
      Conv2dOp.Gradients layer =
          CONVOLUTION.backward(
              layer(features, weights[i]), gradient.slice(1, before, gradient.size(1)));
      dw[i] = layer.dw();
      gradient = join(gradient.slice(1, 0, before), gate(features, layer.dx()));
    }
    return new Gradients(gradient, dw);
  }

  /** The direct way, and the way through a layer. */
  Tensor join(Tensor direct, Tensor through) {
    return direct.plus(through);
  }

  Tensor relu(Tensor features) {
    return features.map(value -> Math.max(value, 0));
  }

  Tensor gate(Tensor features, Tensor gradient) {
    return features.combine(gradient, (value, g) -> value > 0 ? g : 0);
  }

  Tensor concat(Tensor a, Tensor b) {
    Tensor out = Tensor.zeros(a.size(0), a.size(1) + b.size(1), a.size(2), a.size(3));
    int each = out.count() / out.size(0);
    int ofA = a.count() / a.size(0);
    for (int n = 0; n < a.size(0); n++) {
      System.arraycopy(a.data(), n * ofA, out.data(), n * each, ofA);
      System.arraycopy(b.data(), n * (each - ofA), out.data(), n * each + ofA, each - ofA);
    }
    return out;
  }
}
