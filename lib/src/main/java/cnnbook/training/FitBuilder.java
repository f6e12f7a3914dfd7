package cnnbook.training;

import ai.djl.Device;
import ai.djl.nn.Block;
import ai.djl.training.loss.Loss;
import cnnbook.data.Augment;
import cnnbook.data.Augmentation;
import cnnbook.data.LabeledImages;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** What a {@link Fit} trains, on what and how. */
public final class FitBuilder {
  final List<Hook> hooks = new ArrayList<>();
  Block network;
  LabeledImages train;
  LabeledImages validation;
  Augmentation augmentation;
  Augmentation normalization;
  int epochs;
  int batchSize;
  int size;
  Schedule schedule;
  ResumableOptimizer optimizer;
  Clip clip = Clip.none();
  Fgsm attack;
  Loss loss = Loss.softmaxCrossEntropyLoss();
  EarlyStopping earlyStopping;
  Path checkpoints;
  long seed = 42;
  Device[] devices;

  FitBuilder() {}

  /** As it is now, whatever is set later. */
  private FitBuilder(FitBuilder other) {
    hooks.addAll(other.hooks);
    network = other.network;
    train = other.train;
    validation = other.validation;
    augmentation = other.augmentation;
    normalization = other.normalization;
    epochs = other.epochs;
    batchSize = other.batchSize;
    size = other.size;
    schedule = other.schedule;
    optimizer = other.optimizer;
    clip = other.clip;
    attack = other.attack;
    loss = other.loss;
    earlyStopping = other.earlyStopping;
    checkpoints = other.checkpoints;
    seed = other.seed;
    devices = other.devices;
  }

  /**
   * The network, from images (N, C, H, W) to logits (N, classes). Weights already initialised are
   * trained further, else they are drawn from the seed. {@link Fit#close()} frees the latter.
   */
  public FitBuilder setNetwork(Block net) {
    network = net;
    return this;
  }

  /** The images to learn from. */
  public FitBuilder setTrain(LabeledImages data) {
    train = data;
    return this;
  }

  /**
   * Everything that a plan says about the training: epochs, batch size, learning rate and its
   * schedule, optimizer, augmentation, size of the images. What is set behind it counts more.
   */
  public FitBuilder setRecipe(Recipe recipe) {
    return setEpochs(recipe.epochs())
        .setBatchSize(recipe.batch())
        .setSchedule(recipe.rates())
        .optOptimizer(recipe.optimizer())
        .optAugmentation(recipe.augmentation())
        .optSize(recipe.size());
  }

  /** How often {@link Fit#run()} passes over all images, at least 1. */
  public FitBuilder setEpochs(int count) {
    epochs = count;
    return this;
  }

  /** Images in one step, at least 1; the last batch of an epoch may be smaller. */
  public FitBuilder setBatchSize(int size) {
    batchSize = size;
    return this;
  }

  /** The factor of the gradient in each step, above 0; {@link #setSchedule} lets it change. */
  public FitBuilder setLearningRate(double rate) {
    require(rate > 0 && Double.isFinite(rate), "setLearningRate: a number above 0, not " + rate);
    return setSchedule(Schedule.constant(rate));
  }

  /** The learning rate of each step. */
  public FitBuilder setSchedule(Schedule rates) {
    schedule = rates;
    return this;
  }

  /** How a gradient becomes a step; default stochastic gradient descent without momentum. */
  public FitBuilder optOptimizer(ResumableOptimizer how) {
    optimizer = how;
    return this;
  }

  /** Limits the gradients before each step; default {@link Clip#none()}. */
  public FitBuilder optClip(Clip limit) {
    clip = limit;
    return this;
  }

  /** What is made small; default softmax cross-entropy. See {@link Losses}. */
  public FitBuilder optLoss(Loss what) {
    loss = what;
    return this;
  }

  /** Images to evaluate on after each epoch, never learned from; default none. */
  public FitBuilder optValidation(LabeledImages data) {
    validation = data;
    return this;
  }

  /** Changes each training image, each epoch in another way; default none. See {@link Augment}. */
  public FitBuilder optAugmentation(Augmentation change) {
    augmentation = change;
    return this;
  }

  /**
   * Adversarial training: each batch also brings an attacked copy of each of its images, made
   * against the network as it is then, under the same label. What is made small is the mean over
   * both; loss, accuracy and images a second of the history are then of both, too. Goodfellow and
   * others, "Explaining and Harnessing Adversarial Examples", 2015, section 6, with α = 0.5. On one
   * device, for pixels in [0, 1]; default none.
   */
  public FitBuilder optAttack(Fgsm how) {
    attack = how;
    return this;
  }

