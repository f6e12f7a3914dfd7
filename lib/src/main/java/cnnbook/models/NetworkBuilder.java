package cnnbook.models;

import ai.djl.ndarray.types.Shape;
import java.util.Objects;

/**
 * What every network may vary in.
 *
 * @param <B> the builder of one network
 */
public abstract class NetworkBuilder<B extends NetworkBuilder<B>> {
  private static final int MOST = 1 << 20;

  private int channels;
  private int height;
  private int width;
  private int classes;
  private double multiplier = 1;
  private Weighting weighting;

  /** The images and classes of the paper, and how weights begin if nothing else is said. */
  NetworkBuilder(int channels, int size, int classes, Weighting weighting) {
    this.channels = channels;
    this.height = size;
    this.width = size;
    this.classes = classes;
    this.weighting = weighting;
  }

  /** Channels of an image, at least 1. */
  public final B optChannels(int count) {
    channels = atLeastOne("channels", count);
    return self();
  }

  /** Height and width of the images, in pixels, at least 1. */
  public final B optSize(int size) {
    return optSize(size, size);
  }

  /** Height and width of the images, in pixels, at least 1 each. */
  public final B optSize(int rows, int columns) {
    height = atLeastOne("height", rows);
    width = atLeastOne("width", columns);
    return self();
  }

  /** Classes to tell apart, at least 1. */
  public final B optClasses(int count) {
    classes = atLeastOne("classes", count);
    return self();
  }

  /**
   * Factor of all channels and units within the network, above 0; default 1. A quarter of the width
   * is about a sixteenth of the parameters and of the work.
   */
  public final B optWidth(double factor) {
    if (!(factor > 0) || Double.isInfinite(factor)) {
      throw new IllegalArgumentException("width must be a number above 0, not " + factor);
    }
    multiplier = factor;
    return self();
  }

  /** How weights begin. */
  public final B optWeighting(Weighting how) {
    weighting = Objects.requireNonNull(how, "how weights begin");
    return self();
  }

  /**
   * The network, its weights not yet drawn.
   *
   * @throws IllegalArgumentException if an image is too small for the network's strides; the
   *     message names the smallest that fits
   */
  public final Network build() {
    Network network = new Network(name(), channels, height, width);
    fill(network);
    weighting.prepare(network);
    adjustStart(network);
    network.getOutputShapes(new Shape[] {network.input()});
    return network;
  }

  /** How a reader calls the network. */
  abstract String name();

  /** Adds the layers, up to logits of {@link #classes}. */
  abstract void fill(Network network);

  /** Sets what begins otherwise than its {@link Weighting} says; nothing if not overridden. */
  void adjustStart(Network network) {}

  @SuppressWarnings("unchecked")
  final B self() {
    return (B) this;
  }

  final int classes() {
    return classes;
  }

  /** A number of channels or units of the paper, times the width multiplier; at least 1. */
  final int wide(int full) {
    long count = Math.round(full * multiplier);
    if (count > MOST) {
      throw new IllegalArgumentException(
          "width %s turns %d channels into %d: at most %d make sense"
              .formatted(multiplier, full, count, MOST));
    }
    return (int) Math.max(1, count);
  }

  /** A rate of dropout, 0 ≤ rate &lt; 1. */
  static float rate(double share) {
    if (!(share >= 0 && share < 1)) {
      throw new IllegalArgumentException("rate must be at least 0 and below 1, not " + share);
    }
    return (float) share;
  }

  static int atLeastOne(String what, int count) {
    if (count < 1) {
      throw new IllegalArgumentException(what + " must be at least 1, not " + count);
    }
    return count;
  }
}
