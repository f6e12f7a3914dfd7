package cnnbook.solutions.e16;

import cnnbook.geometry.Window;
import cnnbook.ops.Conv2dOp;
import cnnbook.tensor.Tensor;

/** Wrong answers to exercise 16.1, each by one slip. */
public final class DenseBlockMutants {
  private DenseBlockMutants() {}

  /** Puts new maps before the old ones. */
  public static class NewMapsFirst extends DenseBlockReference {
    @Override
    Tensor concat(Tensor a, Tensor b) {
      return super.concat(b, a);
    }
  }

  /** Lays whole batches one behind the other. */
  public static class ConcatenatesBatches extends DenseBlockReference {
    @Override
    Tensor concat(Tensor a, Tensor b) {
      Tensor out = super.concat(a, b);
      System.arraycopy(a.data(), 0, out.data(), 0, a.count());
      System.arraycopy(b.data(), 0, out.data(), a.count(), b.count());
      return out;
    }
  }

  /** Returns the last layer's maps alone. */
  public static class LastMapsAlone extends DenseBlockReference {
    @Override
    public Tensor forward(Tensor x, Tensor[] weights) {
      Tensor all = super.forward(x, weights);
      int g = weights.length == 0 ? all.size(1) : weights[weights.length - 1].size(0);
      return all.slice(1, all.size(1) - g, all.size(1));
    }

    @Override
    public Gradients backward(Tensor x, Tensor[] weights, Tensor dout) {
      return new DenseBlockReference().backward(x, weights, dout);
    }
  }

  /** Has no ReLU. */
  public static class NoRelu extends DenseBlockReference {
    @Override
    Tensor relu(Tensor features) {
      return features;
    }
  }

  /** Has its ReLU behind the convolution. */
  public static class ReluBehind extends DenseBlockReference {
    @Override
    public Tensor forward(Tensor x, Tensor[] weights) {
      Tensor features = x;
      for (Tensor weight : weights) {
        features = concat(features, relu(layer(features, weight).out()));
      }
      return features;
    }
  }

  /** Forgets the direct way back. */
  public static class NoDirectWay extends DenseBlockReference {
    @Override
    Tensor join(Tensor direct, Tensor through) {
      return through;
    }
  }

  /** Forgets the way back through the layers. */
  public static class DirectWayAlone extends DenseBlockReference {
    @Override
    Tensor join(Tensor direct, Tensor through) {
      return direct;
    }
  }

  /** Forgets the ReLU on the way back. */
  public static class NoGate extends DenseBlockReference {
    @Override
    Tensor gate(Tensor features, Tensor gradient) {
      return gradient;
    }
  }

  /** Lets the gradient of the weights see the maps before the ReLU. */
  public static class WeightsSeeTheSums extends DenseBlockReference {
    @Override
    public Gradients backward(Tensor x, Tensor[] weights, Tensor dout) {
      Gradients right = super.backward(x, weights, dout);
      Tensor[] dw = right.dw().clone();
      if (dw.length > 0) {
        int last = dw.length - 1;
        Tensor features = forward(x, weights).slice(1, 0, weights[last].size(1));
        Conv2dOp op = new Conv2dOp(Window.same(3));
        Tensor own = dout.slice(1, weights[last].size(1), dout.size(1));
        dw[last] = op.backward(op.forward(features, weights[last]), own).dw();
      }
      return new Gradients(right.dx(), dw);
    }
  }

  /** Takes the growth of the first weight for all. */
  public static class OneGrowthForAll extends DenseBlockReference {
    @Override
    public Tensor forward(Tensor x, Tensor[] weights) {
      for (Tensor weight : weights) {
        if (weight.size(0) != weights[0].size(0)) {
          throw new IllegalArgumentException("weights of different growth");
        }
      }
      return super.forward(x, weights);
    }
  }

  /** Cuts the caller's x at 0. */
  public static class CutsInPlace extends DenseBlockReference {
    @Override
    Tensor relu(Tensor features) {
      Tensor out = super.relu(features);
      System.arraycopy(out.data(), 0, features.data(), 0, out.count());
      return features;
    }
  }
}
