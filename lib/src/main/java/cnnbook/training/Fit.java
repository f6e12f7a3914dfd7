package cnnbook.training;

import ai.djl.Model;
import ai.djl.engine.Engine;
import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.nn.Parameter;
import ai.djl.util.NativeResource;
import cnnbook.UserError;
import cnnbook.data.Augmentation;
import cnnbook.data.Batches;
import cnnbook.data.LabeledImages;
import cnnbook.models.NamedParameters;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/**
 * Trains a classifier of images by minibatch gradient descent.
 *
 * <p>Where they fit, the images lie on the device as one array, and each batch is a slice of it by
 * a list of indices; with augmentation a thread prepares the next batches ({@link Batches}).
 * Everything computed from a batch is freed with it. The loss stays on the device and is read once
 * an epoch, or when a {@link Hook} asks. The same seed on the same machine with the same number of
 * threads gives the same losses to the last bit.
 *
 * <p>Interrupting the thread (in a notebook: interrupting the cell) stops after the current batch;
 * {@link #run()} then returns what there is.
 *
 * <pre>{@code
 * try (Fit fit = Fit.builder().setNetwork(LeNet.modern()).setTrain(train).optValidation(test)
 *     .setEpochs(10).setBatchSize(32).setLearningRate(0.1).build()) {
 *   System.out.println(fit.run().table());
 * }
 * }</pre>
 */
public final class Fit implements AutoCloseable {
  /** The most images that one evaluation step takes: enough to keep the cores busy. */
  private static final int EVALUATION_BATCH = 256;

  /** The most pixel values that it takes, about: few enough to fit, whatever the images' size. */
  private static final int EVALUATION_VALUES = 2_000_000;

  private static final long INTERRUPTED = -1;

  private final FitBuilder settings;
  private final Learner learner;
  private final Batches train;
  private final Batches validation;
  private final Saving saving;
  private final Threads threads;
  private final List<History.Row> rows = new ArrayList<>();
  private long steps;
  private int target;
  private boolean reached;
  private int evaluationBatch;

  Fit(FitBuilder settings) {
    this.settings = settings;
    Model model = Model.newInstance("fit", settings.devices[0]);
    boolean fresh = !settings.network.isInitialized();
    try {
      Engine.getInstance().setRandomSeed(Shuffle.mix(settings.seed, 0));
      initialize(model.getNDManager());
      requireLogits();
      settings.optimizer.decay().requireOf(settings.network);
      learner = new Learner(model, settings);
      train = batches(settings.train, settings.trainingPipeline());
      validation =
          settings.validation == null ? null : batches(settings.validation, settings.normalization);
      saving = new Saving(settings, input(1));
      threads = threads();
      evaluationBatch = evaluationBatch();
      resume();
    } catch (RuntimeException e) {
      if (fresh) {
        settings.network.clear(); // so that it can be given weights again
      }
      model.close();
      throw e;
    }
  }

  /** Starts a description of what to train. */
  public static FitBuilder builder() {
    return new FitBuilder();
  }

  /**
   * Trains up to the set number of epochs; called again, for as many more, or, after a run that was
   * interrupted or failed, for the rest. A training that found a checkpoint goes on behind it. An
   * epoch that was broken off is done again from its first batch, by the weights that its batches
   * have left.
   *
   * @return all epochs of this training; fewer than asked for if the thread was interrupted or the
   *     early stopping stopped it
   * @throws UserError if the loss is no longer a finite number or the device's memory does not
   *     suffice; {@link #history()} then holds the epochs before
   */
  public History run() {
    if (target == 0 || reached) {
      target += settings.epochs;
    }
    reached = false;
    boolean interrupted = false;
    try {
      hooks(hook -> hook.onStart(this));
      while (rows.size() < target && !interrupted && !stopsEarly()) {
        boolean finished = epoch(rows.size() + 1);
        // Whoever interrupts after the last batch finds the training done, and no later one
        // stopped.
        interrupted = !finished || Thread.interrupted() && rows.size() < target;
      }
      reached = rows.size() >= target;
    } catch (RuntimeException | Error e) {
      stop(new History(rows, interrupted)).forEach(e::addSuppressed);
      throw e;
    }
    History history = new History(rows, interrupted);
    List<RuntimeException> failures = stop(history);
    if (!failures.isEmpty()) {
      throw failures.get(0);
    }
    return history;
  }

  /** Tells every hook, also after one that failed; what failed. */
  private List<RuntimeException> stop(History history) {
    List<RuntimeException> failures = new ArrayList<>();
    for (Hook hook : settings.hooks) {
      try {
        hook.onStop(history);
      } catch (RuntimeException e) {
        failures.add(e);
      }
    }
    return failures;
  }

  /** The epochs finished so far. */
  public History history() {
    return new History(rows, false);
  }

