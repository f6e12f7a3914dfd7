package cnnbook.models;

import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.nn.SequentialBlock;
import ai.djl.util.Pair;
import java.util.List;

/**
 * A network that is a chain of named layers and knows which images it takes. DJL itself would
 * accept an image that is too small and fail deep in native code, or not at all.
 */
public final class Network extends SequentialBlock {
  private final String name;
  private final long channels;
  private final long smallest;

  /**
   * An empty chain.
   *
   * @param name as a reader knows it, for messages
   * @param channels how many channels an input image must have
   * @param smallest the least height and width, in pixels, of which something is left after the
   *     last pooling layer
   */
  Network(String name, long channels, long smallest) {
    this.name = name;
    this.channels = channels;
    this.smallest = smallest;
  }

  /** Appends a layer under its own name, the one that parameters and summaries carry. */
  Network layer(String layerName, Block block) {
    addChildBlock(layerName, block);
    return this;
  }

  /**
   * A layer by its name. (DJL puts a number before the names of children: {@code 01conv1}.)
   *
   * @throws IllegalArgumentException if there is none; the message lists those that are there
   */
  public Block layer(String layerName) {
    return children.stream()
        .filter(child -> bare(child.getKey()).equals(layerName))
        .map(Pair::getValue)
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "%s has no layer %s; it has %s".formatted(name, layerName, layerNames())));
  }

  /** The names of the layers, from the input to the output. */
  public List<String> layerNames() {
    return children.keys().stream().map(Network::bare).toList();
  }

  private static String bare(String childName) {
    return childName.replaceFirst("^\\d+", "");
  }

  /** The network's name, for instance {@code LeNet (modern)}. */
  public String name() {
    return name;
  }

  /**
   * The shape of the result for a shape of input.
   *
   * @param inputs one shape (N, C, H, W)
   * @throws IllegalArgumentException if C differs from the network's or H or W is too small
   */
  @Override
  public Shape[] getOutputShapes(Shape[] inputs) {
    check(inputs);
    return super.getOutputShapes(inputs);
  }

  @Override
  protected void beforeInitialize(Shape... inputs) {
    check(inputs);
    super.beforeInitialize(inputs);
  }

  private void check(Shape[] inputs) {
    if (inputs.length != 1 || inputs[0].dimension() != 4) {
      throw new IllegalArgumentException(
          name + " takes one array of shape (N, C, H, W), not " + List.of(inputs));
    }
    Shape in = inputs[0];
    if (in.get(1) != channels) {
      throw new IllegalArgumentException(
          "%s was built for %d input channels and got %d (input %s): build it with optChannels(%d)"
              .formatted(name, channels, in.get(1), in, in.get(1)));
    }
    if (in.get(2) < smallest || in.get(3) < smallest) {
      throw new IllegalArgumentException(
          "%s needs images of at least %d×%d pixels and got %d×%d: nothing would be left"
              .formatted(name, smallest, smallest, in.get(2), in.get(3)));
    }
  }
}
