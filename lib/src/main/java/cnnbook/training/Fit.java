package cnnbook.training;

import ai.djl.Device;
import ai.djl.Model;
import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.training.DefaultTrainingConfig;
import ai.djl.training.GradientCollector;
import ai.djl.training.Trainer;
import ai.djl.training.loss.Loss;
import ai.djl.training.optimizer.Optimizer;
import ai.djl.training.tracker.Tracker;
import cnnbook.UserError;
import cnnbook.data.LabeledImages;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;

/**
 * Trains a classifier of images by minibatch gradient descent on softmax cross-entropy.
 *
 * <p>The images lie on the device as one array; each batch is a slice of it by a list of indices,
 * and everything computed from a batch is freed with it. The loss stays on the device and is read
 * once an epoch, or when a {@link Hook} asks. The same seed on the same machine with the same
 * number of threads gives the same losses to the last bit.
 *
 * <p>Interrupting the thread (in a notebook: interrupting the cell) stops after the current batch;
 * {@link #run()} then returns what there is.
 *
 * <pre>{@code
 * try (Fit fit = Fit.builder().setNetwork(LeNet.modern()).setTrain(train).optValidation(test)
 *     .setEpochs(10).setBatchSize(32).setLearningRate(0.1f).build()) {
 *   System.out.println(fit.run().table());
 * }
 * }</pre>
 */
public final class Fit implements AutoCloseable {
  /** Images that one evaluation step takes: enough to keep the cores busy, few enough to fit. */
  private static final int EVALUATION_BATCH = 256;

  private final Builder settings;
  private final Model model;
  private final NDManager manager;
  private final Trainer trainer;
  private final Loss lossFunction = Loss.softmaxCrossEntropyLoss();
  private final NDArray images;
  private final NDArray labels;
  private final List<History.Row> rows = new ArrayList<>();
  private long steps;

  private Fit(Builder settings) {
    this.settings = settings;
    LabeledImages train = settings.train;
    model = Model.newInstance("fit", settings.device);
    try {
      manager = model.getNDManager();
      Engine.getInstance().setRandomSeed(Shuffle.mix(settings.seed, 0));
      initialize(settings.network, train);
      model.setBlock(settings.network);
      trainer = model.newTrainer(config());
      images = train.images(manager);
      labels = train.labels(manager);
    } catch (RuntimeException e) {
      model.close();
      throw e;
    }
  }

  /** Starts a description of what to train. */
  public static Builder builder() {
    return new Builder();
  }

  /**
   * Trains for the set number of epochs; called again, for as many more.
   *
   * @return all epochs since this Fit was built; fewer than asked for if the thread was interrupted
   * @throws UserError if the loss is no longer a finite number; {@link #history()} then holds the
   *     epochs before
   */
  public History run() {
    int last = rows.size() + settings.epochs;
    boolean interrupted = false;
    try {
      while (rows.size() < last && !interrupted) {
        interrupted = !epoch(rows.size() + 1, last);
      }
    } finally {
      History history = new History(rows, interrupted);
      hooks(hook -> hook.onStop(history));
    }
    return new History(rows, interrupted);
  }

  /** The epochs finished so far. */
  public History history() {
    return new History(rows, false);
  }

  /**
   * The likeliest class of each image, in inference mode.
   *
   * @param data images like those trained on
   * @return class numbers, in the order of the images
   */
  public int[] predict(LabeledImages data) {
    int[] guesses = new int[data.size()];
    try (NDManager scope = manager.newSubManager()) {
      NDArray all = data.images(scope);
      for (int from = 0; from < guesses.length; from += EVALUATION_BATCH) {
        int to = Math.min(from + EVALUATION_BATCH, guesses.length);
        try (NDManager step = scope.newSubManager()) {
          NDArray batch = all.get(step, new NDIndex("{}:{}", from, to));
          long[] best = forward(batch).argMax(1).toLongArray();
          for (int i = 0; i < best.length; i++) {
            guesses[from + i] = Math.toIntExact(best[i]);
          }
        }
      }
    }
    return guesses;
  }

