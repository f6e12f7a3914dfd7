package cnnbook.training;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Parameter;
import ai.djl.training.GradientCollector;
import ai.djl.training.ParameterStore;
import ai.djl.training.loss.Loss;
import cnnbook.models.LeNet;
import cnnbook.models.NamedParameters;
import cnnbook.models.Network;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;

/** A small LeNet with batch normalization on an engine, and batches that depend on their number. */
final class Rig implements AutoCloseable {
  static final Shape IMAGES = new Shape(6, 1, 14, 12);

  final NDManager manager;
  final Network network =
      LeNet.builder()
          .optModern(true)
          .optBatchNorm(true)
          .optWidth(0.5)
          .optSize(14, 12)
          .optClasses(3)
          .build();

  Rig(Engine engine) {
    this(engine.newBaseManager());
  }

  Rig(NDManager manager) {
    this.manager = manager;
    network.initialize(manager, DataType.FLOAT32, IMAGES);
    Random random = new Random(5);
    for (Parameter parameter : network.getParameters().values()) {
      float scale = parameter.getType() == Parameter.Type.WEIGHT ? 0.3f : 1;
      if (parameter.requiresGradient()) {
        parameter.getArray().set(numbers(random, parameter.getArray().size(), scale));
      }
    }
  }

  /** PyTorch, and MXNet where there is a native library of it. */
  static Stream<Engine> engines() {
    return Stream.of("PyTorch", "MXNet")
        .filter(Engine.getAllEngines()::contains)
        .map(Engine::getEngine);
  }

  static float[] numbers(Random random, long count, float scale) {
    float[] numbers = new float[(int) count];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = scale * (float) random.nextGaussian();
    }
    return numbers;
  }

  NDArray images(NDManager owner, long seed) {
    return owner.create(numbers(new Random(seed), IMAGES.size(), 1), IMAGES);
  }

  NDArray labels(NDManager owner) {
    return owner.create(new long[] {0, 1, 2, 0, 1, 2});
  }

  /** Forward and backward on the batch of a number; the gradients then wait for a step. */
  void backward(long batch) {
    try (NDManager scope = manager.newSubManager();
        GradientCollector collector = scope.getEngine().newGradientCollector()) {
      ParameterStore store = new ParameterStore(manager, false);
      NDList logits = network.forward(store, new NDList(images(scope, batch)), true);
      Loss loss = Loss.softmaxCrossEntropyLoss();
      collector.backward(loss.evaluate(new NDList(labels(scope)), logits));
    }
  }

  /** The values of every parameter, running statistics as well. */
  Map<String, float[]> values() {
    Map<String, float[]> values = new LinkedHashMap<>();
    NamedParameters.of(network)
        .forEach((name, parameter) -> values.put(name, parameter.getArray().toFloatArray()));
    return values;
  }

  /** Takes the parameters of another rig. */
  void take(Rig other) {
    Map<String, float[]> values = other.values();
    NamedParameters.of(network)
        .forEach((name, parameter) -> parameter.getArray().set(values.get(name)));
  }

  /** The gradient of a parameter by its name. */
  NDArray gradient(String name) {
    return NamedParameters.of(network).get(name).getArray().getGradient();
  }

  @Override
  public void close() {
    manager.close();
  }
}
