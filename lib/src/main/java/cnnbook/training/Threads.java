package cnnbook.training;

import ai.djl.engine.Engine;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.pytorch.jni.JniUtils;
import cnnbook.models.LayerRow;
import cnnbook.models.ModelSummary;
import java.util.function.Supplier;

/**
 * How many threads of the engine work on one operation of a training step. Layers of little work
 * are quicker on one: to divide each operation and to wait for all parts costs more than the others
 * bring, and it costs far more when another notebook wants the cores. The choice depends on network
 * and batch alone, never on a time, so that a training can be repeated to the bit.
 */
public final class Threads {
  /** Multiply-accumulates of a layer, batch and all, from which on more threads are worth it. */
  private static final long ENOUGH_WORK = 5_000_000;

  private final boolean one;

  private Threads(boolean one) {
    this.one = one;
  }

  /**
   * For steps of a network on the CPU.
   *
   * @param batch (N, C, H, W)
   */
  static Threads of(Block network, Shape batch) {
    return new Threads(pytorch() && isLittle(network, batch));
  }

  private static boolean pytorch() {
    return Engine.getInstance().getEngineName().equals("PyTorch");
  }

  /** Those that the engine has. */
  static Threads all() {
    return new Threads(false);
  }

  boolean isOne() {
    return one;
  }

  /** Runs something on these threads; afterwards this thread has again what it had. */
  <T> T run(Supplier<T> work) {
    return one ? on(1, work) : work.get();
  }

  /**
   * Runs something while PyTorch works on each operation with so many threads; afterwards this
   * thread has again what it had. Another engine has its own way.
   *
   * @param threads at least 1
   * @return what the work returns
   */
  public static <T> T on(int threads, Supplier<T> work) {
    if (threads < 1) {
      throw new IllegalArgumentException("threads is %d: 1 or more".formatted(threads));
    }
    if (!pytorch()) {
      return work.get();
    }
    int before = JniUtils.getNumThreads();
    JniUtils.setNumThreads(threads);
    try {
      return work.get();
    } finally {
      JniUtils.setNumThreads(before);
    }
  }

  private static boolean isLittle(Block network, Shape batch) {
    try {
      ModelSummary summary = ModelSummary.of(network, batch);
      boolean known = summary.rows().stream().noneMatch(row -> row.type() == LayerRow.Type.OTHER);
      double each =
          summary.rows().stream().mapToLong(LayerRow::macs).filter(m -> m > 0).average().orElse(0);
      return known && each * batch.get(0) < ENOUGH_WORK;
    } catch (IllegalArgumentException e) {
      return false; // a block of somebody else's, whose work nobody knows
    }
  }
}
