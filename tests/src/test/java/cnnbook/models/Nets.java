package cnnbook.models;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import java.util.LinkedHashMap;
import java.util.Map;

/** What the tests of networks ask of a network. */
final class Nets {
  private Nets() {}

  /** The number of weights that are learned. */
  static long learned(NetworkBuilder<?> builder) {
    return shapes(builder, true).values().stream().mapToLong(Shape::size).sum();
  }

  /** The shapes of all parameters by path, {@code features.0.weight}. */
  static Map<String, Shape> parameterShapes(NetworkBuilder<?> builder) {
    return shapes(builder, false);
  }

  /** The arrays are made without being filled: that costs no memory, whatever their size. */
  private static Map<String, Shape> shapes(NetworkBuilder<?> builder, boolean onlyLearned) {
    Network net = builder.build();
    net.setInitializer((manager, shape, type) -> manager.create(shape, type), parameter -> true);
    try (NDManager manager = NDManager.newBaseManager()) {
      net.initialize(manager, DataType.FLOAT32, net.input());
      Map<String, Shape> shapes = new LinkedHashMap<>();
      NamedParameters.of(net)
          .forEach(
              (path, parameter) -> {
                if (parameter.requiresGradient() || !onlyLearned) {
                  shapes.put(path, parameter.getArray().getShape());
                }
              });
      return shapes;
    }
  }

  /** What each layer of a chain gives for one image, {@code 64×55×55}, by the layer's name. */
  static Map<String, String> stages(Chain chain, Shape image) {
    Map<String, String> stages = new LinkedHashMap<>();
    Shape shape = image;
    for (String name : chain.layerNames()) {
      shape = output(chain.layer(name), shape);
      stages.put(name, text(shape));
    }
    return stages;
  }

  private static String text(Shape shape) {
    return shape.slice(1).toString().replaceAll("[() ]", "").replace(",", "×");
  }

  /** A block's shape for a shape, whether it has parts or not. */
  static Shape output(Block block, Shape x) {
    return block instanceof Composite
        ? block.getOutputShapes(new Shape[] {x})[0]
        : ShapeFlow.output(block, x);
  }
}
