package cnnbook.models;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.AbstractBlock;
import ai.djl.training.ParameterStore;
import ai.djl.util.PairList;
import cnnbook.geometry.Window;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** A layer with nothing to learn: an activation, a pooling layer, a change of shape. */
public final class Step extends AbstractBlock {
  private final String kind;
  private final Function<Shape, Window> window;
  private final UnaryOperator<Shape> shapes;
  private final UnaryOperator<NDArray> arrays;

  Step(String kind, UnaryOperator<Shape> shapes, UnaryOperator<NDArray> arrays) {
    this(kind, shape -> null, shapes, arrays);
  }

  /** A layer that slides a window. */
  Step(String kind, Window window, UnaryOperator<NDArray> arrays) {
    this(kind, shape -> window, shape -> Layers.output(window, shape, shape.get(1)), arrays);
  }

  /** A layer whose window, through which each output sees the input, depends on the input. */
  Step(
      String kind,
      Function<Shape, Window> window,
      UnaryOperator<Shape> shapes,
      UnaryOperator<NDArray> arrays) {
    this.kind = kind;
    this.window = window;
    this.shapes = shapes;
    this.arrays = arrays;
  }

  /** What it does, for instance {@code max pool 3×3, stride 2}. */
  public String kind() {
    return kind;
  }

  /** The window through which it sees an input of this shape, if it slides one. */
  Optional<Window> window(Shape input) {
    return Optional.ofNullable(window.apply(input));
  }

  @Override
  public Shape[] getOutputShapes(Shape[] inputs) {
    return new Shape[] {shapes.apply(inputs[0])};
  }

  @Override
  protected NDList forwardInternal(
      ParameterStore store, NDList inputs, boolean training, PairList<String, Object> parameters) {
    return new NDList(arrays.apply(inputs.singletonOrThrow()));
  }
}
