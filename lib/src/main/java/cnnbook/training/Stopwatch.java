package cnnbook.training;

import ai.djl.ndarray.NDArray;
import cnnbook.UserError;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Times work as it has to be done on a JVM, on a machine with other things to do: after a warm-up,
 * several times, with the competitors in turn, and with a result that somebody takes.
 *
 * <p>The first runs are for the JIT compiler, the caches and the engine, and do not count. In a
 * {@link #race} each round runs every competitor once, so that a slow moment hits all of them. The
 * rounds go on until nobody has become faster for some time, or the time is up. Each result is
 * stored where the compiler must suppose that somebody reads it, as otherwise it may leave out the
 * work; on a GPU the clock stops when the result can be read, not when it has been ordered; an
 * array or whatever else can be closed is closed afterwards.
 *
 * <p>Work should take some ten microseconds at least: to ask the clock takes a few hundredths of
 * one.
 *
 * <p>Source: Georges, Buytaert and Eeckhout, "Statistically Rigorous Java Performance Evaluation",
 * 2007, sections 2 and 3.
 */
public final class Stopwatch {
  /** Rounds, and seconds, that do not count. */
  private static final int WARM_UP_ROUNDS = 3;

  private static final double WARM_UP_SECONDS = 0.2;

  /** So many rounds without a better time for anybody are enough. */
  private static final int STEADY_ROUNDS = 5;

  /** A time is better if it is below this share of the best one. */
  private static final double BETTER = 0.98;

  private static final int LEAST_ROUNDS = 5;

  private final double limit;
  private final LongSupplier clock;

  /** The last result; written, never read: nobody may conclude that a result is not needed. */
  private volatile Object taken;

  /**
   * A stopwatch by the clock on the wall.
   *
   * @param seconds after which no new round of a race begins, warm-up included; a race of slow
   *     competitors takes longer, five rounds and the warm-up are the least
   */
  public Stopwatch(double seconds) {
    this(seconds, System::nanoTime);
  }

  private Stopwatch(double seconds, LongSupplier clock) {
    if (!(seconds > 0)) {
      throw new IllegalArgumentException("seconds is %s: more than 0".formatted(seconds));
    }
    limit = seconds;
    this.clock = clock;
  }

  /**
   * A stopwatch that runs only while the calling thread has a core: its numbers are the same on a
   * busy machine as on an idle one, but for caches and memory, which all share. For work that is
   * done by the thread that asks for it, and by no other; where the JVM does not count the time of
   * threads, it goes by the wall.
   *
   * @param seconds as above, on the wall
   */
  public static Stopwatch ofThread(double seconds) {
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    boolean counts = threads.isCurrentThreadCpuTimeSupported() && threads.isThreadCpuTimeEnabled();
    return new Stopwatch(seconds, counts ? threads::getCurrentThreadCpuTime : System::nanoTime);
  }

  /**
   * Times one work, warmed up.
   *
   * @throws UserError if the thread was interrupted
   */
  public Timing time(Supplier<?> work) {
    return race(Map.of("work", work)).get("work");
  }

  /**
   * Times several works in turn, warmed up.
   *
   * @param works by their names, at least one
   * @return a timing for each, in the same order
   * @throws UserError if the thread was interrupted
   */
  public Map<String, Timing> race(Map<String, ? extends Supplier<?>> works) {
    if (works.isEmpty()) {
      throw new IllegalArgumentException(
          "there is nothing to time: a race needs one work at least");
    }
    long begin = System.nanoTime();
    for (int round = 0; round < WARM_UP_ROUNDS || since(begin) < WARM_UP_SECONDS; round++) {
      works.values().forEach(this::once);
    }
    Map<String, List<Double>> times = new LinkedHashMap<>();
    works.keySet().forEach(name -> times.put(name, new ArrayList<>()));
    int steady = 0;
    for (int round = 0; round < LEAST_ROUNDS || steady < STEADY_ROUNDS; round++) {
      if (round >= LEAST_ROUNDS && since(begin) > limit) {
        break;
      }
      steady = round(works, times) ? 0 : steady + 1;
    }
    Map<String, Timing> result = new LinkedHashMap<>();
    times.forEach((name, seconds) -> result.put(name, new Timing(seconds)));
    return result;
  }

  /** Runs each work once; whether one of them became faster. */
  private boolean round(Map<String, ? extends Supplier<?>> works, Map<String, List<Double>> times) {
    boolean better = false;
    for (Map.Entry<String, ? extends Supplier<?>> work : works.entrySet()) {
      List<Double> before = times.get(work.getKey());
      double seconds = once(work.getValue());
      better |= before.isEmpty() || seconds < BETTER * Collections.min(before);
      before.add(seconds);
    }
    return better;
  }

  /**
   * Times each call from the very first on, without a warm-up.
   *
   * @param count how many calls, at least 1
   * @throws UserError if the thread was interrupted
   */
  public Timing calls(int count, Supplier<?> work) {
    List<Double> seconds = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      seconds.add(once(work));
    }
    return new Timing(seconds);
  }

  private double once(Supplier<?> work) {
    if (Thread.interrupted()) {
      throw UserError.failed("the measurement was interrupted", "Start it again.");
    }
    long start = clock.getAsLong();
    Object result = work.get();
    await(result);
    double seconds = (clock.getAsLong() - start) / 1e9;
    taken = result;
    close(result);
    taken = null;
    return seconds;
  }

  private static double since(long start) {
    return (System.nanoTime() - start) / 1e9;
  }

  /** A GPU's array is there only when a number of it can be read. */
  private static void await(Object result) {
    if (result instanceof NDArray && ((NDArray) result).getDevice().isGpu()) {
      try (NDArray flat = ((NDArray) result).flatten();
          NDArray one = flat.get("0:1")) {
        one.toArray();
      }
    }
  }

  private static void close(Object result) {
    if (result instanceof NDArray) {
      ((NDArray) result).close();
    } else if (result instanceof AutoCloseable) {
      try {
        ((AutoCloseable) result).close();
      } catch (Exception e) {
        throw new IllegalStateException("the result of a timed work cannot be closed", e);
      }
    }
  }
}
