package cnnbook.training;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import cnnbook.models.Chain;
import cnnbook.models.Djl;
import cnnbook.ops.Parameter;
import cnnbook.tensor.Tensor;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/** Small networks whose weights a test knows. */
final class Eye implements AutoCloseable {
  private final NDManager manager = NDManager.newBaseManager();
  final Chain network;

  /**
   * Gives a network these weights.
   *
   * @param images the shape of what it will see
   */
  Eye(Chain network, Shape images, Tensor... weights) {
    this.network = network;
    network.initialize(manager, DataType.FLOAT32, images);
    List<Parameter> values =
        Stream.of(weights).map(weight -> new Parameter("weight", weight)).toList();
    Djl.copyWeights(values, network);
  }

  static Tensor random(long seed, int... shape) {
    return Tensor.gaussian(new Random(seed), 0, 1, shape);
  }

  @Override
  public void close() {
    manager.close();
  }
}
