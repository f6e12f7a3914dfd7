package cnnbook.bench;

import cnnbook.training.History;
import cnnbook.training.Hook;

/**
 * Does something else after each epoch of a training and remembers what it took. What the training
 * began in the background is waited for, so that it is not paid by the other.
 */
final class Turns implements Hook {
  private static final String DRAWING = "cnnbook-charts";

  private final Runnable other;
  private Cost sum = new Cost(0, 0);

  Turns(Runnable other) {
    this.other = other;
  }

  @Override
  public void onEpoch(History history) {
    Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().equals(DRAWING))
        .forEach(Turns::await);
    sum = sum.plus(Cost.of(other));
  }

  private static void await(Thread thread) {
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Of all turns. */
  Cost sum() {
    return sum;
  }
}
