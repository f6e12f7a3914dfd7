package cnnbook.training;

import ai.djl.Device;
import ai.djl.Model;
import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.training.DefaultTrainingConfig;
import ai.djl.training.GradientCollector;
import ai.djl.training.Trainer;
import cnnbook.UserError;
import cnnbook.data.Batches;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A network with its loss and optimizer on its devices: one batch at a time. */
final class Learner implements AutoCloseable {
  private final Model model;
  private final Trainer trainer;
  private final FitBuilder settings;
  private final Device[] devices;

  /** What one device made of its part of a batch. */
  private record Share(NDArray mean, NDArray logits, NDArray labels) {}

  /** Takes network, loss, optimizer, clipping and devices of a training; owns the model. */
  Learner(Model model, FitBuilder settings) {
    this.model = model;
    this.settings = settings;
    devices = settings.devices;
    model.setBlock(settings.network);
    trainer =
        model.newTrainer(
            new DefaultTrainingConfig(settings.loss)
                .optDevices(devices)
                .optOptimizer(settings.optimizer));
  }

  NDManager manager() {
    return model.getNDManager();
  }

  /**
   * Learns from one batch.
   *
   * @param afterBackward runs when the gradients are there, before they are clipped
   * @return nanoseconds of forward, backward and step
   * @throws UserError if the device's memory does not suffice; the message says for how many images
   *     it would; or if batch normalization gets a batch of one
   */
  long step(Batches.Batch batch, Tally tally, Runnable afterBackward) {
    NDArray x = batch.images();
    NDArray y = batch.labels();
    long start = System.nanoTime();
    List<Share> shares;
    long nanos;
    try {
      shares = backward(joined(x, y));
      nanos = System.nanoTime() - start;
      afterBackward.run();
      start = System.nanoTime();
      settings.clip.apply(settings.network);
      update();
    } catch (EngineException e) {
      throw explained(e, x, y);
    } catch (RuntimeException | Error e) {
      forgetGradients(e);
      throw e;
    }
    nanos += System.nanoTime() - start;
    shares.forEach(share -> tally.add(share.mean(), share.logits(), share.labels()));
    return nanos;
  }

  private void update() {
    if (devices.length == 1) {
      settings.optimizer.step(settings.network);
    } else {
      trainer.step();
    }
  }

  private RuntimeException explained(EngineException e, NDArray x, NDArray y) {
    if (ranOut(e)) {
      return tooLarge(x, y, e);
    }
    forgetGradients(e);
    return tooFew(e) ? alone(e) : e;
  }

  /** A step that failed must leave nothing that the next one would add to. */
  private void forgetGradients(Throwable why) {
    try {
      Gradients.clear(settings.network);
    } catch (RuntimeException e) {
      why.addSuppressed(e);
    }
  }

  private static boolean tooFew(EngineException e) {
    return String.valueOf(e.getMessage()).contains("more than 1 value per channel");
  }

  private UserError alone(EngineException why) {
    return UserError.failed(
        "a batch, the last of the epoch, has one image: batch normalization behind a dense layer has"
            + " no spread to divide by",
        "Train on an image less or more, or change setBatchSize from %d."
            .formatted(settings.batchSize),
        why);
  }

  /** A batch and, if the training has an attack, its attacked copy behind it. */
  private Batches.Batch joined(NDArray x, NDArray y) {
    if (settings.attack == null) {
      return new Batches.Batch(x, y);
    }
    NDArray attacked = settings.attack.on(settings.network, x, y);
    // The way back to the pixels has left gradients of the weights that nobody asked for.
    Gradients.clear(settings.network);
    return new Batches.Batch(x.concat(attacked), y.concat(y));
  }

  /** On several devices each takes its share of the batch, one after the other launched. */
  private List<Share> backward(Batches.Batch batch) {
    NDArray x = batch.images();
    NDArray y = batch.labels();
    long n = x.getShape().get(0);
    long each = (n + devices.length - 1) / devices.length;
    List<Share> shares = new ArrayList<>();
    try (GradientCollector collector = trainer.newGradientCollector()) {
      for (int d = 0; d * each < n; d++) {
        String range = d * each + ":" + Math.min(n, (d + 1) * each);
        boolean whole = devices.length == 1;
        NDArray images = whole ? x : x.get(range).toDevice(devices[d], true);
        NDArray labels = whole ? y : y.get(range).toDevice(devices[d], true);
        NDList results = trainer.forward(new NDList(images), new NDList(labels));
        NDArray mean = loss(results.head(), labels);
        NDArray total = Losses.withHeads(settings.loss, mean, results, labels);
        // The mean over the batch is the mean of the shares' means, weighted by their sizes.
        collector.backward(whole ? total : total.mul((float) labels.size() / n));
        shares.add(new Share(mean, results.head(), labels));
      }
    }
    return shares;
  }

  private NDArray loss(NDArray logits, NDArray labels) {
    return Losses.mean(settings.loss, logits, labels);
  }

  /** Adds what the network makes of a batch in inference mode. */
  void evaluate(NDArray x, NDArray y, Tally tally) {
    NDArray logits = forward(x);
    tally.add(loss(logits, y), logits, y);
  }

  /** The logits of a batch in inference mode. */
  NDArray forward(NDArray x) {
    return trainer.evaluate(new NDList(x)).head();
  }

  @Override
  public void close() {
    trainer.close();
    settings.optimizer.close();
    model.close();
  }

  static boolean ranOut(EngineException e) {
    String message = String.valueOf(e.getMessage()).toLowerCase(Locale.ROOT);
    return message.contains("out of memory") || message.contains("can't allocate memory");
  }

  private UserError tooLarge(NDArray x, NDArray y, EngineException why) {
    long n = x.getShape().get(0);
    for (long fits = n / 2; fits > 0; fits /= 2) {
      if (passes(x, y, fits)) {
        // What the attempts left there must not come into another training's first step.
        Gradients.clear(settings.network);
        return UserError.failed(
            "%s has not enough memory for batches of %d images; %d at once fit"
                .formatted(devices[0], n, fits),
            "Build the network anew and train it with setBatchSize(%d) or less.".formatted(fits),
            why);
      }
    }
    return UserError.failed(
        "%s has not enough memory for a single image of this size".formatted(devices[0]),
        "Choose a smaller width or smaller images.",
        why);
  }

  private boolean passes(NDArray x, NDArray y, long count) {
    try (NDManager scope = model.getNDManager().newSubManager()) {
      NDArray images = x.get(scope, new NDIndex("0:" + count));
      NDArray labels = y.get(scope, new NDIndex("0:" + count));
      backward(joined(images, labels));
      return true;
    } catch (EngineException e) {
      if (ranOut(e)) {
        return false;
      }
      throw e;
    }
  }
}
