package cnnbook.bench;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * What some work took. The time by the clock is what counts; CPU time is steadier on a machine that
 * does other things as well.
 *
 * @param seconds by the clock
 * @param cpu seconds of all threads of the process
 */
record Cost(double seconds, double cpu) {
  private static final OperatingSystemMXBean SYSTEM =
      ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);

  /** Does the work in this process. */
  static Cost of(Runnable work) {
    long cpu = SYSTEM.getProcessCpuTime();
    long start = System.nanoTime();
    work.run();
    return new Cost((System.nanoTime() - start) / 1e9, (SYSTEM.getProcessCpuTime() - cpu) / 1e9);
  }

  /** What a script in Python says that it took. */
  static Cost of(double[] answer) {
    return new Cost(answer[0], answer[1]);
  }

  Cost plus(Cost other) {
    return new Cost(seconds + other.seconds, cpu + other.cpu);
  }

  Cost minus(Cost other) {
    return new Cost(seconds - other.seconds, cpu - other.cpu);
  }

  /** How many times as much this is. */
  Cost over(Cost other) {
    return new Cost(seconds / other.seconds, cpu / other.cpu);
  }

  /** A quantile of one of the two numbers. */
  static double quantile(List<Cost> costs, double share, ToDoubleFunction<Cost> number) {
    double[] sorted = costs.stream().mapToDouble(number).sorted().toArray();
    return sorted[(int) Math.round(share * (sorted.length - 1))];
  }
}
