package cnnbook.models;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.nn.Parameter;
import ai.djl.nn.convolutional.Conv2d;
import ai.djl.nn.core.Linear;
import ai.djl.training.initializer.Initializer;
import cnnbook.geometry.Window;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What tests want to know of a network without running it. */
final class Anatomy {
  private Anatomy() {}

  /** How many weights are learned; statistics of normalizations are not. */
  static long weights(Network net) {
    net.setInitializer(Initializer.ZEROS, parameter -> true);
    try (NDManager manager = Engine.getEngine("PyTorch").newBaseManager()) {
      net.initialize(manager, DataType.FLOAT32, net.input());
      return net.getParameters().values().stream()
          .filter(Parameter::requiresGradient)
          .mapToLong(parameter -> parameter.getShape().size())
          .sum();
    }
  }

  /** The shape behind each layer for one image. */
  static Map<String, Shape> shapes(Network net) {
    Map<String, Shape> shapes = new LinkedHashMap<>();
    ShapeFlow flow = new ShapeFlow(net);
    Shape x = net.input();
    for (Map.Entry<String, Block> part : net.parts().entrySet()) {
      x = flow.run(part.getValue(), x);
      shapes.put(part.getKey(), x);
    }
    return shapes;
  }

  /** Layers as papers count them: convolutions and dense layers but those on shortcuts. */
  static long layers(Network net) {
    return Names.tree(net).entrySet().stream()
        .filter(part -> part.getValue() instanceof Conv2d || part.getValue() instanceof Linear)
        .filter(part -> !List.of(part.getKey().split("\\.")).contains("downsample"))
        .count();
  }

  /** Rows that the window of a convolution moves on by. */
  static int stride(Network net, String path) {
    return window(net, path).rows().stride();
  }

  static Window window(Network net, String path) {
    return Layers.window((Conv2d) net.layer(path));
  }
}
