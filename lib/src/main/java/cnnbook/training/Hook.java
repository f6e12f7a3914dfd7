package cnnbook.training;

import ai.djl.nn.Block;
import java.util.function.DoubleSupplier;

/**
 * What may happen while a {@link Fit} trains: a live chart, a log, a checkpoint. Hooks run on the
 * training thread between two batches; their time is not counted as training time.
 */
public interface Hook {

  /**
   * A training begins or goes on.
   *
   * @param fit the training; its {@link Fit#predict} may be asked after each epoch
   */
  default void onStart(Fit fit) {}

  /**
   * A batch is about to pass through the network. Called for every batch, so it must be quick.
   *
   * @param network that will be trained with the batch
   */
  default void onForward(Batch batch, Block network) {}

  /**
   * The gradients of a batch are there; the step has not been made. Called for every batch, so it
   * must be quick.
   *
   * @param network whose parameters' arrays have the gradients
   */
  default void onBackward(Batch batch, Block network) {}

  /** A batch has been learned from. Called for every batch, so it must be quick. */
  default void onBatch(Batch batch) {}

  /**
   * An epoch is over and evaluated.
   *
   * @param history everything up to and with this epoch
   */
  default void onEpoch(History history) {}

  /** Training has ended: all epochs done, interrupted or failed. */
  default void onStop(History history) {}

  /**
   * Where training stands.
   *
   * @param epoch the current epoch, from 1
   * @param epochs the last epoch of this run
   * @param number the batch within the epoch, from 1
   * @param batches how many batches an epoch has
   * @param images how many images this batch has
   * @param imagesPerEpoch how many images an epoch has
   * @param loss reads the mean loss of this epoch so far; waits for the device, so ask rarely
   * @param megabytes reads the memory in use, of the device or the process; NaN where nobody says
   */
  record Batch(
      int epoch,
      int epochs,
      int number,
      int batches,
      int images,
      int imagesPerEpoch,
      DoubleSupplier loss,
      DoubleSupplier megabytes) {

    /** The number of the step since the training began, from 1. */
    public long step() {
      return (epoch - 1L) * batches + number;
    }

    /** Epochs done, as a fraction: 1.5 is the middle of the second epoch. */
    public double position() {
      return epoch - 1 + number / (double) batches;
    }
  }
}
