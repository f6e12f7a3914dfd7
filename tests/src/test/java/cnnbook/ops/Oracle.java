package cnnbook.ops;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.training.GradientCollector;
import cnnbook.models.Djl;
import cnnbook.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Function;

/** An engine of DJL as the judge of an operation: its output and its gradients. */
record Oracle(Engine engine) {
  /** Largest difference, relative to the largest value (at least 1: inputs are of that size). */
  static final double TOLERANCE = 1e-5;

  /** Output and the gradient for each input, of the loss Σ out·dout. */
  record Answer(Tensor out, List<Tensor> gradients) {}

  static Oracle pyTorch() {
    return new Oracle(Engine.getEngine("PyTorch"));
  }

  /** PyTorch, and MXNet where there is a native library of it. */
  static List<Oracle> all() {
    List<Oracle> all = new ArrayList<>(List.of(pyTorch()));
    if (Engine.getAllEngines().contains("MXNet")) {
      all.add(new Oracle(Engine.getEngine("MXNet")));
    }
    return all;
  }

  /** What the engine computes; {@code dout} is drawn from the seed when its shape is known. */
  Answer ask(Function<NDList, NDArray> expression, long seed, Tensor... inputs) {
    return ask(expression, out -> random(seed, out), inputs);
  }

  /** What the engine computes for this dout. */
  Answer ask(Function<NDList, NDArray> expression, Tensor dout, Tensor... inputs) {
    return ask(expression, out -> dout, inputs);
  }

  private Answer ask(
      Function<NDList, NDArray> expression, Function<int[], Tensor> dout, Tensor... inputs) {
    try (NDManager manager = engine.newBaseManager();
        GradientCollector collector = engine.newGradientCollector()) {
      NDList arrays = new NDList();
      for (Tensor input : inputs) {
        NDArray array = Djl.array(manager, input);
        array.setRequiresGradient(true);
        arrays.add(array);
      }
      NDArray out = expression.apply(arrays);
      NDArray upstream = Djl.array(manager, dout.apply(Djl.tensor(out).shape().toArray()));
      collector.backward(out.mul(upstream).sum());
      List<Tensor> gradients = new ArrayList<>();
      for (NDArray array : arrays) {
        gradients.add(Djl.tensor(array.getGradient()));
      }
      return new Answer(Djl.tensor(out), gradients);
    }
  }

  /** The dout that {@link #ask} draws for a seed. */
  static Tensor random(long seed, int... shape) {
    return Tensor.gaussian(new Random(seed), 0, 1, shape);
  }

  /** Fails with a sentence that names what, which engine and by how much. */
  void agree(Object what, Tensor ours, Tensor theirs) {
    agree(what, ours, theirs, 1);
  }

  /**
   * As above, where numbers as large as {@code least} were subtracted from each other on the way.
   */
  void agree(Object what, Tensor ours, Tensor theirs, double least) {
    double scale = Math.max(1, least);
    for (float value : theirs.data()) {
      scale = Math.max(scale, Math.abs(value));
    }
    double error = ours.maxDifference(theirs) / scale;
    if (!(error <= TOLERANCE)) {
      assertThat(ours)
          .as("%s differs from %s by %.2g of %.3g", what, engine.getEngineName(), error, scale)
          .isEqualTo(theirs);
    }
  }
}
