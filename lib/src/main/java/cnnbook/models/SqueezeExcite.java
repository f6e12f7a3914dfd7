package cnnbook.models;

import static cnnbook.models.Layers.dense;
import static cnnbook.models.Layers.globalAveragePool;
import static cnnbook.models.Layers.sigmoid;

import ai.djl.nn.Block;

/**
 * Weighs the maps: the mean of each goes through two dense layers, and the sigmoid of what comes
 * out is the map's factor. (N, C, H, W) → the same. Hu, Shen and Sun, "Squeeze-and-Excitation
 * Networks", 2018, section 3 and figure 3.
 */
public final class SqueezeExcite extends Composite {
  private final Block squeeze = child("squeeze", globalAveragePool());
  private final Block fc1;
  private final Block fc2;
  private final Block gate = child("sigmoid", sigmoid());

  /**
   * A block.
   *
   * @param channels of its input
   * @param reduction by how many times the middle is narrower; 16 in the paper
   */
  public SqueezeExcite(int channels, int reduction) {
    fc1 = child("fc1", dense(Math.max(1, channels / reduction)));
    fc2 = child("fc2", dense(channels));
  }

  @Override
  public <T> T flow(Flow<T> f, T x) {
    T hidden = f.relu(f.run(fc1, f.run(squeeze, x)));
    return f.gate(x, f.run(gate, f.run(fc2, hidden)));
  }
}
