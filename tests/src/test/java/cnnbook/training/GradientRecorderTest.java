package cnnbook.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.nn.Block;
import ai.djl.nn.SequentialBlock;
import cnnbook.data.Augment;
import cnnbook.data.LabeledImages;
import cnnbook.models.CifarResNet;
import cnnbook.models.Composite;
import cnnbook.models.LeNet;
import cnnbook.models.NamedParameters;
import cnnbook.models.Network;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tech.tablesaw.api.Row;
import tech.tablesaw.api.Table;

class GradientRecorderTest {
  private static final LabeledImages TRAIN = Toys.stripes(12, 1);

  /** Computes in Java what the recorder should find; stands before it among the hooks. */
  private static final class ByHand implements Hook {
    final Map<String, Double> expected = new LinkedHashMap<>();
    private Map<String, float[]> before;
    private Block network;

    @Override
    public void onForward(Batch batch, Block trained) {
      network = trained;
      try (NDManager manager = NDManager.newBaseManager();
          Probe probe =
              Probe.builder()
                  .setNetwork((Composite) trained)
                  .run(TRAIN.images(manager), TRAIN.labels(manager))) {
        put(batch, "layer2.0.add", Measure.ACTIVATION_GRADIENT_NORM, norm(probe, "layer2.0.add"));
        put(batch, "layer1.0.bn2", Measure.BRANCH, deviation(probe, "layer1.0.bn2"));
        put(batch, "layer1.0.bn1", Measure.RESPONSE, deviation(probe, "layer1.0.bn1"));
      }
    }

    private static double norm(Probe probe, String layer) {
      return GradientRecorderTest.norm(probe.activationGradients().get(layer).toFloatArray());
    }

    private static double deviation(Probe probe, String layer) {
      float[] values = probe.activations().get(layer).toFloatArray();
      double mean = sum(values) / values.length;
      double squares = 0;
      for (float value : values) {
        squares += (value - mean) * (value - mean);
      }
      return Math.sqrt(squares / values.length);
    }

    @Override
    public void onBackward(Batch batch, Block trained) {
      before = weights(network);
      for (String layer : List.of("conv1", "layer3.0.conv2", "layer2.0.downsample.0", "fc")) {
        NDArray weight = NamedParameters.of(network).get(layer + ".weight").getArray();
        try (NDArray gradient = weight.getGradient()) {
          float[] values = gradient.toFloatArray();
          put(batch, layer, Measure.WEIGHT_GRADIENT_NORM, GradientRecorderTest.norm(values));
          put(batch, layer, Measure.WEIGHT_GRADIENT_MEAN, size(values));
        }
      }
    }

    @Override
    public void onBatch(Batch batch) {
      weights(network)
          .forEach(
              (name, after) -> {
                float[] moved = before.get(name).clone();
                for (int i = 0; i < moved.length; i++) {
                  moved[i] -= after[i];
                }
                double ratio =
                    GradientRecorderTest.norm(moved) / GradientRecorderTest.norm(before.get(name));
                put(batch, name.replace(".weight", ""), Measure.UPDATE_RATIO, ratio);
              });
    }

    private void put(Batch batch, String layer, Measure kind, double value) {
      expected.put(key(batch.step(), layer, kind.toString()), value);
    }

    private static Map<String, float[]> weights(Block network) {
      Map<String, float[]> weights = new LinkedHashMap<>();
      NamedParameters.of(network)
          .forEach(
              (name, parameter) -> {
                if (name.endsWith(".weight")) {
                  weights.put(name, parameter.getArray().toFloatArray());
                }
              });
      return weights;
    }

    private static double size(float... values) {
      double sum = 0;
      for (float value : values) {
        sum += Math.abs(value);
      }
      return sum / values.length;
    }

    private static double sum(float... values) {
      double sum = 0;
      for (float value : values) {
        sum += value;
      }
      return sum;
    }
  }