  /**
   * Gives the network the weights of the best epoch: by the early stopping's measure, else by the
   * accuracy on the validation images, without any by the training loss.
   *
   * @return the number of that epoch
   * @throws UserError if no checkpoint of it is there
   */
  public int restoreBest() {
    try (NDManager scope = learner.manager().newSubManager()) {
      Checkpoint best = saving.best(scope);
      saving.setWeights(best);
      return best.epoch();
    }
  }

  /**
   * The likeliest class of each image, in inference mode.
   *
   * @param data images like those trained on
   * @return class numbers, in the order of the images
   */
  public int[] predict(LabeledImages data) {
    try (Batches batches = batches(data, settings.normalization)) {
      return withinMemory(() -> predict(batches, data.size()));
    }
  }

  private int[] predict(Batches batches, int size) {
    List<Integer> guesses = new ArrayList<>();
    pass(
        batches,
        size,
        batch -> {
          for (long best : learner.forward(batch.images()).argMax(1).toLongArray()) {
            guesses.add(Math.toIntExact(best));
          }
        },
        () -> false);
    return guesses.stream().mapToInt(Integer::intValue).toArray();
  }

  /** Guesses of all images against their labels. */
  public Confusion confusion(LabeledImages data) {
    int[] truth = IntStream.range(0, data.size()).map(data::label).toArray();
    return Confusion.of(truth, predict(data), data.classes());
  }

  /** Frees the network's weights, the optimizer's memory and the images on the device. */
  @Override
  public void close() {
    train.close();
    if (validation != null) {
      validation.close();
    }
    learner.close();
    saving.close();
  }

  /** What is trained. */
  Block network() {
    return settings.network;
  }

  /** One epoch; false if it was interrupted. */
  private boolean epoch(int epoch) {
    Engine.getInstance().setRandomSeed(Shuffle.mix(settings.seed, epoch));
    long began = steps;
    boolean finished = false;
    try {
      finished = batches(epoch);
    } finally {
      if (!finished) {
        steps = began;
      }
    }
    if (finished) {
      saving.save(rows, steps);
      hooks(hook -> hook.onEpoch(history()));
    }
    return finished;
  }

  /** All batches of an epoch and its row; false if they were interrupted. */
  private boolean batches(int epoch) {
    long[] order = Shuffle.order(settings.train.size(), settings.seed, epoch);
    try (NDManager scope = learner.manager().newSubManager();
        Batches.Epoch batches =
            train.epoch(order, settings.batchSize, Shuffle.mix(settings.seed, epoch))) {
      Tally tally = new Tally(scope);
      long nanos = threads.run(() -> steps(epoch, scope, batches, tally));
      if (nanos == INTERRUPTED) {
        return false;
      }
      long waiting = System.nanoTime();
      double loss = finiteLoss(tally, epoch);
      nanos += System.nanoTime() - waiting;
      Optional<Tally> held = withinMemory(() -> evaluate(scope));
      if (held.isEmpty()) {
        return false;
      }
      rows.add(row(epoch, loss, tally, held.get(), nanos / 1e9));
    }
    return true;
  }

  /** Learns from all batches; the nanoseconds of that, or {@link #INTERRUPTED}. */
  private long steps(int epoch, NDManager scope, Batches.Epoch batches, Tally tally) {
    long nanos = 0;
    for (int number = 1; batches.hasNext(); number++) {
      Hook.Batch event = event(epoch, number, tally);
      nanos += step(scope, batches, tally, event);
      hooks(hook -> hook.onBatch(event));
      if (Thread.interrupted()) {
        return INTERRUPTED;
      }
    }
    return nanos;
  }

  private Hook.Batch event(int epoch, int number, Tally tally) {
    int all = settings.train.size();
    long before = (number - 1L) * settings.batchSize;
    return new Hook.Batch(
        epoch,
        target,
        number,
        perEpoch(),
        (int) Math.min(settings.batchSize, all - before),
        all,
        () -> tally.images() == 0 ? Double.NaN : finiteLoss(tally, epoch),
        () -> UsedMemory.megabytes(settings.devices[0]));
  }

  private long step(NDManager scope, Batches.Epoch batches, Tally tally, Hook.Batch event) {
    try (NDManager step = scope.newSubManager()) {
      Batches.Batch batch = batches.next(step);
      settings.optimizer.setRate(rate(steps));
      hooks(hook -> hook.onForward(event, settings.network));
      long nanos =
          learner.step(batch, tally, () -> hooks(hook -> hook.onBackward(event, settings.network)));
      steps++;
      return nanos;
    }
  }

  private double rate(long step) {
    return settings.schedule.rate(step, perEpoch());
  }

  private int perEpoch() {
    return (settings.train.size() - 1) / settings.batchSize + 1;
  }

