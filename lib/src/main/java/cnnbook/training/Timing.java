package cnnbook.training;

import java.util.Collections;
import java.util.List;

/**
 * How long each of several runs of the same work took; see {@link Stopwatch}.
 *
 * @param seconds in the order of the runs, at least one
 */
public record Timing(List<Double> seconds) {

  /**
   * Checks that there is a run.
   *
   * @throws IllegalArgumentException if there is none
   */
  public Timing {
    seconds = List.copyOf(seconds);
    if (seconds.isEmpty()) {
      throw new IllegalArgumentException("no run was timed: a timing needs one at least");
    }
  }

  /** The first run. */
  public double first() {
    return seconds.get(0);
  }

  /** The shortest run: what the machine can do when nothing else is in its way. */
  public double best() {
    return Collections.min(seconds);
  }

  /** The run in the middle: what one has to expect. The mean of the two if their number is even. */
  public double median() {
    List<Double> sorted = seconds.stream().sorted().toList();
    int half = sorted.size() / 2;
    return sorted.size() % 2 == 1
        ? sorted.get(half)
        : (sorted.get(half - 1) + sorted.get(half)) / 2;
  }

  /**
   * How much is done in a second, at best.
   *
   * @param amount what one run does: operations, bytes, images
   */
  public double rate(double amount) {
    return amount / best();
  }

  /** The last runs alone. */
  public Timing last(int count) {
    return new Timing(seconds.subList(Math.max(0, seconds.size() - count), seconds.size()));
  }
}
