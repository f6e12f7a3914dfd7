package cnnbook.ops;

import java.util.concurrent.ForkJoinPool;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;

/** Divides work among the processor's cores. */
final class Workers {
  private Workers() {}

  /** How many tasks run at once: the common pool's threads and the caller. */
  static int count() {
    return ForkJoinPool.getCommonPoolParallelism() + 1;
  }

  /** A range of tasks, from (included) … to (excluded). */
  interface Range {
    void work(int from, int to);
  }

  /**
   * Divides tasks 0 … count−1 into one range for each worker and waits for all. The division
   * depends on nothing but the numbers, so that sums over a range repeat exactly.
   */
  static void shareRanges(int tasks, Range range) {
    int workers = Math.min(tasks, count());
    share(
        workers,
        worker ->
            range.work(
                (int) ((long) tasks * worker / workers),
                (int) ((long) tasks * (worker + 1) / workers)));
  }

  private static void share(int workers, IntConsumer work) {
    if (workers == 1) {
      work.accept(0);
    } else {
      IntStream.range(0, workers).parallel().forEach(work);
    }
  }
}
