package cnnbook.models;

import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.nn.LambdaBlock;
import ai.djl.nn.Parameter;
import ai.djl.nn.convolutional.Conv2d;
import ai.djl.nn.core.Linear;
import ai.djl.nn.norm.BatchNorm;
import ai.djl.nn.norm.Dropout;
import cnnbook.geometry.LayerCost;
import cnnbook.geometry.Window;
import cnnbook.models.LayerRow.Type;
import java.util.Locale;
import java.util.Optional;

/** What a summary says about one layer: its family, its description, its cost. */
final class LayerKind {
  private LayerKind() {}

  static Type type(Block layer) {
    if (layer instanceof Conv2d) {
      return Type.CONVOLUTION;
    }
    if (layer instanceof Linear) {
      return Type.DENSE;
    }
    if (layer instanceof BatchNorm) {
      return Type.NORMALIZATION;
    }
    if (!layer.getParameters().isEmpty()) {
      return Type.OTHER;
    }
    return describe(layer).toLowerCase(Locale.ROOT).contains("pool")
        ? Type.POOLING
        : Type.ELEMENTWISE;
  }

  /** What a layer does to make an output of this shape. */
  static String describe(Block layer, Shape out) {
    return layer instanceof Linear ? "dense " + out.get(out.dimension() - 1) : describe(layer);
  }

  private static String describe(Block layer) {
    if (layer instanceof Conv2d) {
      return describe((Conv2d) layer);
    }
    if (layer instanceof Step) {
      return ((Step) layer).kind();
    }
    if (layer instanceof BatchNorm) {
      return "BN";
    }
    if (layer instanceof Dropout) {
      return "dropout";
    }
    return layer instanceof LambdaBlock
        ? ((LambdaBlock) layer).getName()
        : layer.getClass().getSimpleName();
  }

  private static String describe(Conv2d conv) {
    return "conv %s, %d filter%s%s"
        .formatted(
            Layers.describe(Layers.window(conv)),
            conv.getFilters(),
            conv.getFilters() == 1 ? "" : "s",
            conv.getGroups() == 1 ? "" : ", " + conv.getGroups() + " groups");
  }

  /**
   * The window through which each output of a layer sees its input; nothing if it sees one element,
   * or if that is not known.
   */
  static Optional<Window> window(Block layer, Shape input) {
    if (layer instanceof Conv2d) {
      return Optional.of(Layers.window((Conv2d) layer));
    }
    return layer instanceof Step ? ((Step) layer).window(input) : Optional.empty();
  }

  /**
   * Costs for one image. Shapes suffice for the layers of this book; others must have their weights
   * already.
   *
   * @throws IllegalArgumentException if an unknown layer's weights have no shapes yet
   */
  static LayerCost cost(Block layer, Shape in, Shape out) {
    if (layer instanceof Conv2d) {
      Conv2d conv = (Conv2d) layer;
      return LayerCost.conv2d(
          Layers.window(conv),
          size(in, 1),
          conv.getFilters(),
          conv.getGroups(),
          conv.isIncludeBias(),
          size(in, 2),
          size(in, 3));
    }
    long values = out.size() / out.get(0);
    if (layer instanceof Linear) {
      int units = size(out, out.dimension() - 1);
      boolean bias = layer.getDirectParameters().contains("bias");
      LayerCost one = LayerCost.linear(size(in, in.dimension() - 1), units, bias);
      return new LayerCost(one.parameters(), one.macs() * (values / units), values);
    }
    if (layer instanceof BatchNorm) {
      boolean map = in.dimension() == 4;
      return LayerCost.batchNorm(size(in, 1), map ? size(in, 2) : 1, map ? size(in, 3) : 1);
    }
    return new LayerCost(count(layer, false), 0, values);
  }

  /** Numbers that the layer keeps but does not learn. */
  static long buffers(Block layer, Shape in) {
    return layer instanceof BatchNorm ? 2 * in.get(1) : count(layer, true);
  }

  private static long count(Block layer, boolean buffers) {
    long numbers = 0;
    for (Parameter parameter : layer.getParameters().values()) {
      if (isBuffer(parameter) == buffers) {
        numbers += shape(layer, parameter).size();
      }
    }
    return numbers;
  }

  private static Shape shape(Block layer, Parameter parameter) {
    if (parameter.getShape() == null) {
      throw new IllegalArgumentException(
          "the shape of %s in a %s is not known yet: initialise the block, then summarise it"
              .formatted(parameter.getName(), layer.getClass().getSimpleName()));
    }
    return parameter.getShape();
  }

  static boolean isBuffer(Parameter parameter) {
    return parameter.getType() == Parameter.Type.RUNNING_MEAN
        || parameter.getType() == Parameter.Type.RUNNING_VAR;
  }

  private static int size(Shape shape, int axis) {
    return Math.toIntExact(shape.get(axis));
  }
}
