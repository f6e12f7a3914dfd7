package cnnbook.models;

import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.nn.Parameter;
import ai.djl.nn.convolutional.Conv2d;
import ai.djl.nn.core.Linear;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;

/** Follows shapes through a block and checks that each part takes what it gets. */
final class ShapeFlow implements Flow<Shape> {
  private final Composite root;
  private final Function<Block, Consumer<Shape>> visitor;
  private final boolean checksWeights;

  /** Only the shapes. */
  ShapeFlow(Composite root) {
    this(root, leaf -> shape -> {}, true);
  }

  /** Shapes as they would be if the weights were drawn anew. */
  static ShapeFlow withoutWeights(Composite root) {
    return new ShapeFlow(root, leaf -> shape -> {}, false);
  }

  /**
   * Shapes, and something to do with each part and its input's shape before its output's is asked.
   */
  ShapeFlow(Composite root, Function<Block, Consumer<Shape>> visitor) {
    this(root, visitor, true);
  }

  private ShapeFlow(
      Composite root, Function<Block, Consumer<Shape>> visitor, boolean checksWeights) {
    this.root = root;
    this.visitor = visitor;
    this.checksWeights = checksWeights;
  }

  Shape shapeAfter(Shape input) {
    return root.flow(this, input);
  }

  @Override
  public Shape run(Block block, Shape x) {
    try {
      if (block instanceof Composite) {
        return ((Composite) block).flow(this, x);
      }
      visitor.apply(block).accept(x);
      if (checksWeights) {
        checkWeights(block, x);
      }
      return output(block, x);
    } catch (PartException e) {
      throw e;
    } catch (IllegalArgumentException e) {
      throw new PartException(Names.path(root, block) + ": " + e.getMessage(), e);
    }
  }

  /** The shape behind one part that has no parts of its own. */
  static Shape output(Block block, Shape x) {
    if (block instanceof Conv2d) {
      return conv((Conv2d) block, x);
    }
    return block.getOutputShapes(new Shape[] {x})[0];
  }

  /** DJL would give sizes of 0 and less. */
  private static Shape conv(Conv2d conv, Shape x) {
    if (x.get(1) % conv.getGroups() != 0 || conv.getFilters() % conv.getGroups() != 0) {
      throw new IllegalArgumentException(
          "groups %d must divide both %d channels and %d filters"
              .formatted(conv.getGroups(), x.get(1), conv.getFilters()));
    }
    return Layers.output(Layers.window(conv), x, conv.getFilters());
  }

  private static void checkWeights(Block block, Shape x) {
    if (block instanceof Linear) {
      requireInputs(block, x, x.dimension() - 1, "inputs");
    } else if (block instanceof Conv2d) {
      requireInputs(block, x, 1, "channels");
    }
  }

  private static void requireInputs(Block block, Shape x, int axis, String what) {
    Parameter weight = block.getDirectParameters().get("weight");
    if (weight == null || !weight.isInitialized()) {
      return;
    }
    long groups = block instanceof Conv2d ? ((Conv2d) block).getGroups() : 1;
    long wanted = weight.getShape().get(1) * groups;
    if (x.get(axis) != wanted) {
      throw new IllegalArgumentException(
          "its weights %s were made for %d %s and it gets %d (input %s): feed images of the size that it was initialised for, or build the network anew"
              .formatted(weight.getShape(), wanted, what, x.get(axis), x));
    }
  }

  @Override
  public Shape relu(Shape x) {
    return x;
  }

  @Override
  public Shape add(Shape a, Shape b) {
    if (!a.equals(b)) {
      throw new IllegalArgumentException(
          "the two sides of a sum differ: %s and %s; the shortcut needs a projection"
              .formatted(a, b));
    }
    return a;
  }

  @Override
  public Shape concat(List<Shape> parts) {
    Shape first = parts.get(0);
    long channels = 0;
    for (Shape part : parts) {
      if (!part.slice(2).equals(first.slice(2)) || part.get(0) != first.get(0)) {
        throw new IllegalArgumentException(
            "only the channels of branches may differ, not the maps' sizes: " + parts);
      }
      channels += part.get(1);
    }
    return new Shape(first.get(0), channels).addAll(first.slice(2));
  }

  @Override
  public Shape gate(Shape x, Shape gates) {
    if (!x.slice(0, 2).equals(gates)) {
      throw new IllegalArgumentException("maps %s have gates %s".formatted(x, gates));
    }
    return x;
  }

  @Override
  public void side(Shape output) {
    // Its shape is of no interest; running it has initialised its parts.
  }

  @Override
  public boolean training() {
    return true;
  }

  /** Says which part it was; thrown through the blocks around it as it is. */
  private static final class PartException extends IllegalArgumentException {
    private static final long serialVersionUID = 1;

    PartException(String message, Throwable cause) {
      super(message, cause);
    }
  }
}
