package cnnbook.training;

import ai.djl.Device;
import cnnbook.data.Augment;
import cnnbook.models.Chain;
import cnnbook.models.Layers;
import cnnbook.models.NamedParameters;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A training with everything that has a state: momentum or Adam, running statistics, dropout,
 * augmentation, a schedule. As a process of its own it can be killed; it prints a line when an
 * epoch begins.
 */
final class KillableTraining {
  /** What a line begins with that tells the number of an epoch. */
  static final String BEGINS = "begins epoch ";

  private final String optimizer;
  private final int epochs;
  private final Chain network =
      Chain.of(
          Layers.conv3x3(8, 1),
          Layers.batchNorm(),
          Layers.relu(),
          Layers.flatten(),
          Layers.dropout(0.2f),
          Layers.dense(128),
          Layers.relu(),
          Layers.dropout(0.2f),
          Layers.dense(Toys.CLASSES.size()));

  /**
   * @param optimizer {@code sgd} or {@code adam}
   */
  KillableTraining(String optimizer, int epochs) {
    this.optimizer = optimizer;
    this.epochs = epochs;
  }

  /** The child process: optimizer, epochs, folder of the checkpoints, file for the result. */
  public static void main(String[] args) throws Exception {
    KillableTraining training = new KillableTraining(args[0], Integer.parseInt(args[1]));
    Files.write(Path.of(args[3]), training.run(Path.of(args[2])));
  }

  /**
   * Trains to the end, from where the checkpoints are.
   *
   * @param checkpoints their folder
   * @return what the epochs gave, apart from times and memory, and the weights, to the bit
   */
  List<String> run(Path checkpoints) {
    FitBuilder builder =
        Fit.builder()
            .setNetwork(network)
            .setTrain(Toys.stripes(100, 1))
            .optValidation(Toys.stripes(30, 2))
            .setEpochs(epochs)
            .setBatchSize(16)
            .setSchedule(Schedule.oneCycle(0.01, epochs))
            .optOptimizer(optimizer())
            .optAugmentation(Augment.of(Augment.flip(), Augment.crop(2)))
            .optHook(new Narrator())
            .optDevice(Device.cpu())
            .optCheckpoints(checkpoints);
    try (Fit fit = builder.build()) {
      return result(fit.run());
    }
  }

  private ResumableOptimizer optimizer() {
    return switch (optimizer) {
      case "sgd" -> SgdOptimizer.builder().optMomentum(0.9).build();
      case "adam" -> AdamOptimizer.builder().optDecay(Decay.weights(network, 1e-4)).build();
      default -> throw new IllegalArgumentException(optimizer);
    };
  }

  private List<String> result(History history) {
    List<String> lines = new ArrayList<>();
    for (History.Row row : history.rows()) {
      lines.add(
          "epoch %s %s loss %s %s accuracy %s %s rate %s"
              .formatted(
                  row.epoch(),
                  row.step(),
                  row.loss(),
                  row.valLoss(),
                  row.accuracy(),
                  row.valAccuracy(),
                  row.learningRate()));
    }
    NamedParameters.of(network)
        .forEach(
            (name, parameter) ->
                lines.add(name + " " + Arrays.toString(parameter.getArray().toFloatArray())));
    return lines;
  }

  private static final class Narrator implements Hook {
    @Override
    public void onBatch(Batch batch) {
      if (batch.number() == 1) {
        System.out.println(BEGINS + batch.epoch());
      }
    }
  }
}
