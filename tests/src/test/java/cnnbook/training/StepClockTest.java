package cnnbook.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.within;

import ai.djl.nn.Block;
import ai.djl.nn.SequentialBlock;
import cnnbook.data.DataSets;
import cnnbook.models.Layers;
import cnnbook.models.ModelSummary;
import cnnbook.models.Network;
import cnnbook.models.Zoo;
import org.junit.jupiter.api.Test;
import tech.tablesaw.api.Table;

class StepClockTest {
  private final StepClock clock = new StepClock();

  @Test
  void everyLayerAndEveryPartOfAStepHasATime() {
    Network network = small();
    double wall = train(network, 96);
    Table layers = clock.layers();
    assertThat(layers.stringColumn("layer").asList())
        .isEqualTo(ModelSummary.of(network).table().stringColumn("layer").asList());
    assertThat(layers.doubleColumn("ms").min()).isPositive();
    Table phases = clock.phases();
    assertThat(phases.stringColumn("part").asList())
        .containsExactly("data", "forward", "loss and backward", "update");
    assertThat(phases.doubleColumn("share").sum()).isCloseTo(1, within(1e-9));
    // The median of the last three of six steps cannot be longer than all of them.
    assertThat(phases.doubleColumn("ms").sum()).isLessThan(1e3 * wall);
    assertThat(clock.seconds(StepClock.Phase.FORWARD)).isPositive();
  }

  @Test
  void familiesHaveTheSharesOfTheirLayers() {
    Network network = small();
    train(network, 96);
    Table families = clock.families();
    assertThat(families.stringColumn("family").asList())
        .containsExactly("convolution", "dense", "normalization", "pooling", "join", "elementwise");
    assertThat(families.doubleColumn("MACs").sum()).isCloseTo(1, within(1e-9));
    assertThat(families.doubleColumn("time").sum()).isCloseTo(1, within(1e-9));
    var totals = ModelSummary.of(network).totals();
    assertThat(families.doubleColumn("MACs").get(2))
        .isCloseTo((double) totals.normalizationMacs() / totals.macs(), within(1e-9));
    assertThat(clock.chart().getSeriesCollection())
        .extracting(series -> series.getName())
        .containsExactly("share of MACs", "share of time");
  }

  @Test
  void networkIsUnwatchedAfterwards() {
    Network network = small();
    train(network, 64);
    network.watch((path, result) -> result);
  }

  @Test
  void theFirstStepsDoNotCount() {
    train(small(), 48);
    assertThatIllegalStateException()
        .isThrownBy(clock::phases)
        .withMessageContaining("3 steps were made and the first 3 do not count");
  }

  @Test
  void otherPeoplesBlocksAreRefused() {
    Block block = new SequentialBlock().add(Layers.flatten()).add(Layers.dense(10));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> train(block, 16))
        .withMessageContaining("SequentialBlock is no Network");
  }

  private static Network small() {
    return Zoo.builder("resnet8").optChannels(1).optSize(28).optClasses(10).optWidth(0.25).build();
  }

  /** Trains with batches of 16; seconds on the wall. */
  private double train(Block network, int images) {
    long start = System.nanoTime();
    try (Fit fit =
        Fit.builder()
            .setNetwork(network)
            .setTrain(DataSets.fashionMnist().train().head(images))
            .setEpochs(1)
            .setBatchSize(16)
            .setLearningRate(0.01)
            .optHook(clock)
            .build()) {
      fit.run();
    }
    return (System.nanoTime() - start) / 1e9;
  }
}
