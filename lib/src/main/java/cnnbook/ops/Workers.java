package cnnbook.ops;

import java.util.List;
import java.util.concurrent.ForkJoinPool;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;

/** Divides work among the processor's cores. */
final class Workers {
  /** Numbers below which a second thread costs more than it brings. */
  private static final int WORTH_SHARING = 10_000;

  private Workers() {}

  /** How many tasks run at once: the common pool's threads and the caller. */
  static int count() {
    return ForkJoinPool.getCommonPoolParallelism() + 1;
  }

  /** Works on the tasks from (included) … to (excluded). */
  interface Range {
    void work(int from, int to);
  }

  /** Works on the tasks from (included) … to (excluded) and returns what came of it. */
  interface RangeResult<T> {
    T work(int from, int to);
  }

  /** Divides tasks 0 … count−1 into one range for each worker and waits for all. */
  static void shareRanges(int tasks, Range range) {
    shareRanges(tasks, count(), range);
  }

  /** As above, for at most so many workers. */
  static void shareRanges(int tasks, int most, Range range) {
    collectRanges(
        tasks,
        most,
        (from, to) -> {
          range.work(from, to);
          return to;
        });
  }

  /**
   * As {@link #shareRanges}, with the results in the order of the ranges. The division depends on
   * nothing but the numbers of tasks and workers, so that sums over it repeat exactly.
   *
   * @param most how many workers at most
   */
  static <T> List<T> collectRanges(int tasks, int most, RangeResult<T> range) {
    int workers = Math.min(tasks, most);
    IntStream numbers = IntStream.range(0, workers);
    return (workers == 1 ? numbers : numbers.parallel())
        .mapToObj(
            worker ->
                range.work(
                    (int) ((long) tasks * worker / workers),
                    (int) ((long) tasks * (worker + 1) / workers)))
        .toList();
  }

  /** Does something for each of 0 … count−1; small counts stay on the caller's thread. */
  static void shareNumbers(int count, IntConsumer work) {
    IntStream numbers = IntStream.range(0, count);
    (count < WORTH_SHARING ? numbers : numbers.parallel()).forEach(work);
  }
}
