package cnnbook.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import cnnbook.data.LabeledImages;
import cnnbook.models.Djl;
import cnnbook.models.LeNet;
import cnnbook.models.Mlp;
import cnnbook.models.NamedParameters;
import cnnbook.models.Network;
import cnnbook.tensor.Tensor;
import cnnbook.viz.Snapshot;
import cnnbook.viz.Visual;
import cnnbook.viz.Visuals;
import java.util.List;
import org.junit.jupiter.api.Test;

class SnapshotsTest {
  private static final LabeledImages TRAIN = Toys.stripes(70, 1);
  private static final LabeledImages TEST = Toys.stripes(50, 2);

  @Test
  void everyEpochIsKeptAsTheHistoryAndTheNetworkHaveIt() {
    Snapshots snapshots = new Snapshots(TEST);
    Network network = network();
    try (Fit fit = training(network).optValidation(TEST).optHook(snapshots).build()) {
      List<History.Row> rows = fit.run().rows();
      List<Snapshot> run = snapshots.run();
      assertThat(run).extracting(Snapshot::epoch).containsExactly(1, 2, 3);
      for (int k = 0; k < rows.size(); k++) {
        assertThat(run.get(k).loss()).isEqualTo(rows.get(k).loss());
        assertThat(run.get(k).accuracy()).isEqualTo(rows.get(k).accuracy());
        assertThat(run.get(k).valLoss()).isEqualTo(rows.get(k).valLoss());
        Confusion counted = new Confusion(run.get(k).confusion(), TEST.classes());
        assertThat(counted.accuracy()).isEqualTo(rows.get(k).valAccuracy());
      }
      Tensor now = Djl.tensor(NamedParameters.of(network).get("conv1.weight").getArray());
      assertThat(run.get(2).filters()).isEqualTo(now);
      assertThat(run.get(0).filters()).isNotEqualTo(now);
      Visual visual = Visuals.replay(run, TEST.classes().toArray(String[]::new));
      assertThat(visual.toString()).contains("val accuracy", "after epoch 3");
    }
  }

  @Test
  void theTrainingIsTheSameWithAndWithoutThem() {
    assertThat(losses(new Snapshots(TEST))).isEqualTo(losses(new Hook() {}));
  }

  @Test
  void aNetworkWithoutConvolutionIsRefused() {
    Network mlp = Mlp.builder().optSize(14, 12).optClasses(Toys.CLASSES.size()).build();
    try (Fit fit = training(mlp).optHook(new Snapshots(TEST)).build()) {
      assertThatIllegalArgumentException()
          .isThrownBy(fit::run)
          .withMessageContaining("no convolution");
    }
  }

  @Test
  void oneTrainingEach() {
    Snapshots snapshots = new Snapshots(TEST);
    try (Fit one = training(network()).setEpochs(1).optHook(snapshots).build();
        Fit two = training(network()).setEpochs(1).optHook(snapshots).build()) {
      one.run();
      assertThatIllegalArgumentException()
          .isThrownBy(two::run)
          .withMessageContaining("follow another training");
      assertThat(snapshots.run()).hasSize(1);
    }
  }

  private static List<Double> losses(Hook hook) {
    try (Fit fit = training(network()).optHook(hook).build()) {
      return fit.run().rows().stream().map(History.Row::loss).toList();
    }
  }

  private static Network network() {
    return LeNet.builder().optModern(true).optClasses(Toys.CLASSES.size()).build();
  }

  private static FitBuilder training(Network network) {
    return Fit.builder()
        .setNetwork(network)
        .setTrain(TRAIN)
        .setEpochs(3)
        .setBatchSize(16)
        .setLearningRate(0.1);
  }
}
