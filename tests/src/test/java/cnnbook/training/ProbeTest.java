package cnnbook.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.nn.Parameter;
import ai.djl.training.ParameterStore;
import ai.djl.training.loss.Loss;
import cnnbook.models.Chain;
import cnnbook.models.CifarResNet;
import cnnbook.models.Composite;
import cnnbook.models.Flow;
import cnnbook.models.Layers;
import cnnbook.models.LeNet;
import cnnbook.models.NamedParameters;
import cnnbook.ops.Conv2dOp;
import cnnbook.ops.ConvLayer;
import cnnbook.ops.CrossEntropyOp;
import cnnbook.ops.FlattenOp;
import cnnbook.ops.Layer;
import cnnbook.ops.LinearLayer;
import cnnbook.ops.MaxPool2dOp;
import cnnbook.ops.Pass;
import cnnbook.ops.ReluOp;
import cnnbook.tensor.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ProbeTest {
  private static final String ENGINES = "cnnbook.training.Rig#engines";

  /** W₁, W₂, W₃ of the notes, row by row. */
  private static final float[][] NOTES = {
    {0.5f, 0.3f, 0.2f, 0.4f}, {0.6f, 0.1f, 0.4f, 0.2f}, {0.7f, 0.3f, 0.5f, 0.9f}
  };

  /** A layer and a way around it. */
  private static final class Skip extends Composite {
    private final Block inner = child("inner", Layers.dense(2));

    @Override
    public <T> T flow(Flow<T> f, T x) {
      return f.add(f.run(inner, x), x);
    }
  }

  /** a₁ + a₂/2, so that its gradient is (1, 0.5). */
  private static final class Weighted extends Loss {
    Weighted() {
      super("weighted");
    }

    @Override
    public NDArray evaluate(NDList labels, NDList predictions) {
      NDArray a = predictions.singletonOrThrow();
      return a.mul(a.getManager().create(new float[] {1, 0.5f}, new Shape(1, 2))).sum();
    }
  }

  @ParameterizedTest
  @MethodSource(ENGINES)
  void plainChainHasTheGradientsOfTheNotesCorrected(Engine engine) {
    Block[] layers = {Layers.dense(2), Layers.dense(2), Layers.dense(2)};
    Map<String, float[]> gradients = gradients(engine, layers);
    assertThat(gradients.get("3")).containsExactly(1, 0.5f);
    assertThat(gradients.get("2")).containsExactly(new float[] {0.95f, 0.75f}, within(1e-6f));
    assertThat(gradients.get("1")).containsExactly(new float[] {0.87f, 0.245f}, within(1e-6f));
    assertThat(gradients.get("0")).containsExactly(new float[] {0.484f, 0.359f}, within(1e-6f));
  }

  @ParameterizedTest
  @MethodSource(ENGINES)
  void skipsAddTheGradientToItself(Engine engine) {
    Map<String, float[]> gradients = gradients(engine, new Skip(), new Skip(), new Skip());
    assertThat(gradients.get("3")).containsExactly(1, 0.5f);
    // The branch gets what the sum gets: ∂L/∂F = ∂L/∂y.
    assertThat(gradients.get("3.inner")).containsExactly(1, 0.5f);
    assertThat(gradients.get("2")).containsExactly(new float[] {1.95f, 1.25f}, within(1e-6f));
    assertThat(gradients.get("1")).containsExactly(new float[] {3.62f, 1.695f}, within(1e-6f));
    assertThat(gradients.get("0")).containsExactly(new float[] {5.769f, 3.459f}, within(1e-6f));
  }

  /** Three layers with the notes' weights, behind one that passes x on as it is. */
  private static Map<String, float[]> gradients(Engine engine, Block... layers) {
    try (NDManager manager = engine.newBaseManager()) {
      Chain chain = Chain.of(Layers.flatten()).append(layers[0]).append(layers[1]);
      chain.append(layers[2]).initialize(manager, DataType.FLOAT32, new Shape(1, 2));
      int next = 0;
      for (Parameter parameter : chain.getParameters().values()) {
        if (parameter.getType() == Parameter.Type.WEIGHT) {
          parameter.getArray().set(NOTES[next++]);
        }
      }
      NDArray x = manager.create(new float[] {0.3f, -2}, new Shape(1, 2));
      try (Probe probe = Probe.run(chain, x, manager.create(new long[] {0}), new Weighted())) {
        return values(probe.activationGradients());
      }
    }
  }

  @ParameterizedTest
  @MethodSource(ENGINES)
  void everythingAgreesWithTheOperationsInPlainJava(Engine engine) {
    try (NDManager manager = engine.newBaseManager()) {
      Chain net =
          Chain.of(
              Layers.conv(4, 3, 1, 1),
              Layers.relu(),
              Layers.maxPool(2, 2, 0),
              Layers.flatten(),
              Layers.dense(5));
      net.initialize(manager, DataType.FLOAT32, new Shape(1, 2, 6, 4));
      Tensor x = Tensor.gaussian(new java.util.Random(3), 0, 1, 3, 2, 6, 4);
      int[] labels = {4, 0, 2};
      try (Probe probe =
          Probe.run(
              net,
              manager.create(x.data().clone(), new Shape(3, 2, 6, 4)),
              manager.create(Arrays.stream(labels).asLongStream().toArray()),
              Loss.softmaxCrossEntropyLoss())) {
        assertAgrees(probe, plain(net), x, labels);
      }
    }
  }

  private static void assertAgrees(Probe probe, List<Layer> layers, Tensor x, int... labels) {
    List<Pass> passes = new ArrayList<>();
    Tensor out = x;
    for (Layer layer : layers) {
      passes.add(layer.forward(out, true));
      out = passes.get(passes.size() - 1).out();
    }
    CrossEntropyOp entropy = new CrossEntropyOp();
    CrossEntropyOp.Forward loss = entropy.forward(out, labels);
    assertThat(probe.loss()).isCloseTo(loss.loss(), within(1e-5));
    Tensor gradient = entropy.backward(loss);
    for (int i = layers.size() - 1; i >= 0; i--) {
      String path = String.valueOf(i);
      assertClose(probe.activations().get(path), passes.get(i).out());
      assertClose(probe.activationGradients().get(path), gradient);
      gradient = passes.get(i).backward().apply(gradient);
      for (cnnbook.ops.Parameter parameter : layers.get(i).parameters()) {
        assertClose(probe.weightGradients().get(parameter.name()), parameter.gradient());
      }
    }
  }

  private static List<Layer> plain(Chain net) {
    return List.of(
        new ConvLayer(
            new Conv2dOp(cnnbook.geometry.Window.valid(3).padding(1)),
            parameter(net, "0.weight"),
            parameter(net, "0.bias")),
        new ReluOp(),
        MaxPool2dOp.of(2),
        new FlattenOp(),
        new LinearLayer(parameter(net, "4.weight"), parameter(net, "4.bias")));
  }

  private static cnnbook.ops.Parameter parameter(Block net, String name) {
    NDArray array = NamedParameters.of(net).get(name).getArray();
    int[] shape = Arrays.stream(array.getShape().getShape()).mapToInt(Math::toIntExact).toArray();
    return new cnnbook.ops.Parameter(name, Tensor.of(array.toFloatArray(), shape));
  }

  private static void assertClose(NDArray found, Tensor expected) {
    assertThat(found.toFloatArray()).containsExactly(expected.data(), within(1e-5f));
  }

  @ParameterizedTest
  @MethodSource(ENGINES)
  void leavesWeightsGradientsAndStatisticsAsTheyWere(Engine engine) {
    try (Rig rig = new Rig(engine);
        NDManager scope = rig.manager.newSubManager()) {
      rig.backward(1);
      Map<String, float[]> values = rig.values();
      float[] gradient = rig.gradient("conv1.weight").toFloatArray();
      probe(rig, scope, true).close();
      assertThat(rig.values()).usingRecursiveComparison().isEqualTo(values);
      assertThat(rig.gradient("conv1.weight").toFloatArray()).isEqualTo(gradient);
    }
  }

  @ParameterizedTest
  @MethodSource(ENGINES)
  void secondProbeGivesTheSameAndTrainingStartsFromNoGradient(Engine engine) {
    try (Rig rig = new Rig(engine);
        Rig untouched = new Rig(engine);
        NDManager scope = rig.manager.newSubManager()) {
      untouched.take(rig);
      try (Probe first = probe(rig, scope, true);
          Probe second = probe(rig, scope, true)) {
        assertThat(values(second.weightGradients()))
            .usingRecursiveComparison()
            .isEqualTo(values(first.weightGradients()));
        assertThat(values(second.activationGradients()))
            .usingRecursiveComparison()
            .isEqualTo(values(first.activationGradients()));
      }
      rig.backward(2);
      untouched.backward(2);
      assertThat(rig.gradient("conv2.weight").toFloatArray())
          .isEqualTo(untouched.gradient("conv2.weight").toFloatArray());
    }
  }

  @Test
  void closingFreesEverything() {
    try (Rig rig = new Rig(Engine.getEngine("PyTorch"));
        NDManager scope = rig.manager.newSubManager()) {
      probe(rig, scope, true).close();
      int before = rig.manager.getManagedArrays().size();
      try (Probe probe = probe(rig, scope, true)) {
        probe.table();
      }
      // The images and labels that the test made, in the scope below.
      assertThat(rig.manager.getManagedArrays()).hasSize(before + 2);
    }
  }

  @Test
  void inInferenceTheActivationsAreThoseOfAPrediction() {
    try (Rig rig = new Rig(Engine.getEngine("PyTorch"));
        NDManager scope = rig.manager.newSubManager();
        Probe training = probe(rig, scope, true);
        Probe inference = probe(rig, scope, false)) {
      NDList x = new NDList(rig.images(scope, 1));
      NDArray logits =
          rig.network.forward(new ParameterStore(scope, false), x, false).singletonOrThrow();
      String last = lastOf(inference.activations());
      assertThat(inference.activations().get(last).toFloatArray()).isEqualTo(logits.toFloatArray());
      assertThat(training.activations().get(last).toFloatArray())
          .isNotEqualTo(logits.toFloatArray());
      assertThat(inference.weightGradients().get("conv1.weight").norm().getFloat()).isPositive();
    }
  }

  @Test
  void mxnetSaysThatItCannotRunInferenceBackward() {
    Rig.engines()
        .filter(engine -> engine.getEngineName().equals("MXNet"))
        .forEach(
            engine -> {
              try (Rig rig = new Rig(engine);
                  NDManager scope = rig.manager.newSubManager()) {
                assertThatIllegalArgumentException()
                    .isThrownBy(() -> probe(rig, scope, false))
                    .withMessageContaining("MXNet gives no gradients of batch normalization");
              }
            });
  }

  @Test
  void onlyChosenLayersAreKept() {
    try (Rig rig = new Rig(Engine.getEngine("PyTorch"));
        NDManager scope = rig.manager.newSubManager();
        Probe probe =
            Probe.builder()
                .setNetwork(rig.network)
                .optLayers(path -> path.startsWith("conv"))
                .run(rig.images(scope, 1), rig.labels(scope))) {
      assertThat(probe.activations()).containsOnlyKeys("conv1", "conv2");
      assertThat(probe.activationGradients()).containsOnlyKeys("conv1", "conv2");
    }
  }

  @Test
  void networkWithoutWeightsIsRefused() {
    try (NDManager manager = NDManager.newBaseManager()) {
      assertThatIllegalArgumentException()
          .isThrownBy(
              () ->
                  Probe.builder()
                      .setNetwork(LeNet.modern())
                      .run(manager.zeros(new Shape(1, 1, 28, 28)), manager.create(new long[1])))
          .withMessageContaining("the network has no weights yet");
    }
  }

  private static Probe probe(Rig rig, NDManager scope, boolean training) {
    return Probe.builder()
        .setNetwork(rig.network)
        .optTraining(training)
        .run(rig.images(scope, 1), rig.labels(scope));
  }

  private static String lastOf(Map<String, NDArray> arrays) {
    return new ArrayList<>(arrays.keySet()).get(arrays.size() - 1);
  }

  private static Map<String, float[]> values(Map<String, NDArray> arrays) {
    Map<String, float[]> values = new LinkedHashMap<>();
    arrays.forEach((name, array) -> values.put(name, array.toFloatArray()));
    return values;
  }

  @Test
  void branchSharesAreDeviationsOfBranchesByThoseOfTheirSums() {
    try (NDManager manager = NDManager.newBaseManager()) {
      Composite network = CifarResNet.builder(14).optChannels(1).optSize(8).optWidth(0.25).build();
      network.initialize(manager, DataType.FLOAT32, new Shape(4, 1, 8, 8));
      NDArray images = manager.randomNormal(new Shape(4, 1, 8, 8));
      NDArray labels = manager.create(new long[] {0, 1, 2, 3});
      try (Probe probe = Probe.builder().setNetwork(network).run(images, labels)) {
        double branch = deviation(probe.activations().get("layer2.1.bn2"));
        double sum = deviation(probe.activations().get("layer2.1.add"));
        assertThat(probe.branchShares()).hasSize(6);
        assertThat(probe.branchShares()[3]).isCloseTo(branch / sum, within(1e-5));
      }
    }
  }

  private static double deviation(NDArray array) {
    float[] values = array.toFloatArray();
    double mean = 0;
    double square = 0;
    for (float value : values) {
      mean += value / values.length;
      square += value * value / values.length;
    }
    return Math.sqrt(square - mean * mean);
  }
}