  private boolean stopsEarly() {
    return settings.earlyStopping != null
        && settings.earlyStopping.stops(Saving.measures(settings, rows));
  }

  /** All validation images, if there are any; empty if that was interrupted. */
  private Optional<Tally> evaluate(NDManager scope) {
    Tally held = new Tally(scope);
    boolean finished =
        validation == null
            || pass(
                validation,
                settings.validation.size(),
                batch -> learner.evaluate(batch.images(), batch.labels(), held),
                Thread::interrupted);
    return finished ? Optional.of(held) : Optional.empty();
  }

  /** Does it again with batches like those of the training if the device's memory is too small. */
  private <T> T withinMemory(Supplier<T> passes) {
    try {
      return passes.get();
    } catch (EngineException e) {
      if (!Learner.ranOut(e) || evaluationBatch <= settings.batchSize) {
        throw e;
      }
      evaluationBatch = settings.batchSize;
      return passes.get();
    }
  }

  private History.Row row(int epoch, double loss, Tally tally, Tally held, double seconds) {
    return new History.Row(
        epoch,
        steps,
        loss,
        tally.accuracy(),
        held.loss(),
        held.accuracy(),
        rate(steps - 1),
        seconds,
        tally.images() / seconds,
        UsedMemory.megabytes(settings.devices[0]));
  }

  /** All images in their order, until somebody stops it; false if somebody did. */
  private boolean pass(
      Batches batches, int size, Consumer<Batches.Batch> each, BooleanSupplier stopped) {
    long[] order = LongStream.range(0, size).toArray();
    try (Batches.Epoch epoch = batches.epoch(order, evaluationBatch, 0)) {
      while (epoch.hasNext()) {
        try (NDManager step = learner.manager().newSubManager()) {
          each.accept(epoch.next(step));
        }
        if (stopped.getAsBoolean()) {
          return false;
        }
      }
    }
    return true;
  }

  /** Enough to keep the cores busy, but not more than is likely to fit. */
  private int evaluationBatch() {
    LabeledImages data = settings.train;
    int pixels = settings.size == 0 ? data.height() * data.width() : settings.size * settings.size;
    int values = data.channels() * pixels;
    int fits = Math.max(settings.batchSize, EVALUATION_VALUES / values);
    return Math.min(EVALUATION_BATCH, fits);
  }

  private double finiteLoss(Tally tally, int epoch) {
    double loss = tally.loss();
    if (!Double.isFinite(loss)) {
      throw UserError.failed(
          "the loss is %s in epoch %d: training diverged at learning rate %s"
              .formatted(loss, epoch, rate(steps - 1)),
          "Build the network anew and try a learning rate ten times smaller.");
    }
    return loss;
  }

  private void hooks(Consumer<Hook> event) {
    settings.hooks.forEach(event);
  }

  private void resume() {
    try (NDManager scope = learner.manager().newSubManager()) {
      saving
          .latest(scope, step -> rate(step))
          .ifPresent(
              checkpoint -> {
                saving.setWeights(checkpoint);
                saving.setOptimizer(checkpoint);
                rows.addAll(checkpoint.rows());
                steps = checkpoint.step();
              });
    }
  }

  /** Weights that somebody has set already are kept. */
  private void initialize(NDManager manager) {
    if (!settings.network.isInitialized()) {
      settings.network.initialize(manager, DataType.FLOAT32, input(1));
    } else if (NamedParameters.of(settings.network).values().stream().anyMatch(Fit::isFreed)) {
      throw new IllegalArgumentException(
          "setNetwork: this network's weights were freed with the training that drew them:"
              + " build it anew");
    }
  }

  private static boolean isFreed(Parameter parameter) {
    return parameter.getArray() instanceof NativeResource<?> array && array.isReleased();
  }

  private void requireLogits() {
    Shape logits = settings.network.getOutputShapes(new Shape[] {input(1)})[0];
    int classes = settings.train.classes().size();
    if (logits.tail() < classes) {
      throw new IllegalArgumentException(
          "the network gives %d numbers for an image, but the images are of %d classes"
              .formatted(logits.tail(), classes));
    }
  }

  private Threads threads() {
    boolean cpu = settings.devices.length == 1 && !settings.devices[0].isGpu();
    return cpu ? Threads.of(settings.network, input(settings.batchSize)) : Threads.all();
  }

  private Shape input(int images) {
    LabeledImages data = settings.train;
    int height = settings.size == 0 ? data.height() : settings.size;
    int width = settings.size == 0 ? data.width() : settings.size;
    return new Shape(images, data.channels(), height, width);
  }

  private Batches batches(LabeledImages data, Augmentation change) {
    Batches.Builder builder =
        Batches.builder().setImages(data).optAugmentation(change).setManager(learner.manager());
    return (settings.size == 0 ? builder : builder.optSize(settings.size, settings.size)).build();
  }
}