  private static double norm(float... values) {
    double squares = 0;
    for (float value : values) {
      squares += (double) value * value;
    }
    return Math.sqrt(squares);
  }

  private static String key(long step, String layer, String kind) {
    return step + " " + layer + " " + kind;
  }

  @Test
  void numbersAreThoseComputedByHand() {
    ByHand byHand = new ByHand();
    GradientRecorder recorder =
        GradientRecorder.builder().optActivations("layer2.0.add", "layer3").build();
    // One batch of all images, so that the order does not matter.
    try (Fit fit = residual(12).optHook(byHand).optHook(recorder).setEpochs(3).build()) {
      fit.run();
    }
    Map<String, Double> found = new LinkedHashMap<>();
    for (Row row : recorder.table()) {
      String key = key(row.getLong("step"), row.getString("layer"), row.getString("kind"));
      assertThat(found.put(key, row.getDouble("value"))).isNull();
    }
    // Three of activations and responses, two of four gradients, ten ratios, in each of three
    // steps.
    assertThat(byHand.expected).hasSize(3 * (3 + 2 * 4 + 10));
    byHand.expected.forEach(
        (key, value) ->
            assertThat(found.get(key)).as(key).isCloseTo(value, within(1e-4 * value + 1e-9)));
    assertThat(found).containsKey("2 layer3 activation gradient mean");
  }

  @Test
  void recordingChangesNoLossAndNoWeight() {
    GradientRecorder recorder =
        GradientRecorder.builder().optEvery(2).optActivations(path -> true).build();
    Trained without = train(lenet());
    Trained with = train(lenet().optHook(recorder));
    assertThat(recorder.table().rowCount()).isPositive();
    assertThat(with.losses()).isEqualTo(without.losses());
    assertThat(with.weights()).isEqualTo(without.weights());
  }

  @Test
  void recordsTheFirstStepAndEveryNthAfterIt() {
    GradientRecorder recorder = GradientRecorder.builder().optEvery(3).build();
    train(residual(5).optHook(recorder).setEpochs(3));
    Table table = recorder.table();
    assertThat(table.columnNames()).containsExactly("step", "layer", "depth", "kind", "value");
    assertThat(table.longColumn("step").unique().asList()).containsExactlyInAnyOrder(1L, 4L, 7L);
    assertThat(kinds(table))
        .containsExactlyInAnyOrder(
            "weight gradient norm",
            "weight gradient mean",
            "response std",
            "branch std",
            "update ratio");
  }

  @Test
  void theStepsOfAnEpochThatIsDoneAgainAreRecordedOnce() {
    Hook interrupter =
        new Hook() {
          private boolean done;

          @Override
          public void onBatch(Batch batch) {
            if (batch.step() == 4 && !done) {
              done = true;
              Thread.currentThread().interrupt();
            }
          }
        };
    GradientRecorder recorder =
        GradientRecorder.builder().optResponses(false).optUpdateRatios(false).build();
    try (Fit fit = residual(5).setEpochs(2).optHook(recorder).optHook(interrupter).build()) {
      assertThat(fit.run().interrupted()).isTrue();
      fit.run();
    }
    Table table = recorder.table();
    Table norms = table.where(table.stringColumn("layer").isEqualTo("conv1"));
    assertThat(norms.longColumn("step").asList())
        .containsExactly(1L, 1L, 2L, 2L, 3L, 3L, 4L, 4L, 5L, 5L, 6L, 6L);
  }

  @Test
  void whatIsSwitchedOffIsNotRecorded() {
    GradientRecorder recorder =
        GradientRecorder.builder().optResponses(false).optUpdateRatios(false).build();
    train(residual(12).optHook(recorder));
    assertThat(kinds(recorder.table()))
        .containsExactlyInAnyOrder("weight gradient norm", "weight gradient mean");
  }

