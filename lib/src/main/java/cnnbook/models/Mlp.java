package cnnbook.models;

import static cnnbook.models.Layers.dense;
import static cnnbook.models.Layers.dropout;
import static cnnbook.models.Layers.flatten;
import static cnnbook.models.Layers.relu;

import java.util.List;
import java.util.stream.IntStream;

/**
 * The multilayer perceptron: dense layers alone, which see an image as a row of numbers. "Dive into
 * Deep Learning", section 5.1 and 5.2; with dropout, section 5.6.
 *
 * <table>
 * <caption>Shapes (without the batch) for images of 28×28 pixels with one channel</caption>
 * <tr><th>layer</th><th>output</th><th>parameters</th></tr>
 * <tr><td>flatten</td><td>784</td><td>0</td></tr>
 * <tr><td>dense1, ReLU</td><td>256</td><td>200,960</td></tr>
 * <tr><td>dense2</td><td>10</td><td>2,570</td></tr>
 * <tr><td>total</td><td></td><td>203,530</td></tr>
 * </table>
 *
 * <p>It takes images of any size, and afterwards only those of the size that it was initialised
 * for. The network returns logits (N, classes). Weights start from {@link
 * Weighting#XAVIER_UNIFORM}.
 */
public final class Mlp {
  private Mlp() {}

  /** One hidden layer of 256 units, images of 28×28 pixels with one channel, 10 classes. */
  public static Builder builder() {
    return new Builder();
  }

  /** Collects what a perceptron may vary in. */
  public static final class Builder extends NetworkBuilder<Builder> {
    private List<Integer> hidden = List.of(256);
    private float rate;

    private Builder() {
      super(1, 28, 10, Weighting.XAVIER_UNIFORM);
    }

    /** Units of each hidden layer, at least 1; none at all leaves a linear classifier. */
    public Builder optHidden(int... units) {
      hidden = IntStream.of(units).mapToObj(count -> atLeastOne("units", count)).toList();
      return this;
    }

    /** Dropout behind each hidden layer, 0 ≤ rate &lt; 1; default 0. */
    public Builder optDropout(double share) {
      rate = rate(share);
      return this;
    }

    @Override
    String name() {
      return "MLP";
    }

    @Override
    void fill(Network net) {
      net.layer("flatten", flatten());
      int number = 1;
      for (int units : hidden) {
        net.layer("dense" + number, dense(wide(units))).layer("activation" + number, relu());
        if (rate > 0) {
          net.layer("dropout" + number, dropout(rate));
        }
        number++;
      }
      net.layer("dense" + number, dense(classes()));
    }
  }
}