  /** Guesses of all images against their labels. */
  public Confusion confusion(LabeledImages data) {
    int[] truth = java.util.stream.IntStream.range(0, data.size()).map(data::label).toArray();
    return Confusion.of(truth, predict(data), data.classes());
  }

  /** Frees the network's weights and the images on the device. */
  @Override
  public void close() {
    trainer.close();
    model.close();
  }

  /** One epoch; false if it was interrupted. */
  private boolean epoch(int epoch, int epochs) {
    Engine.getInstance().setRandomSeed(Shuffle.mix(settings.seed, epoch));
    long[] order = Shuffle.order(settings.train.size(), settings.seed, epoch);
    int batches = (order.length + settings.batchSize - 1) / settings.batchSize;
    try (NDManager scope = manager.newSubManager()) {
      Tally tally = new Tally(scope);
      long nanos = 0;
      for (int b = 0; b < batches; b++) {
        int from = b * settings.batchSize;
        int to = Math.min(from + settings.batchSize, order.length);
        nanos += step(scope, Arrays.copyOfRange(order, from, to), tally);
        var batch = new Hook.Batch(epoch, epochs, b + 1, batches, () -> finiteLoss(tally, epoch));
        hooks(hook -> hook.onBatch(batch));
        if (Thread.interrupted()) {
          return false;
        }
      }
      long waiting = System.nanoTime();
      double loss = finiteLoss(tally, epoch);
      nanos += System.nanoTime() - waiting;
      rows.add(row(epoch, loss, tally, nanos / 1e9, scope));
    }
    hooks(hook -> hook.onEpoch(history()));
    return true;
  }

  /** Learns from one batch; returns the nanoseconds of forward, backward and step. */
  private long step(NDManager scope, long[] indices, Tally tally) {
    try (NDManager batch = scope.newSubManager()) {
      NDIndex chosen = new NDIndex("{}", batch.create(indices));
      NDArray x = images.get(batch, chosen);
      NDArray y = labels.get(batch, chosen);
      long start = System.nanoTime();
      NDArray logits;
      NDArray loss;
      try (GradientCollector gradients = trainer.newGradientCollector()) {
        logits = trainer.forward(new NDList(x), new NDList(y)).singletonOrThrow();
        loss = lossFunction.evaluate(new NDList(y), new NDList(logits));
        gradients.backward(loss);
      }
      trainer.step();
      steps++;
      long nanos = System.nanoTime() - start;
      tally.add(loss, logits, y);
      return nanos;
    }
  }

  private History.Row row(int epoch, double loss, Tally tally, double seconds, NDManager scope) {
    double valLoss = Double.NaN;
    double valAccuracy = Double.NaN;
    if (settings.validation != null) {
      Tally held = evaluate(settings.validation, scope);
      valLoss = held.loss();
      valAccuracy = held.accuracy();
    }
    double rate = settings.learningRate;
    double speed = tally.images() / seconds;
    return new History.Row(
        epoch,
        steps,
        loss,
        tally.accuracy(),
        valLoss,
        valAccuracy,
        rate,
        seconds,
        speed,
        UsedMemory.megabytes(settings.device));
  }

  private Tally evaluate(LabeledImages data, NDManager scope) {
    Tally tally = new Tally(scope);
    try (NDManager whole = scope.newSubManager()) {
      NDArray allImages = data.images(whole);
      NDArray allLabels = data.labels(whole);
      for (int from = 0; from < data.size(); from += EVALUATION_BATCH) {
        int to = Math.min(from + EVALUATION_BATCH, data.size());
        try (NDManager step = whole.newSubManager()) {
          NDIndex range = new NDIndex("{}:{}", from, to);
          NDArray y = allLabels.get(step, range);
          NDArray logits = forward(allImages.get(step, range));
          tally.add(lossFunction.evaluate(new NDList(y), new NDList(logits)), logits, y);
        }
      }
    }
    return tally;
  }

  private NDArray forward(NDArray batch) {
    return trainer.evaluate(new NDList(batch)).singletonOrThrow();
  }

