package cnnbook.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import cnnbook.UserError;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class StopwatchTest {
  private static final double SHORT = 0.01;

  private final Stopwatch watch = new Stopwatch(SHORT);

  @Test
  void timingKnowsItsFirstItsBestAndItsMiddleRun() {
    Timing odd = new Timing(List.of(5.0, 1.0, 3.0));
    assertThat(odd.first()).isEqualTo(5);
    assertThat(odd.best()).isEqualTo(1);
    assertThat(odd.median()).isEqualTo(3);
    assertThat(odd.rate(10)).isEqualTo(10);
    assertThat(new Timing(List.of(4.0, 1.0, 2.0, 8.0)).median()).isEqualTo(3);
    assertThat(odd.last(2).seconds()).containsExactly(1.0, 3.0);
    assertThat(odd.last(9).seconds()).hasSize(3);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Timing(List.of()))
        .withMessageContaining("no run was timed");
  }

  @Test
  void raceRunsItsCompetitorsInTurnAndForgetsTheWarmUp() {
    List<String> order = new ArrayList<>();
    Map<String, Supplier<?>> works = new LinkedHashMap<>();
    works.put("b", () -> order.add("b"));
    works.put("a", () -> order.add("a"));
    Map<String, Timing> times = watch.race(works);
    assertThat(times.keySet()).containsExactly("b", "a");
    for (int i = 0; i < order.size(); i++) {
      assertThat(order.get(i)).isEqualTo(i % 2 == 0 ? "b" : "a");
    }
    int counted = times.get("a").seconds().size();
    assertThat(times.get("b").seconds()).hasSize(counted);
    assertThat(counted).isGreaterThanOrEqualTo(5).isLessThanOrEqualTo(order.size() / 2 - 3);
  }

  @Test
  void slowerWorkTakesLonger() {
    Map<String, Timing> times = watch.race(Map.of("short", rest(1), "long", rest(8)));
    assertThat(times.get("short").best()).isGreaterThanOrEqualTo(0.001);
    assertThat(times.get("long").best()).isGreaterThanOrEqualTo(0.008);
  }

  @Test
  void callsAreTimedFromTheVeryFirstOn() {
    int[] count = {0};
    Timing calls = watch.calls(4, () -> count[0]++ == 0 ? rest(20).get() : "quick");
    assertThat(count[0]).isEqualTo(4);
    assertThat(calls.seconds()).hasSize(4);
    assertThat(calls.first()).isGreaterThan(0.02);
    assertThat(calls.best()).isLessThan(0.02);
  }

  @Test
  void timeOfTheThreadLeavesOutWhatItWaits() {
    double waited = Stopwatch.ofThread(SHORT).time(rest(20)).best();
    assertThat(waited).isLessThan(0.01);
    double worked = Stopwatch.ofThread(SHORT).calls(3, () -> spin(0.02)).best();
    assertThat(worked).isGreaterThan(0);
  }

  @Test
  void resultsAreClosedAfterwards() throws Exception {
    List<NDArray> results = new ArrayList<>();
    int[] closed = {0};
    try (NDManager manager = NDManager.newBaseManager()) {
      watch.calls(
          3,
          () -> {
            results.add(manager.ones(new Shape(2)));
            return results.get(results.size() - 1);
          });
      assertThat(results).hasSize(3).allMatch(NDArray::isReleased);
    }
    watch.calls(2, () -> (AutoCloseable) () -> closed[0]++);
    assertThat(closed[0]).isEqualTo(2);
  }

  @Test
  void anInterruptEndsTheMeasurement() {
    Supplier<Object> interrupts =
        () -> {
          Thread.currentThread().interrupt();
          return "";
        };
    assertThatThrownBy(() -> watch.time(interrupts))
        .isInstanceOf(UserError.class)
        .hasMessageContaining("interrupted");
    assertThat(Thread.interrupted()).isFalse();
  }

  @Test
  void nothingToTimeIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> watch.race(Map.of()))
        .withMessageContaining("nothing to time");
    assertThatIllegalArgumentException().isThrownBy(() -> new Stopwatch(0));
    assertThatIllegalArgumentException().isThrownBy(() -> watch.calls(0, () -> ""));
  }

  private static Supplier<Object> rest(int milliseconds) {
    return () -> {
      long end = System.nanoTime() + milliseconds * 1_000_000L;
      while (System.nanoTime() < end) {
        LockSupport.parkNanos(end - System.nanoTime());
      }
      return "rested";
    };
  }

  private static double spin(double seconds) {
    long end = System.nanoTime() + (long) (seconds * 1e9);
    double sum = 0;
    while (System.nanoTime() < end) {
      sum += Math.sqrt(sum + 1);
    }
    return sum;
  }
}
