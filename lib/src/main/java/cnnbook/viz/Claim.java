package cnnbook.viz;

/** What a notebook's check cell says about what was just seen. */
public final class Claim {
  private Claim() {}

  /**
   * Prints the claim if it holds.
   *
   * @param holds whether it does
   * @param claim a sentence, the same in every run
   * @throws AssertionError with the sentence if it does not hold: the notebook's run has failed
   */
  public static void check(boolean holds, String claim) {
    if (!holds) {
      throw new AssertionError("does not hold: " + claim);
    }
    Show.text("holds: " + claim);
  }
}
