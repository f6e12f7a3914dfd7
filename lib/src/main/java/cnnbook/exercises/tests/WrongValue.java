package cnnbook.exercises.tests;

/** A call that gave something else than what is right. */
public final class WrongValue extends AssertionError {
  private static final long serialVersionUID = 1;

  private final String call;
  private final String right;
  private final String came;

  WrongValue(String call, String right, String came) {
    super("%s%nexpected: %s%ncame:     %s".formatted(call, right, came));
    this.call = call;
    this.right = right;
    this.came = came;
  }

  /** How one would write the call. */
  public String call() {
    return call;
  }

  /** What is right, as text. */
  public String right() {
    return right;
  }

  /** What came instead, as text. */
  public String came() {
    return came;
  }
}
