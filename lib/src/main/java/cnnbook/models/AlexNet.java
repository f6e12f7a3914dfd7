package cnnbook.models;

import static cnnbook.models.Layers.adaptiveAveragePool;
import static cnnbook.models.Layers.conv;
import static cnnbook.models.Layers.dense;
import static cnnbook.models.Layers.dropout;
import static cnnbook.models.Layers.flatten;
import static cnnbook.models.Layers.maxPool;
import static cnnbook.models.Layers.relu;

/**
 * AlexNet: five convolutions and three dense layers. Krizhevsky, Sutskever and Hinton, "ImageNet
 * Classification with Deep Convolutional Neural Networks", 2012, section 3.5 and figure 2; here in
 * the form for one device of Krizhevsky, "One weird trick for parallelizing convolutional neural
 * networks", 2014, section 5, which torchvision has too. The paper's maps are 96, 256, 384, 384,
 * 256, split between two devices, with local response normalization behind the first two.
 *
 * <table>
 * <caption>Stages for images of 224×224 pixels, without the batch</caption>
 * <tr><th>layer</th><th></th><th>output</th></tr>
 * <tr><td>features.0</td><td>conv 11×11, stride 4, padding 2; ReLU</td><td>64×55×55</td></tr>
 * <tr><td>features.2</td><td>max pool 3×3, stride 2</td><td>64×27×27</td></tr>
 * <tr><td>features.3</td><td>conv 5×5, padding 2; ReLU</td><td>192×27×27</td></tr>
 * <tr><td>features.5</td><td>max pool 3×3, stride 2</td><td>192×13×13</td></tr>
 * <tr><td>features.6</td><td>conv 3×3, padding 1; ReLU</td><td>384×13×13</td></tr>
 * <tr><td>features.8</td><td>conv 3×3, padding 1; ReLU</td><td>256×13×13</td></tr>
 * <tr><td>features.10</td><td>conv 3×3, padding 1; ReLU</td><td>256×13×13</td></tr>
 * <tr><td>features.12</td><td>max pool 3×3, stride 2</td><td>256×6×6</td></tr>
 * <tr><td>avgpool</td><td>adaptive, for images of other sizes</td><td>256×6×6</td></tr>
 * <tr><td>classifier.1</td><td>dropout; dense; ReLU</td><td>4096</td></tr>
 * <tr><td>classifier.4</td><td>dropout; dense; ReLU</td><td>4096</td></tr>
 * <tr><td>classifier.6</td><td>dense</td><td>classes</td></tr>
 * </table>
 *
 * <p>61,100,840 parameters for 1000 classes, of which 58.6 million are dense. The network returns
 * logits (N, classes). Names of layers are torchvision's. Weights start as torchvision's do, {@link
 * Weighting#PYTORCH}; {@link Weighting#ALEXNET} is the paper's start.
 */
public final class AlexNet {
  private AlexNet() {}

  /** An AlexNet for images of 224×224 pixels with three channels and 1000 classes. */
  public static Builder builder() {
    return new Builder();
  }

  /** Collects what an AlexNet may vary in. */
  public static final class Builder extends NetworkBuilder<Builder> {
    private float rate = 0.5f;

    private Builder() {
      super(3, 224, 1000, Weighting.PYTORCH);
    }

    /** Dropout before the first two dense layers, 0 ≤ rate &lt; 1; default 0.5 (section 4.2). */
    public Builder optDropout(double share) {
      rate = rate(share);
      return this;
    }

    @Override
    String name() {
      return "AlexNet";
    }

    @Override
    void fill(Network net) {
      net.layer("features", features())
          .layer("avgpool", adaptiveAveragePool(6, 6))
          .layer("flatten", flatten())
          .layer("classifier", classifier());
    }

    private Chain features() {
      return Chain.of(
          conv(wide(64), 11, 4, 2),
          relu(),
          maxPool(3, 2, 0),
          conv(wide(192), 5, 1, 2),
          relu(),
          maxPool(3, 2, 0),
          conv(wide(384), 3, 1, 1),
          relu(),
          conv(wide(256), 3, 1, 1),
          relu(),
          conv(wide(256), 3, 1, 1),
          relu(),
          maxPool(3, 2, 0));
    }

    private Chain classifier() {
      return Chain.of(
          dropout(rate),
          dense(wide(4096)),
          relu(),
          dropout(rate),
          dense(wide(4096)),
          relu(),
          dense(classes()));
    }
  }
}
