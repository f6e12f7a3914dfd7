package cnnbook.training;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Parameter;
import cnnbook.UserError;
import cnnbook.data.LabeledImages;
import cnnbook.models.BlockSettings;
import cnnbook.models.NamedParameters;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongToDoubleFunction;

/** Puts a training into checkpoints and gets it out of them. */
final class Saving implements AutoCloseable {
  private static final String WEIGHT = "weights/";
  private static final String OPTIMIZER = "optimizer/";

  private final FitBuilder settings;
  private final Checkpoints checkpoints;
  private final Map<String, String> description;
  private FolderLock lock;

  /**
   * For a training.
   *
   * @param input shape of what the network gets
   */
  Saving(FitBuilder settings, Shape input) {
    this.settings = settings;
    this.checkpoints = settings.checkpoints == null ? null : new Checkpoints(settings.checkpoints);
    // Now, as it takes a while, and the network is as it was when an earlier run began.
    this.description = checkpoints == null ? Map.of() : describe(settings, input);
  }

  /** Saves the epoch that the last row tells of; nothing without a folder. */
  void save(List<History.Row> rows, long steps) {
    if (checkpoints == null) {
      return;
    }
    try (NDManager scope = NDManager.newBaseManager(settings.devices[0])) {
      Map<String, NDArray> arrays = new LinkedHashMap<>();
      parameters().forEach((name, p) -> arrays.put(WEIGHT + name, p.getArray()));
      settings
          .optimizer
          .state(scope, settings.network)
          .forEach((name, array) -> arrays.put(OPTIMIZER + name, array));
      checkpoints.save(
          new Checkpoint(description, rows, steps, arrays),
          measure().best(measures(settings, rows)) == rows.size(),
          new History(rows, false));
    }
  }

  /**
   * The checkpoint to go on from; says on the console which it is, and why newer ones are not used.
   * From now on no other process gets into the folder.
   *
   * @param rate the learning rate of a step: an epoch done at another one belongs to another
   *     training
   */
  Optional<Checkpoint> latest(NDManager scope, LongToDoubleFunction rate) {
    if (checkpoints == null) {
      return Optional.empty();
    }
    lock = new FolderLock(settings.checkpoints);
    List<String> refusals = new ArrayList<>();
    Optional<Checkpoint> found;
    try {
      found = checkpoints.latest(scope, file -> requireSame(file, rate), refusals);
    } catch (RuntimeException e) {
      close();
      throw e;
    }
    refusals.forEach(System.out::println);
    found.ifPresent(
        checkpoint ->
            System.out.printf(
                "goes on behind epoch %d, as saved in %s%n",
                checkpoint.epoch(), settings.checkpoints));
    return found;
  }

  /** The best epoch's checkpoint. */
  Checkpoint best(NDManager scope) {
    if (checkpoints == null) {
      throw UserError.failed(
          "the best epoch was not saved", "Build the training with optCheckpoints(folder).");
    }
    return checkpoints.best(scope, file -> requireSame(file, step -> Double.NaN));
  }

  void setWeights(Checkpoint checkpoint) {
    parameters()
        .forEach(
            (name, parameter) ->
                NamedParameters.assign(
                    parameter.getArray(), checkpoint.arrays().get(WEIGHT + name)));
  }

  void setOptimizer(Checkpoint checkpoint) {
    Map<String, NDArray> state = new LinkedHashMap<>();
    checkpoint
        .arrays()
        .forEach(
            (name, array) -> {
              if (name.startsWith(OPTIMIZER)) {
                state.put(name.substring(OPTIMIZER.length()), array);
              }
            });
    settings.optimizer.restore(settings.network, state, settings.devices);
  }

  /** Lets others into the folder. */
  @Override
  public void close() {
    if (lock != null) {
      lock.close();
    }
  }

  /** What decides which epoch is the best, one value for each. */
  static List<Double> measures(FitBuilder settings, List<History.Row> rows) {
    boolean accuracy = measure(settings).higherIsBetter();
    return rows.stream()
        .map(
            row ->
                settings.validation == null
                    ? Double.valueOf(row.loss())
                    : Double.valueOf(accuracy ? row.valAccuracy() : row.valLoss()))
        .toList();
  }

  private EarlyStopping measure() {
    return measure(settings);
  }

  private static EarlyStopping measure(FitBuilder settings) {
    if (settings.earlyStopping != null) {
      return settings.earlyStopping;
    }
    return settings.validation == null ? EarlyStopping.onLoss(1) : EarlyStopping.onAccuracy(1);
  }

  private void requireSame(Checkpoint checkpoint, LongToDoubleFunction rate)
      throws Checkpoint.Unusable {
    Map<String, Shape> known = new LinkedHashMap<>();
    Map<String, Shape> needed = new LinkedHashMap<>();
    parameters()
        .forEach(
            (name, parameter) -> {
              Map<String, Shape> state = new LinkedHashMap<>();
              settings
                  .optimizer
                  .shapes(name, parameter)
                  .forEach((key, shape) -> state.put(OPTIMIZER + key, shape));
              // One that does not learn now may have learned in an epoch before.
              known.putAll(state);
              if (parameter.requiresGradient()) {
                needed.putAll(state);
              }
              known.put(WEIGHT + name, parameter.getArray().getShape());
              needed.put(WEIGHT + name, parameter.getArray().getShape());
            });
    checkpoint.requireFits(description, needed, known);
    for (History.Row row : checkpoint.rows()) {
      double now = rate.applyAsDouble(row.step() - 1);
      if (!Double.isNaN(now) && now != row.learningRate()) {
        throw Checkpoint.Unusable.foreign(
            "the learning rate of epoch %d was %s and is %s"
                .formatted(row.epoch(), row.learningRate(), now));
      }
    }
  }

  private Map<String, Parameter> parameters() {
    return NamedParameters.of(settings.network);
  }

  private static Map<String, String> describe(FitBuilder settings, Shape input) {
    Map<String, String> description = new LinkedHashMap<>();
    String size = settings.size == 0 ? "" : ", side resized to " + settings.size;
    description.put("data", text(settings.train) + size);
    description.put("validation data", text(settings.validation));
    description.put("best epoch", measureText(settings));
    description.put("batch size", String.valueOf(settings.batchSize));
    description.put("seed", String.valueOf(settings.seed));
    description.put("optimizer", settings.optimizer.toString());
    description.put("loss", settings.loss.getName());
    description.put("clipping", settings.clip.toString());
    description.put("attack", settings.attack == null ? "none" : settings.attack.toString());
    description.put("augmentation", String.valueOf(settings.augmentation));
    description.put("normalization", String.valueOf(settings.normalization));
    description.putAll(BlockSettings.of(settings.network, input));
    return description;
  }

  private static String text(LabeledImages data) {
    return data == null ? "none" : "%s (digest %s)".formatted(data, data.digest());
  }

  /** Not the patience: who waits longer goes on with the same training. */
  private static String measureText(FitBuilder settings) {
    EarlyStopping measure = measure(settings);
    return "by %s, better by more than %s"
        .formatted(measure.higherIsBetter() ? "accuracy" : "loss", measure.minDelta());
  }
}
