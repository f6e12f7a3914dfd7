package cnnbook.exercises.tests;

import java.util.Locale;

/**
 * How one test ended.
 *
 * @param name the test method's
 * @param points what it is worth
 * @param seconds how long it took
 * @param thrown why it failed; null if it passed
 */
public record TestResult(String name, double points, double seconds, Throwable thrown) {
  /** Before a capital, also in {@code ofABias}, and before a number. */
  private static final String WORD_ENDS = "(?<=.)(?=[A-Z])|(?<=[a-z])(?=[0-9])";

  /** Whether the solution did what the test asks. */
  public boolean passed() {
    return thrown == null;
  }

  /** The points that it earned. */
  public double earned() {
    return passed() ? points : 0;
  }

  /** The name as a sentence: {@code Stride skips positions}. */
  public String sentence() {
    String words = name.replaceAll(WORD_ENDS, " ").toLowerCase(Locale.ROOT);
    return Character.toUpperCase(words.charAt(0)) + words.substring(1);
  }
}
