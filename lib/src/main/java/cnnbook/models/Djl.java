package cnnbook.models;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.training.GradientCollector;
import ai.djl.training.ParameterStore;
import cnnbook.ops.Parameter;
import cnnbook.tensor.Tensor;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * The way from the book's plain {@link Tensor}s to DJL's arrays and back, for holding the one
 * against the other. What a method borrows from native memory is freed before it returns.
 *
 * <pre>{@code
 * Tensor theirs = Djl.apply(a -> a.get(0).softmax(1), logits);
 * List<Tensor> gradients = Djl.gradients(a -> a.get(0).matMul(a.get(1)), dout, x, w);
 * }</pre>
 */
public final class Djl {
  private Djl() {}

  /** The same numbers in the same shape, float32; the manager owns them. */
  public static NDArray array(NDManager manager, Tensor tensor) {
    long[] sizes = IntStream.of(tensor.shape().toArray()).asLongStream().toArray();
    return manager.create(tensor.data().clone(), new Shape(sizes));
  }

  /** The same numbers in the same shape; other types of numbers become float32. */
  public static Tensor tensor(NDArray array) {
    try (NDArray floats = array.toType(DataType.FLOAT32, true)) {
      return Tensor.of(floats.toFloatArray(), sizes(array.getShape()));
    }
  }

  /**
   * What DJL computes.
   *
   * @param expression from arrays like the inputs to one array
   */
  public static Tensor apply(Function<NDList, NDArray> expression, Tensor... inputs) {
    try (NDManager manager = NDManager.newBaseManager()) {
      return tensor(expression.apply(arrays(manager, inputs)));
    }
  }

  /**
   * The gradients of Σ out·dout, which DJL finds by itself.
   *
   * @param expression from arrays like the inputs to one array, out
   * @param dout of the shape of out: the gradient that comes from above
   * @return one for each input, of its shape
   */
  public static List<Tensor> gradients(
      Function<NDList, NDArray> expression, Tensor dout, Tensor... inputs) {
    Engine engine = Engine.getInstance();
    try (NDManager manager = engine.newBaseManager();
        GradientCollector collector = engine.newGradientCollector()) {
      NDList arrays = arrays(manager, inputs);
      arrays.forEach(array -> array.setRequiresGradient(true));
      collector.backward(expression.apply(arrays).mul(array(manager, dout)).sum());
      return arrays.stream().map(array -> tensor(array.getGradient())).toList();
    }
  }

  /**
   * What a block makes of x in inference mode.
   *
   * @param block with one input and one output, initialised or without parameters
   */
  public static Tensor apply(Block block, Tensor x) {
    try (NDManager manager = NDManager.newBaseManager()) {
      NDList in = new NDList(array(manager, x));
      return tensor(block.forward(new ParameterStore(manager, false), in, false).head());
    }
  }

  /**
   * Gives an initialised block the values of plain parameters, both in their order.
   *
   * @throws IllegalArgumentException if their number or a shape differs
   */
  public static void copyWeights(List<Parameter> from, Block to) {
    List<NDArray> targets = values(to);
    require(
        from.size() == targets.size(),
        "there are %d parameters, the block has %d".formatted(from.size(), targets.size()));
    for (int i = 0; i < targets.size(); i++) {
      Parameter parameter = from.get(i);
      Shape shape = targets.get(i).getShape();
      require(
          Arrays.equals(parameter.value().shape().toArray(), sizes(shape)),
          "%s is %s, the block's is %s"
              .formatted(parameter.name(), parameter.value().shape(), shape));
    }
    for (int i = 0; i < targets.size(); i++) {
      NDArray target = targets.get(i);
      try (NDArray value = array(target.getManager(), from.get(i).value())) {
        NamedParameters.assign(target, value);
      }
    }
  }

  /**
   * Gives an initialised block the weights and running statistics of another one that has the same
   * layers, both in their order; names do not matter.
   *
   * @throws IllegalArgumentException if their number or a shape differs
   */
  public static void copyWeights(Block from, Block to) {
    List<NDArray> sources = values(from);
    List<NDArray> targets = values(to);
    List<Shape> shapes = sources.stream().map(NDArray::getShape).toList();
    List<Shape> expected = targets.stream().map(NDArray::getShape).toList();
    require(
        shapes.equals(expected),
        "the weights are %s, the block's are %s".formatted(shapes, expected));
    for (int i = 0; i < targets.size(); i++) {
      NamedParameters.assign(targets.get(i), sources.get(i));
    }
  }

  private static List<NDArray> values(Block block) {
    return block.getParameters().values().stream().map(ai.djl.nn.Parameter::getArray).toList();
  }

  private static int[] sizes(Shape shape) {
    return LongStream.of(shape.getShape()).mapToInt(Math::toIntExact).toArray();
  }

  private static NDList arrays(NDManager manager, Tensor... inputs) {
    return new NDList(Stream.of(inputs).map(input -> array(manager, input)).toList());
  }

  private static void require(boolean condition, String message) {
    if (!condition) {
      throw new IllegalArgumentException(message);
    }
  }
}
