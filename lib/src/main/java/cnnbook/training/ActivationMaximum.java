package cnnbook.training;

import cnnbook.geometry.Window;
import cnnbook.models.Composite;
import cnnbook.ops.AvgPool2dOp;
import cnnbook.tensor.Tensor;
import java.util.Random;

/**
 * The image that excites a channel most: gradient ascent on the pixels, the weights stay. Erhan and
 * others, "Visualizing Higher-Layer Features of a Deep Network", 2009, section 3.
 *
 * <p>It begins with grey noise. Each step moves every pixel against the others by the gradient's
 * length, and is followed by a faint blur, without which the result is noise that no one can read;
 * pixels stay in [0, 1].
 *
 * <pre>{@code
 * Tensor image = ActivationMaximum.of(network, "conv3").image(5, 1, 28, 28);
 * }</pre>
 */
public final class ActivationMaximum {
  private final Composite network;
  private final String layer;
  private int steps = 60;
  private double rate = 0.1;
  private double blur = 0.1;
  private long seed;

  private ActivationMaximum(Composite network, String layer) {
    this.network = network;
    this.layer = layer;
  }

  /**
   * Starts a description.
   *
   * @param network with its weights drawn, trained on pixels in [0, 1]
   * @param layer by the paths of {@code ModelSummary}
   */
  public static ActivationMaximum of(Composite network, String layer) {
    return new ActivationMaximum(network, layer);
  }

  /** How often the pixels are moved; default 60. */
  public ActivationMaximum optSteps(int count) {
    steps = count;
    return this;
  }

  /** By how much a pixel is moved in a step, on average; default 0.1. */
  public ActivationMaximum optRate(double length) {
    rate = length;
    return this;
  }

  /**
   * The share of its neighbours' mean that a pixel takes on after a step, in [0, 1]; default 0.1.
   */
  public ActivationMaximum optBlur(double share) {
    blur = share;
    return this;
  }

  /** Of the noise at the start; default 0. */
  public ActivationMaximum optSeed(long number) {
    seed = number;
    return this;
  }

  /**
   * The image.
   *
   * @param channel of the layer's maps, or unit of a dense layer
   * @param shape of the image: channels, rows, columns
   * @return (1, channels, rows, columns), in [0, 1]
   */
  public Tensor image(int channel, int... shape) {
    Tensor x = Tensor.gaussian(new Random(seed), 0.5, 0.05, 1, shape[0], shape[1], shape[2]);
    AvgPool2dOp mean = new AvgPool2dOp(Window.same(3), false);
    for (int step = 0; step < steps; step++) {
      Tensor slope = Saliency.gradient(network, x, layer, Saliency.channel(channel));
      double size = slope.map(Math::abs).mean();
      // A dead channel has no slope: its image stays noise.
      Tensor moved = size == 0 ? x : x.plus(slope.times(rate / size));
      Tensor blurred = mean.forward(moved).out().times(blur).plus(moved.times(1 - blur));
      x = blurred.map(v -> Math.max(0, Math.min(1, v)));
    }
    return x;
  }
}
