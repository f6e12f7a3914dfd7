package cnnbook.grading;

import java.time.Duration;

/**
 * What a submission may use; times are {@link FairTime}.
 *
 * @param start until the worker's process answers
 * @param cell the longest that one cell may run
 * @param call the longest that one call of a test may take
 * @param test the longest that all calls of one test may take together
 * @param submission the longest that a whole notebook may take, cells and tests
 * @param memory megabytes of the worker's Java heap
 * @param processes how many workers a notebook may use up
 */
public record Limits(
    Duration start,
    Duration cell,
    Duration call,
    Duration test,
    Duration submission,
    int memory,
    int processes) {
  /** What is enough for every exercise of the book on a slow machine. */
  public static Limits usual() {
    return new Limits(
        Duration.ofSeconds(60),
        Duration.ofSeconds(60),
        Duration.ofSeconds(10),
        Duration.ofSeconds(30),
        Duration.ofSeconds(300),
        512,
        12);
  }
}
