package cnnbook.models;

import static cnnbook.models.Layers.batchNorm;
import static cnnbook.models.Layers.dense;
import static cnnbook.models.Layers.globalAveragePool;
import static cnnbook.models.Layers.relu;

/**
 * What the two families of residual networks have in common.
 *
 * @param <B> the builder of one network
 */
public abstract class ResidualBuilder<B extends ResidualBuilder<B>> extends NetworkBuilder<B> {
  private boolean zeroLast;

  ResidualBuilder(int channels, int size, int classes, Weighting weighting) {
    super(channels, size, classes, weighting);
  }

  /**
   * Whether every block begins with F(x) = 0, so that it passes on what it gets (after a ReLU, in
   * v1 and v1.5); default false. Goyal and others, "Accurate, Large Minibatch SGD", 2017, section
   * 5.1.
   */
  public final B optZeroLast(boolean isOn) {
    zeroLast = isOn;
    return self();
  }

  final boolean zeroLast() {
    return zeroLast;
  }

  @Override
  final void adjustStart(Network net) {
    if (zeroLast) {
      ResidualBlock.startAsIdentities(net);
    }
  }

  /** The layers behind the stages; v2 has its last normalization and activation there. */
  final void finish(Network net, boolean preActivation) {
    if (preActivation) {
      net.layer("bn2", batchNorm()).layer("relu2", relu());
    }
    net.layer("avgpool", globalAveragePool()).layer("fc", dense(classes()));
  }
}