  @Test
  void nothingStaysInNativeMemory() {
    GradientRecorder recorder = GradientRecorder.builder().optActivations(path -> true).build();
    FitBuilder builder = residual(5).optHook(recorder);
    try (Fit fit = builder.build()) {
      NDManager manager = builder.network.getParameters().valueAt(0).getArray().getManager();
      fit.run();
      int before = manager.getManagedArrays().size();
      fit.run();
      assertThat(manager.getManagedArrays()).hasSize(before);
    }
  }

  @Test
  void letsGoOfTheNetworkWhenTrainingFails() {
    Hook failing =
        new Hook() {
          @Override
          public void onForward(Batch batch, Block network) {
            throw new IllegalStateException("failed on purpose");
          }
        };
    GradientRecorder recorder = GradientRecorder.builder().build();
    FitBuilder builder = residual(5).optHook(recorder).optHook(failing);
    try (Fit fit = builder.build();
        NDManager manager = NDManager.newBaseManager()) {
      assertThat(org.assertj.core.api.Assertions.catchThrowable(fit::run))
          .hasMessage("failed on purpose");
      try (Probe probe =
          Probe.builder()
              .setNetwork((Composite) builder.network)
              .run(TRAIN.images(manager), TRAIN.labels(manager))) {
        assertThat(probe.loss()).isPositive();
      }
    }
  }

  @Test
  void layersThatTheNetworkDoesNotHaveAreRefused() {
    GradientRecorder recorder = GradientRecorder.builder().optActivations("layer9").build();
    try (Fit fit = residual(5).optHook(recorder).build()) {
      assertThatIllegalArgumentException()
          .isThrownBy(fit::run)
          .withMessageContaining("the network has no [layer9]; it has [conv1, bn1,");
    }
  }

  @Test
  void blocksOfDjlAreRefusedWithTheWayOut() {
    SequentialBlock block = new SequentialBlock();
    block.add(ai.djl.nn.Blocks.batchFlattenBlock());
    block.add(cnnbook.models.Layers.dense(3));
    try (Fit fit =
        residual(5).setNetwork(block).optHook(GradientRecorder.builder().build()).build()) {
      assertThatIllegalArgumentException()
          .isThrownBy(fit::run)
          .withMessageContaining("train Chain.of(…) of its layers");
    }
    assertThatIllegalArgumentException()
        .isThrownBy(() -> GradientRecorder.builder().optEvery(0))
        .withMessage("optEvery: at least 1, not 0");
  }

  private record Trained(List<Double> losses, Map<String, List<Float>> weights) {}

  private static Trained train(FitBuilder builder) {
    try (Fit fit = builder.build()) {
      List<Double> losses = fit.run().rows().stream().map(History.Row::loss).toList();
      Map<String, List<Float>> weights = new LinkedHashMap<>();
      NamedParameters.of(builder.network)
          .forEach((name, p) -> weights.put(name, list(p.getArray().toFloatArray())));
      return new Trained(losses, weights);
    }
  }

  private static List<Float> list(float... values) {
    List<Float> list = new ArrayList<>();
    for (float value : values) {
      list.add(value);
    }
    return list;
  }

  private static List<String> kinds(Table table) {
    return Arrays.asList(table.stringColumn("kind").unique().asObjectArray());
  }

  private static FitBuilder residual(int batch) {
    Network net =
        CifarResNet.builder(8)
            .optShortcut(cnnbook.models.Shortcut.PROJECTION)
            .optWidth(0.25)
            .optChannels(1)
            .optSize(14, 12)
            .optClasses(3)
            .build();
    return fit(net, batch).setEpochs(1);
  }

  /** With everything that draws random numbers. */
  private static FitBuilder lenet() {
    Network net = LeNet.builder().optModern(true).optBatchNorm(true).optClasses(3).build();
    return fit(net, 5).setEpochs(2).optAugmentation(Augment.crop(1));
  }

  private static FitBuilder fit(Network net, int batch) {
    return Fit.builder()
        .setNetwork(net)
        .setTrain(TRAIN)
        .setBatchSize(batch)
        .setLearningRate(0.1)
        .optDevice(Device.cpu());
  }
}