  private double finiteLoss(Tally tally, int epoch) {
    double loss = tally.loss();
    if (!Double.isFinite(loss)) {
      throw UserError.failed(
          "the loss is %s in epoch %d: training diverged at learning rate %s"
              .formatted(loss, epoch, settings.learningRate),
          "Build the network anew and try a learning rate ten times smaller.");
    }
    return loss;
  }

  private void hooks(Consumer<Hook> event) {
    settings.hooks.forEach(event);
  }

  /** Weights that somebody has set already are kept. */
  private void initialize(Block network, LabeledImages data) {
    Shape input = new Shape(1, data.channels(), data.height(), data.width());
    if (!network.isInitialized()) {
      network.initialize(manager, DataType.FLOAT32, input);
    }
  }

  private DefaultTrainingConfig config() {
    return new DefaultTrainingConfig(lossFunction)
        .optDevices(new Device[] {settings.device})
        .optOptimizer(
            Optimizer.sgd().setLearningRateTracker(Tracker.fixed(settings.learningRate)).build());
  }

  /** What to train, on what and how. */
  public static final class Builder {
    private Block network;
    private LabeledImages train;
    private LabeledImages validation;
    private int epochs;
    private int batchSize;
    private float learningRate;
    private long seed = 42;
    private Device device;
    private final List<Hook> hooks = new ArrayList<>();

    private Builder() {}

    /**
     * The network, from images (N, C, H, W) to logits (N, classes). Weights already initialised are
     * trained further, else they are drawn from the seed. {@link Fit#close()} frees the latter.
     */
    public Builder setNetwork(Block net) {
      network = net;
      return this;
    }

    /** The images to learn from. */
    public Builder setTrain(LabeledImages data) {
      train = data;
      return this;
    }

    /** Epochs, batch size and learning rate of a plan. */
    public Builder setRecipe(Recipe recipe) {
      return setEpochs(recipe.epochs()).setBatchSize(recipe.batch()).setLearningRate(recipe.rate());
    }

    /** How often {@link Fit#run()} passes over all images, at least 1. */
    public Builder setEpochs(int count) {
      epochs = count;
      return this;
    }

    /** Images in one step, at least 1; the last batch of an epoch may be smaller. */
    public Builder setBatchSize(int size) {
      batchSize = size;
      return this;
    }

    /** The factor of the gradient in each step, above 0. */
    public Builder setLearningRate(float rate) {
      learningRate = rate;
      return this;
    }

    /** Images to evaluate on after each epoch, never learned from; default none. */
    public Builder optValidation(LabeledImages data) {
      validation = data;
      return this;
    }

    /** Where all randomness comes from: weights, order, dropout; default 42. */
    public Builder optSeed(long value) {
      seed = value;
      return this;
    }

    /** Where to compute; default {@link Devices#best()}. */
    public Builder optDevice(Device where) {
      device = where;
      return this;
    }

    /** Something to do after batches and epochs; may be called several times. */
    public Builder optHook(Hook hook) {
      hooks.add(Objects.requireNonNull(hook));
      return this;
    }

    /**
     * A chart and a progress bar that follow the training; the same as adding {@link LiveCurve}.
     */
    public Builder optLive() {
      return optHook(new LiveCurve());
    }

    /**
     * Initialises the weights and brings the images to the device.
     *
     * @throws IllegalArgumentException if something is missing or out of range
     */
    public Fit build() {
      Objects.requireNonNull(network, "setNetwork is missing");
      Objects.requireNonNull(train, "setTrain is missing");
      require(train.size() > 0, "there are no images to train on");
      require(epochs > 0, "setEpochs: at least 1, not " + epochs);
      require(batchSize > 0, "setBatchSize: at least 1, not " + batchSize);
      require(
          learningRate > 0 && Float.isFinite(learningRate),
          "setLearningRate: a number above 0, not " + learningRate);
      if (device == null) {
        device = Devices.best();
      }
      return new Fit(this);
    }

    private static void require(boolean condition, String message) {
      if (!condition) {
        throw new IllegalArgumentException(message);
      }
    }
  }
}
