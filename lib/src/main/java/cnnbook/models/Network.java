package cnnbook.models;

import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.training.ParameterStore;
import ai.djl.util.PairList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A whole network: a chain of named layers from images (N, C, H, W) to logits (N, classes), which
 * knows the images that it takes. DJL itself would accept an image that is too small and fail deep
 * in native code, or not at all.
 */
public final class Network extends Chain {
  private static final int LARGEST_MINIMUM = 1024;

  private final String name;
  private final Shape input;
  private final Map<String, Block> heads = new LinkedHashMap<>();

  /**
   * An empty network.
   *
   * @param name as a reader knows it, for messages
   * @param channels how many channels an image has
   * @param height rows of an image, as the network is used as a rule
   * @param width columns of an image
   */
  Network(String name, int channels, int height, int width) {
    this.name = name;
    this.input = new Shape(1, channels, height, width);
  }

  @Override
  public Network layer(String layerName, Block block) {
    super.layer(layerName, block);
    return this;
  }

  /**
   * An auxiliary head: in training, the network's second, third … result comes from here.
   *
   * @param after the layer whose result it takes
   */
  Network head(String after, String headName, Block head) {
    heads.put(after, head);
    child(headName, head);
    return this;
  }

  @Override
  public <T> T flow(Flow<T> f, T x) {
    T y = x;
    for (Map.Entry<String, Block> part : parts().entrySet()) {
      if (heads.containsValue(part.getValue())) {
        continue;
      }
      y = f.run(part.getValue(), y);
      Block head = heads.get(part.getKey());
      if (head != null && f.training()) {
        f.side(f.run(head, y));
      }
    }
    return y;
  }

  /** The network's name, for instance {@code LeNet (modern)}. */
  public String name() {
    return name;
  }

  /** The shape of one image as the network was built for, (1, C, H, W). */
  public Shape input() {
    return input;
  }

  /**
   * The least height and width, in pixels, of which something is left behind the last layer.
   *
   * @throws IllegalStateException if not even an image of 1,024×1,024 pixels gets through
   */
  public int smallest() {
    int tooSmall = 0;
    int enough = LARGEST_MINIMUM;
    if (fails(enough) != null) {
      throw new IllegalStateException(name + " takes no image at all: " + fails(enough));
    }
    while (enough - tooSmall > 1) {
      int middle = (tooSmall + enough) / 2;
      if (fails(middle) == null) {
        enough = middle;
      } else {
        tooSmall = middle;
      }
    }
    return enough;
  }

  /** Why square images of a size do not get through; null if they do. */
  private String fails(int size) {
    try {
      ShapeFlow.withoutWeights(this).shapeAfter(new Shape(1, input.get(1), size, size));
      return null;
    } catch (IllegalArgumentException e) {
      return e.getMessage();
    }
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

  @Override
  protected NDList forwardInternal(
      ParameterStore store, NDList inputs, boolean training, PairList<String, Object> parameters) {
    check(inputs.getShapes());
    return super.forwardInternal(store, inputs, training, parameters);
  }

  private void check(Shape[] inputs) {
    if (inputs.length != 1 || inputs[0].dimension() != 4) {
      throw new IllegalArgumentException(
          name + " takes one array of shape (N, C, H, W), not " + List.of(inputs));
    }
    Shape in = inputs[0];
    if (in.get(1) != input.get(1)) {
      throw new IllegalArgumentException(
          "%s was built for %d input channels and got %d (input %s): build it with optChannels(%d)"
              .formatted(name, input.get(1), in.get(1), in, in.get(1)));
    }
    try {
      new ShapeFlow(this).shapeAfter(in);
    } catch (IllegalArgumentException e) {
      throw refusal(in, e);
    }
  }

  private IllegalArgumentException refusal(Shape in, IllegalArgumentException why) {
    int smallest = smallest();
    if (Math.min(in.get(2), in.get(3)) >= smallest) {
      return new IllegalArgumentException(name + ", " + why.getMessage(), why);
    }
    return new IllegalArgumentException(
        "%s needs images of at least %d×%d pixels and got %d×%d: nothing would be left (%s)"
            .formatted(name, smallest, smallest, in.get(2), in.get(3), why.getMessage()),
        why);
  }

  @Override
  String toText() {
    return name;
  }
}