  /**
   * Height and width to which every batch is resized on the device, behind augmentation and
   * normalization, at least 1: for images that take too much memory in the size that the network
   * wants. Default: the images as they are.
   */
  public FitBuilder optSize(int pixels) {
    require(pixels >= 1, "optSize: at least 1, not " + pixels);
    size = pixels;
    return this;
  }

  /** What is done to every image, training, validation and predicted alike; default nothing. */
  public FitBuilder optNormalization(Augmentation change) {
    normalization = change;
    return this;
  }

  /** Stops when more epochs do not help; needs validation images. Default never. */
  public FitBuilder optEarlyStopping(EarlyStopping when) {
    earlyStopping = when;
    return this;
  }

  /**
   * A folder of its own for this training: after each epoch everything that is needed to go on is
   * saved there, and a training that was killed goes on behind its last finished epoch, to the same
   * end to the bit. A damaged file is passed over; files of another training, of other images or
   * another network for instance, are refused. Default none. An augmentation or clipping of your
   * own needs a {@code toString()} that tells its numbers, a {@code LambdaBlock} a name, so that no
   * checkpoint of others is taken up.
   */
  public FitBuilder optCheckpoints(Path folder) {
    checkpoints = folder;
    return this;
  }

  /** Where all randomness comes from: weights, order, augmentation, dropout; default 42. */
  public FitBuilder optSeed(long value) {
    seed = value;
    return this;
  }

  /**
   * Where to compute; default {@link Devices#best()}. Several GPUs share each batch; the network
   * must not be initialised then. The CPU is one device, whatever its cores.
   */
  public FitBuilder optDevice(Device... where) {
    devices = where.clone();
    return this;
  }

  /** Something to do after batches and epochs; may be called several times. */
  public FitBuilder optHook(Hook hook) {
    hooks.add(Objects.requireNonNull(hook));
    return this;
  }

  /** A chart and a progress bar that follow the training; the same as adding {@link LiveCurve}. */
  public FitBuilder optLive() {
    return optHook(new LiveCurve());
  }

  /**
   * Initialises the weights and brings the images to the device; with {@link #optCheckpoints},
   * takes up what was saved.
   *
   * @throws IllegalArgumentException if something is missing or out of range
   */
  public Fit build() {
    Objects.requireNonNull(network, "setNetwork is missing");
    Objects.requireNonNull(train, "setTrain is missing");
    Objects.requireNonNull(schedule, "setLearningRate is missing");
    require(train.size() > 0, "there are no images to train on");
    require(epochs > 0, "setEpochs: at least 1, not " + epochs);
    require(batchSize > 0, "setBatchSize: at least 1, not " + batchSize);
    requireLikeTrain();
    require(
        earlyStopping == null || validation != null,
        "optEarlyStopping looks at validation images: set them by optValidation");
    if (devices == null) {
      devices = new Device[] {Devices.best()};
    }
    require(devices.length > 0, "optDevice: at least one device");
    require(
        List.of(devices).stream().distinct().count() == devices.length,
        "optDevice: each device once, not %s; the CPU is one device that uses all cores"
            .formatted(List.of(devices)));
    require(
        attack == null || devices.length == 1 && normalization == null,
        "optAttack: on one device and without optNormalization, as it moves pixels in [0, 1]");
    FitBuilder settings = new FitBuilder(this);
    if (optimizer == null) {
      settings.optimizer = SgdOptimizer.builder().build();
    }
    return new Fit(settings);
  }

  private void requireLikeTrain() {
    if (validation == null) {
      return;
    }
    require(validation.size() > 0, "optValidation: there are no images");
    boolean alike =
        validation.channels() == train.channels()
            && validation.classes().size() == train.classes().size()
            && (size > 0
                || validation.height() == train.height() && validation.width() == train.width());
    require(alike, "optValidation: %s do not go with training on %s".formatted(validation, train));
  }

  /** Augmentation, then normalization. */
  Augmentation trainingPipeline() {
    if (augmentation == null) {
      return normalization;
    }
    return normalization == null ? augmentation : Augment.of(augmentation, normalization);
  }

  private static void require(boolean condition, String message) {
    if (!condition) {
      throw new IllegalArgumentException(message);
    }
  }
}
