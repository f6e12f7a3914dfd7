package cnnbook.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.nn.Block;
import ai.djl.training.loss.Loss;
import cnnbook.UserError;
import cnnbook.data.Augment;
import cnnbook.data.LabeledImages;
import cnnbook.models.Djl;
import cnnbook.models.LeNet;
import cnnbook.models.NamedParameters;
import cnnbook.models.Network;
import cnnbook.tensor.Tensor;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FitAttackTest {
  private static final LabeledImages TRAIN = Toys.stripes(48, 1);
  private static final LabeledImages TEST = Toys.stripes(60, 2);

  private final Network network = LeNet.builder().optModern(true).optClasses(3).build();

  private FitBuilder lenet(int batch) {
    return Fit.builder()
        .setNetwork(network)
        .setTrain(TRAIN)
        .setEpochs(1)
        .setBatchSize(batch)
        .setLearningRate(0.1)
        .optDevice(Device.cpu());
  }

  private double accuracyUnder(Fgsm attack) {
    try (NDManager manager = NDManager.newBaseManager()) {
      Tensor images = Djl.tensor(TEST.images(manager));
      int[] guesses = Djl.apply(network, attack.on(network, images, TEST.labels())).argMax();
      return Confusion.of(TEST.labels(), guesses, TEST.classes()).accuracy();
    }
  }

  @Test
  void stepHasTheMeanGradientOfCleanAndAttackedImages() {
    Fgsm attack = Fgsm.of(0.1);
    Map<String, float[]> expected = new LinkedHashMap<>();
    Map<String, float[]> found = new LinkedHashMap<>();
    Hook hook =
        new Hook() {
          @Override
          public void onForward(Batch batch, Block net) {
            try (NDManager manager = NDManager.newBaseManager()) {
              Tensor clean = Djl.tensor(TRAIN.images(manager));
              Tensor attacked = attack.on(network, clean, TRAIN.labels());
              NDArray both = Djl.array(manager, clean).concat(Djl.array(manager, attacked));
              NDArray labels = TRAIN.labels(manager);
              Loss loss = Loss.softmaxCrossEntropyLoss();
              try (Probe probe = Probe.run(network, both, labels.concat(labels), loss)) {
                probe.weightGradients().forEach((n, g) -> expected.put(n, g.toFloatArray()));
              }
            }
          }

          @Override
          public void onBackward(Batch batch, Block net) {
            try (Gradients all = Gradients.of(net)) {
              all.byName().forEach((name, g) -> found.put(name, g.toFloatArray()));
            }
          }
        };
    try (Fit fit = lenet(TRAIN.size()).optAttack(attack).optHook(hook).build()) {
      fit.run();
    }
    assertThat(found).hasSameSizeAs(NamedParameters.of(network).keySet());
    found.forEach(
        (name, gradient) ->
            assertThat(gradient).as(name).containsExactly(expected.get(name), within(1e-5f)));
  }

  @Test
  void attackOfSizeZeroTeachesTheSameAsNone() {
    double without;
    try (Fit fit = lenet(10).build()) {
      without = fit.run().last().loss();
    }
    Network twin = LeNet.builder().optModern(true).optClasses(3).build();
    try (Fit fit = lenet(10).setNetwork(twin).optAttack(Fgsm.of(0)).build()) {
      assertThat(fit.run().last().loss()).isCloseTo(without, within(1e-5));
    }
  }

  @Test
  void whoTrainsUnderAttackWithstandsIt() {
    Fgsm attack = Fgsm.of(0.3);
    double before;
    try (Fit fit = lenet(8).setEpochs(10).build()) {
      fit.run();
      before = accuracyUnder(attack);
    }
    FitAttackTest other = new FitAttackTest();
    try (Fit fit = other.lenet(8).setEpochs(10).optAttack(attack).build()) {
      fit.run();
      assertThat(other.accuracyUnder(attack)).isGreaterThan(before + 0.2);
      assertThat(fit.confusion(TEST).accuracy()).isGreaterThan(0.9);
    }
  }

  @Test
  void checkpointOfAnotherAttackIsNotTakenUp(@TempDir Path folder) {
    try (Fit fit = lenet(10).optAttack(Fgsm.of(0.1)).optCheckpoints(folder).build()) {
      fit.run();
    }
    FitAttackTest other = new FitAttackTest();
    assertThatThrownBy(() -> other.lenet(10).optCheckpoints(folder).build())
        .isInstanceOf(UserError.class)
        .hasMessageContaining("attack was Fgsm[epsilon=0.1, steps=1] and is none");
    FitAttackTest same = new FitAttackTest();
    try (Fit fit = same.lenet(10).optAttack(Fgsm.of(0.1)).optCheckpoints(folder).build()) {
      assertThat(fit.history().rows()).hasSize(1);
    }
  }

  @Test
  void normalizedPixelsCannotBeAttacked() {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                lenet(10)
                    .optNormalization(Augment.normalize(TRAIN))
                    .optAttack(Fgsm.of(0.1))
                    .build())
        .withMessageContaining("without optNormalization");
  }
}
