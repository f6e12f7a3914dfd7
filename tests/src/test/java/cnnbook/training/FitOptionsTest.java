package cnnbook.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.nn.Block;
import ai.djl.training.GradientCollector;
import ai.djl.training.ParameterStore;
import ai.djl.training.loss.Loss;
import cnnbook.data.Augment;
import cnnbook.data.Augmentation;
import cnnbook.data.LabeledImages;
import cnnbook.models.GoogLeNet;
import cnnbook.models.LeNet;
import cnnbook.models.Mlp;
import cnnbook.models.NamedParameters;
import cnnbook.models.Network;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FitOptionsTest {
  private static final LabeledImages TRAIN = Toys.stripes(30, 1);
  private static final LabeledImages TEST = Toys.stripes(20, 2);

  /** The gradients before clipping and the change of all weights by the step. */
  private static final class Steps implements Hook {
    final List<Double> gradients = new ArrayList<>();
    final List<Double> norms = new ArrayList<>();
    final List<Double> largest = new ArrayList<>();
    private Block network;
    private Map<String, float[]> before;

    @Override
    public void onBackward(Batch batch, Block trained) {
      network = trained;
      before = weights(network);
      try (Gradients all = Gradients.of(network)) {
        gradients.add((double) all.norm().getFloat());
      }
    }

    @Override
    public void onBatch(Batch batch) {
      double squares = 0;
      double most = 0;
      for (Map.Entry<String, float[]> now : weights(network).entrySet()) {
        float[] old = before.get(now.getKey());
        for (int i = 0; i < old.length; i++) {
          double moved = Math.abs((double) now.getValue()[i] - old[i]);
          squares += moved * moved;
          most = Math.max(most, moved);
        }
      }
      norms.add(Math.sqrt(squares));
      largest.add(most);
    }
  }

  private static Map<String, float[]> weights(Block network) {
    Map<String, float[]> weights = new LinkedHashMap<>();
    NamedParameters.of(network).forEach((n, p) -> weights.put(n, p.getArray().toFloatArray()));
    return weights;
  }

  @Test
  void eachStepHasTheRateOfTheSchedule() {
    SgdOptimizer sgd = SgdOptimizer.builder().build();
    List<Double> rates = new ArrayList<>();
    Hook reader =
        new Hook() {
          @Override
          public void onBatch(Batch batch) {
            rates.add(sgd.rate());
          }
        };
    Schedule schedule = (step, perEpoch) -> 0.1 / (1 + step) + perEpoch / 1000.0;
    List<Double> expected = new ArrayList<>();
    for (int step = 0; step < 6; step++) {
      expected.add(0.1 / (1 + step) + 0.003);
    }
    FitBuilder builder = lenet(10).setSchedule(schedule).optOptimizer(sgd).optHook(reader);
    try (Fit fit = builder.setEpochs(2).build()) {
      History history = fit.run();
      assertThat(rates).isEqualTo(expected);
      assertThat(history.last().learningRate()).isEqualTo(expected.get(5));
      assertThat(history.rows().get(0).learningRate()).isEqualTo(expected.get(2));
    }
  }

  @Test
  void clippingByNormLimitsTheStepOfAllWeightsTogether() {
    Steps steps = new Steps();
    double max = 0.3;
    try (Fit fit = lenet(10).optClip(Clip.byNorm(max)).optHook(steps).build()) {
      fit.run();
    }
    // Hooks see the gradients before: without clipping the steps would be larger.
    assertThat(steps.gradients).hasSize(3).allMatch(norm -> norm > 1.2 * max);
    assertThat(steps.norms).allSatisfy(norm -> assertThat(norm).isCloseTo(0.1 * max, within(1e-5)));
  }

  @Test
  void clippingByValueLimitsTheStepOfEachWeight() {
    Steps free = new Steps();
    Steps clipped = new Steps();
    double max = 0.02;
    try (Fit first = lenet(10).optHook(free).build();
        Fit second = lenet(10).optHook(clipped).optClip(Clip.byValue(max)).build()) {
      first.run();
      second.run();
    }
    assertThat(free.largest).allMatch(step -> step > 0.12 * max);
    assertThat(clipped.largest)
        .allSatisfy(step -> assertThat(step).isCloseTo(0.1 * max, within(1e-6)));
  }

  @Test
  void smoothedLabelsMakeTheLossThatIsTrainedAndReported() {
    double plain = firstLoss(Losses.crossEntropy(0));
    double even = (firstLoss(Losses.crossEntropy(0.5)) - 0.5 * plain) / 0.5;
    assertThat(firstLoss(Losses.crossEntropy(0.1)))
        .isCloseTo(0.9 * plain + 0.1 * even, within(1e-6));
    // A network that knows every image still pays for being sure of it.
    try (Fit sharp = lenet(10).setEpochs(30).build();
        Fit smooth = lenet(10).setEpochs(30).optLoss(Losses.crossEntropy(0.3)).build()) {
      assertThat(sharp.run().last().loss()).isLessThan(0.05);
      assertThat(smooth.run().last().loss()).isGreaterThan(0.4);
      assertThat(smooth.confusion(TRAIN).accuracy()).isEqualTo(1);
    }
  }

  /** Of all images at once, before anything was learned. */
  private static double firstLoss(Loss loss) {
    try (Fit fit = lenet(TRAIN.size()).optLoss(loss).build()) {
      return fit.run().last().loss();
    }
  }

  @Test
  void stopsEarlyWhenNothingGetsBetterAndRestoresTheBestEpoch(@TempDir Path folder) {
    // From the third epoch on the rate is so large that the network forgets what it knew.
    Schedule schedule = (step, perEpoch) -> step < 2 * perEpoch ? 0.1 : 3;
    FitBuilder builder =
        lenet(10)
            .setSchedule(schedule)
            .setEpochs(20)
            .optClip(Clip.byNorm(1))
            .optValidation(TEST)
            .optCheckpoints(folder)
            .optEarlyStopping(EarlyStopping.onLoss(3));
    try (Fit fit = builder.build()) {
      History history = fit.run();
      assertThat(history.rows()).hasSizeLessThan(20);
      assertThat(history.interrupted()).isFalse();
      int best = history.rows().size() - 3;
      double least = history.rows().stream().mapToDouble(History.Row::valLoss).min().orElseThrow();
      assertThat(history.rows().get(best - 1).valLoss()).isEqualTo(least);
      double lastAccuracy = fit.confusion(TEST).accuracy();
      assertThat(lastAccuracy).isEqualTo(history.last().valAccuracy());
      assertThat(fit.restoreBest()).isEqualTo(best);
      assertThat(fit.confusion(TEST).accuracy())
          .isEqualTo(history.rows().get(best - 1).valAccuracy())
          .isNotEqualTo(lastAccuracy);
      assertThat(fit.run().rows()).isEqualTo(history.rows());
    }
  }

  @Test
  void earlyStoppingWithoutValidationImagesIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> lenet(10).optEarlyStopping(EarlyStopping.onLoss(1)).build())
        .withMessageContaining("set them by optValidation");
  }

  @Test
  void augmentationChangesTrainingImagesOnly() {
    AtomicInteger changed = new AtomicInteger();
    Augmentation blank =
        (image, random) -> {
          changed.incrementAndGet();
          java.util.Arrays.fill(image.values(), 0);
        };
    Network net = network();
    try (Fit fit =
        lenet(10).setNetwork(net).setEpochs(2).optAugmentation(blank).optValidation(TEST).build()) {
      float[] before = weights(net).get("conv1.weight");
      History history = fit.run();
      assertThat(changed).hasValue(2 * TRAIN.size());
      // Black images teach the first layer nothing.
      assertThat(weights(net).get("conv1.weight")).isEqualTo(before);
      assertThat(fit.predict(TEST)).hasSize(TEST.size());
      assertThat(changed).hasValue(2 * TRAIN.size());
      assertThat(history.last().valAccuracy()).isEqualTo(fit.confusion(TEST).accuracy());
    }
  }

  @Test
  void normalizationIsDoneToTrainingValidationAndPredictedImages() {
    AtomicInteger done = new AtomicInteger();
    Augmentation inverse =
        (image, random) -> {
          done.incrementAndGet();
          float[] values = image.values();
          for (int i = 0; i < values.length; i++) {
            values[i] = 1 - values[i];
          }
        };
    try (Fit fit = lenet(5).setEpochs(15).optNormalization(inverse).optValidation(TEST).build()) {
      History history = fit.run();
      assertThat(done).hasValue(15 * (TRAIN.size() + TEST.size()));
      assertThat(history.last().valAccuracy()).isGreaterThan(0.9);
      assertThat(fit.confusion(TEST).accuracy()).isEqualTo(history.last().valAccuracy());
      assertThat(done).hasValue(15 * TRAIN.size() + 16 * TEST.size());
    }
  }

  @Test
  void dropoutAndAugmentationOfAPreparingThreadRepeatToTheLastBit() {
    List<Double> first = losses(7);
    assertThat(losses(7)).isEqualTo(first);
    assertThat(losses(8)).isNotEqualTo(first);
  }

  private static List<Double> losses(long seed) {
    Network net = Mlp.builder().optSize(14, 12).optHidden(32).optDropout(0.5).optClasses(3).build();
    Augmentation usual = Augment.of(Augment.flip(), Augment.crop(2), Augment.rotate(20));
    try (Fit fit =
        lenet(4).setNetwork(net).setEpochs(3).optAugmentation(usual).optSeed(seed).build()) {
      return fit.run().rows().stream().map(History.Row::loss).toList();
    }
  }

  @Test
  void eachEpochDrawsOtherNumbers() {
    List<Float> seen = new ArrayList<>();
    Augmentation drawing = (image, random) -> seen.add(random.nextFloat());
    try (Fit fit = lenet(10).setEpochs(2).optAugmentation(drawing).build()) {
      fit.run();
    }
    assertThat(seen).hasSize(2 * TRAIN.size()).doesNotHaveDuplicates();
  }

  @Test
  void auxiliaryHeadsWeighThreeTenths() {
    Network net =
        GoogLeNet.builder()
            .optAuxiliary(true)
            .optAuxiliaryDropout(0)
            .optDropout(0)
            .optWidth(0.125)
            .optChannels(1)
            .optSize(32)
            .optClasses(3)
            .build();
    LabeledImages images = Toys.stripes(6, 3).resize(32, 32);
    Map<String, float[]> expected = new LinkedHashMap<>();
    Map<String, float[]> found = new LinkedHashMap<>();
    Hook hook =
        new Hook() {
          @Override
          public void onForward(Batch batch, Block network) {
            expected.putAll(byHand(network, images));
          }

          @Override
          public void onBackward(Batch batch, Block network) {
            try (Gradients all = Gradients.of(network)) {
              all.byName().forEach((name, gradient) -> found.put(name, gradient.toFloatArray()));
            }
          }
        };
    try (Fit fit = lenet(6).setNetwork(net).setTrain(images).optHook(hook).build()) {
      fit.run();
    }
    assertThat(found).containsKeys("aux1.fc2.weight", "aux2.conv.conv.weight");
    found.forEach(
        (name, gradient) ->
            assertThat(gradient).as(name).containsExactly(expected.get(name), within(1e-4f)));
  }

  private static Map<String, float[]> byHand(Block network, LabeledImages images) {
    Map<String, float[]> gradients = new LinkedHashMap<>();
    try (NDManager manager = NDManager.newBaseManager();
        ParameterGuard guard = ParameterGuard.of(network, manager);
        GradientCollector collector = manager.getEngine().newGradientCollector()) {
      NDList x = new NDList(images.images(manager));
      NDList y = new NDList(images.labels(manager));
      NDList results = network.forward(new ParameterStore(manager, false), x, true);
      assertThat(results).hasSize(3);
      Loss entropy = Loss.softmaxCrossEntropyLoss();
      NDArray main = entropy.evaluate(y, new NDList(results.get(0)));
      NDArray first = entropy.evaluate(y, new NDList(results.get(1)));
      NDArray second = entropy.evaluate(y, new NDList(results.get(2)));
      collector.backward(main.add(first.mul(0.3f)).add(second.mul(0.3f)));
      guard.gradients().forEach((name, array) -> gradients.put(name, array.toFloatArray()));
    }
    return gradients;
  }

  @Test
  void hooksAreCalledInTheirOrderAtEachEvent() {
    List<String> events = new ArrayList<>();
    try (Fit fit =
        lenet(15).optHook(new Named("a", events)).optHook(new Named("b", events)).build()) {
      fit.run();
    }
    List<String> batch =
        List.of("a forward", "b forward", "a backward", "b backward", "a batch", "b batch");
    List<String> expected = new ArrayList<>(batch);
    expected.addAll(batch);
    expected.addAll(List.of("a epoch", "b epoch", "a stop", "b stop"));
    assertThat(events).isEqualTo(expected);
  }

  private record Named(String name, List<String> events) implements Hook {
    @Override
    public void onForward(Batch batch, Block network) {
      events.add(name + " forward");
    }

    @Override
    public void onBackward(Batch batch, Block network) {
      events.add(name + " backward");
    }

    @Override
    public void onBatch(Batch batch) {
      events.add(name + " batch");
    }

    @Override
    public void onEpoch(History history) {
      events.add(name + " epoch");
    }

    @Override
    public void onStop(History history) {
      events.add(name + " stop");
    }
  }

  @Test
  void timeInHooksIsNotTrainingTime() {
    Hook slow =
        new Hook() {
          @Override
          public void onBackward(Batch batch, Block network) {
            long end = System.nanoTime() + 300_000_000L;
            while (System.nanoTime() < end) {
              Thread.onSpinWait();
            }
          }
        };
    try (Fit fit = lenet(3).optHook(slow).build()) {
      // Ten batches, three seconds in the hook.
      assertThat(fit.run().last().seconds()).isLessThan(2.5);
    }
  }

  @Test
  void oneDeviceTwiceIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> lenet(10).optDevice(Device.cpu(), Device.cpu()).build())
        .withMessage(
            "optDevice: each device once, not [cpu(), cpu()]; the CPU is one device that uses all cores");
  }

  private static Network network() {
    return LeNet.builder().optModern(true).optClasses(3).build();
  }

  private static FitBuilder lenet(int batch) {
    return Fit.builder()
        .setNetwork(network())
        .setTrain(TRAIN)
        .setEpochs(1)
        .setBatchSize(batch)
        .setLearningRate(0.1)
        .optDevice(Device.cpu());
  }
}
