package cnnbook.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.ParameterStore;
import ai.djl.training.loss.Loss;
import cnnbook.models.CifarResNet;
import cnnbook.models.DenseNet;
import cnnbook.models.GoogLeNet;
import cnnbook.models.LayerPlace;
import cnnbook.models.Network;
import cnnbook.models.NetworkBuilder;
import cnnbook.models.ResNet;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Gradients in networks with branches, against central differences: moved by h along its own
 * gradient g, an activation changes the loss by h·‖g‖².
 */
class ProbeSlopeTest {
  private static final Shape IMAGES = new Shape(4, 1, 32, 32);

  static Stream<Arguments> networks() {
    return Stream.of(
        Arguments.of(small(CifarResNet.builder(8)), List.of("conv1", "layer2.0", "layer3.0.bn2")),
        Arguments.of(
            small(ResNet.builder(18).optVersion(ResNet.Version.V2)),
            List.of("maxpool", "layer2.0.add", "layer2.0.downsample", "layer3.1.conv1")),
        Arguments.of(
            small(ResNet.builder(18).optSqueezeExcite(true)),
            List.of("layer1.0.se", "layer4.1.se.fc2", "layer2.0.bn1")),
        Arguments.of(
            small(GoogLeNet.builder().optAuxiliary(true).optDropout(0).optAuxiliaryDropout(0)),
            List.of("conv1", "inception3a.branch2", "inception4a", "aux1.fc1", "inception5b")),
        Arguments.of(
            small(DenseNet.builder(121).optBlocks(2, 2, 2, 2)),
            List.of(
                "features.denseblock1.denselayer1",
                "features.denseblock2",
                "features.transition1")));
  }

  private static Network small(NetworkBuilder<?> builder) {
    return builder.optWidth(0.125).optSize(32).optChannels(1).optClasses(4).build();
  }

  @ParameterizedTest
  @MethodSource("networks")
  void gradientOfAnActivationIsTheSlopeOfTheLoss(Network net, List<String> layers) {
    try (NDManager manager = Engine.getEngine("PyTorch").newBaseManager()) {
      manager.getEngine().setRandomSeed(3);
      net.initialize(manager, DataType.FLOAT32, net.input());
      NDArray x = manager.create(Rig.numbers(new Random(4), IMAGES.size(), 1), IMAGES);
      NDArray y = manager.create(new long[] {0, 1, 2, 3});
      assertThat(LayerPlace.of(net)).containsKeys(layers.toArray(String[]::new));
      try (Probe probe = Probe.run(net, x, y, Loss.softmaxCrossEntropyLoss())) {
        for (String layer : layers) {
          NDArray gradient = probe.activationGradients().get(layer);
          double square = Math.pow(gradient.norm().getFloat(), 2);
          // So little that few values pass the kink of a ReLU.
          float h = (float) (0.0005 / square);
          NDArray step = gradient.mul(h);
          double slope = (loss(net, layer, step, x, y) - loss(net, layer, step.neg(), x, y)) / 2;
          assertThat(slope / h).as(layer).isCloseTo(square, within(0.03 * square));
        }
      }
    }
  }

  /** The loss if something is added to what a layer made. */
  private static double loss(Network net, String layer, NDArray added, NDArray x, NDArray y) {
    try (NDManager scope = x.getManager().newSubManager()) {
      NDArray images = x.duplicate();
      images.attach(scope);
      net.watch((path, result) -> path.equals(layer) ? result.add(added) : result);
      NDList results = net.forward(new ParameterStore(scope, false), new NDList(images), true);
      Loss loss = Loss.softmaxCrossEntropyLoss();
      NDArray main = Losses.mean(loss, results.head(), y);
      return Losses.withHeads(loss, main, results, y).getFloat();
    } finally {
      net.watch(null);
    }
  }
}
