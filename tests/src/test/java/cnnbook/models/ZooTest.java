package cnnbook.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.nn.Parameter;
import ai.djl.training.GradientCollector;
import ai.djl.training.ParameterStore;
import ai.djl.training.loss.Loss;
import cnnbook.UserError;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is true of every network of the book. */
class ZooTest {
  private static final int CHANNELS = 2;
  private static final int CLASSES = 7;

  static List<String> names() {
    return Zoo.names();
  }

  @ParameterizedTest
  @MethodSource("names")
  void everyLayersResultHasTheShapeThatWasForetold(String name) {
    Network net = narrow(name);
    try (NDManager manager = pyTorch().newBaseManager()) {
      NDArray x = images(manager, net.smallest(), net.smallest() + 3);
      initialize(manager, net, x);
      NDArray logits = net.flow(new WatchedFlow(new ParameterStore(manager, false)), x);
      assertThat(logits.getShape()).isEqualTo(new Shape(2, CLASSES));
    }
  }

  @ParameterizedTest
  @MethodSource("names")
  void weightsLearnFromABatch(String name) {
    Network net = narrow(name);
    try (NDManager manager = pyTorch().newBaseManager()) {
      NDArray x = images(manager, 2 * net.smallest(), 2 * net.smallest());
      initialize(manager, net, x);
      NDArray labels = manager.create(new int[] {1, 4});
      try (GradientCollector collector = pyTorch().newGradientCollector()) {
        NDList results = net.forward(new ParameterStore(manager, false), new NDList(x), true);
        assertThat(results).hasSize(1);
        NDArray loss = Loss.softmaxCrossEntropyLoss().evaluate(new NDList(labels), results);
        collector.backward(loss);
      }
      assertThat(shareThatLearns(net)).isGreaterThan(0.9);
    }
  }

  @ParameterizedTest
  @MethodSource("names")
  void bothEnginesGiveTheSameLogits(String name) {
    Network net = narrow(name);
    Network twin = narrow(name);
    try (NDManager manager = pyTorch().newBaseManager();
        NDManager other = Engine.getEngine("MXNet").newBaseManager()) {
      NDArray x = images(manager, 2 * net.smallest(), 2 * net.smallest() + 1);
      initialize(manager, net, x);
      NDArray logits = infer(manager, net, x);
      NDArray copy = other.create(x.toFloatArray(), x.getShape());
      twin.initialize(other, DataType.FLOAT32, x.getShape());
      Map<String, Parameter> weights = NamedParameters.of(net);
      NamedParameters.of(twin)
          .forEach((path, to) -> to.getArray().set(weights.get(path).getArray().toFloatArray()));
      float[] theirs = infer(other, twin, copy).toFloatArray();
      float scale = Math.max(1, logits.abs().max().getFloat());
      float error = logits.sub(manager.create(theirs, logits.getShape())).abs().max().getFloat();
      assertThat(error / scale).isLessThan(1e-4f);
      assertThat(logits.max().getFloat()).isGreaterThan(logits.min().getFloat());
    }
  }

  @ParameterizedTest
  @MethodSource("names")
  void aSmallerImageThanTheSmallestIsRefusedWithItsSize(String name) {
    Network net = narrow(name);
    int least = net.smallest();
    assertThat(net.getOutputShapes(new Shape[] {new Shape(3, CHANNELS, least, least)}))
        .containsExactly(new Shape(3, CLASSES));
    if (least > 1) {
      Shape small = new Shape(3, CHANNELS, least + 5, least - 1);
      assertThatIllegalArgumentException()
          .isThrownBy(() -> net.getOutputShapes(new Shape[] {small}))
          .withMessageContaining("at least %d×%d pixels", least, least)
          .withMessageContaining("got %d×%d", least + 5, least - 1);
    }
  }

  @ParameterizedTest
  @MethodSource("names")
  void halfTheWidthIsAboutAQuarterOfTheWork(String name) {
    long full = Nets.learned(Zoo.builder(name).optClasses(1));
    long half = Nets.learned(Zoo.builder(name).optClasses(1).optWidth(0.5));
    assertThat((double) half / full).isBetween(0.24, 0.51);
  }

  @Test
  void aWidthThatNoNetworkHasIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Zoo.builder("resnet18").optWidth(1e9).build())
        .withMessage("width 1.0E9 turns 64 channels into 64000000000: at most 1048576 make sense");
  }

  @Test
  void unknownNamesListTheKnown() {
    assertThat(Zoo.builder(" VGG11_BN ").name()).isEqualTo("VGG-11 (BN)");
    assertThatThrownBy(() -> Zoo.builder("vgg12"))
        .isInstanceOf(UserError.class)
        .hasMessageContaining("no network \"vgg12\"");
  }

  private static Engine pyTorch() {
    return Engine.getEngine("PyTorch");
  }

  /** A few channels in each layer: with a single one, a ReLU easily blocks the only way. */
  private static Network narrow(String name) {
    NetworkBuilder<?> builder = Zoo.builder(name);
    boolean slim = builder instanceof CifarResNet.Builder || name.startsWith("d2l-");
    return builder
        .optChannels(CHANNELS)
        .optClasses(CLASSES)
        .optWidth(slim ? 1.0 / 4 : 1.0 / 16)
        .build();
  }

  private static NDArray images(NDManager manager, int height, int width) {
    manager.getEngine().setRandomSeed(5);
    return manager.randomNormal(new Shape(2, CHANNELS, height, width));
  }

  private static void initialize(NDManager manager, Network net, NDArray x) {
    net.initialize(manager, DataType.FLOAT32, x.getShape());
  }

  private static NDArray infer(NDManager manager, Network net, NDArray x) {
    return net.forward(new ParameterStore(manager, false), new NDList(x), false).singletonOrThrow();
  }

  /**
   * The share of weights that have a gradient; those behind a lone unit that its ReLU holds at 0
   * have none, and a bias before batch normalization has no influence. No gradient may be infinite.
   */
  private static double shareThatLearns(Network net) {
    List<Boolean> learns = new ArrayList<>();
    NamedParameters.of(net)
        .forEach(
            (path, parameter) -> {
              if (parameter.getType() == Parameter.Type.WEIGHT) {
                try (NDArray gradient = parameter.getArray().getGradient()) {
                  float greatest = gradient.abs().max().getFloat();
                  assertThat(greatest).as(path).isFinite();
                  learns.add(greatest > 0);
                }
              }
            });
    return (double) Collections.frequency(learns, true) / learns.size();
  }

  /** The forward pass, each result's shape held against the one that is computed beforehand. */
  private record WatchedFlow(ArrayFlow flow) implements Flow<NDArray> {
    WatchedFlow(ParameterStore store) {
      this(new ArrayFlow(store, false, new ArrayList<>()));
    }

    @Override
    public NDArray run(Block block, NDArray x) {
      NDArray y = block instanceof Composite part ? part.flow(this, x) : flow.run(block, x);
      assertThat(y.getShape()).as("%s", block).isEqualTo(Nets.output(block, x.getShape()));
      return y;
    }

    @Override
    public NDArray relu(NDArray x) {
      return flow.relu(x);
    }

    @Override
    public NDArray add(NDArray a, NDArray b) {
      return flow.add(a, b);
    }

    @Override
    public NDArray concat(List<NDArray> parts) {
      return flow.concat(parts);
    }

    @Override
    public NDArray gate(NDArray x, NDArray gates) {
      return flow.gate(x, gates);
    }

    @Override
    public void side(NDArray output) {
      flow.side(output);
    }

    @Override
    public boolean training() {
      return flow.training();
    }
  }
}
