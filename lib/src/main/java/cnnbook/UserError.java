package cnnbook;

import java.util.Objects;

/**
 * Something that the person at the keyboard can mend. The message says what came and what was
 * expected; the remedy says what to do. The command line prints both without a stack trace and
 * returns {@link #exitCode()}.
 */
public final class UserError extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** A notebook, a test or a verification failed. */
  public static final int FAILED = 1;

  /** The command or its arguments are wrong. */
  public static final int USAGE = 2;

  /** A program, a file or the network that the command needs is not there. */
  public static final int MISSING = 3;

  private final int exitCode;
  private final String remedy;

  private UserError(int exitCode, String message, String remedy, Throwable cause) {
    super(message, cause);
    this.exitCode = exitCode;
    this.remedy = Objects.requireNonNull(remedy);
  }

  /** The work was done and its result is bad (exit code 1). */
  public static UserError failed(String message, String remedy) {
    return new UserError(FAILED, message, remedy, null);
  }

  /** As {@link #failed(String, String)}, with the exception behind it. */
  public static UserError failed(String message, String remedy, Throwable cause) {
    return new UserError(FAILED, message, remedy, cause);
  }

  /** The request cannot be understood (exit code 2). */
  public static UserError usage(String message, String remedy) {
    return new UserError(USAGE, message, remedy, null);
  }

  /** A prerequisite is missing (exit code 3). */
  public static UserError missing(String message, String remedy) {
    return new UserError(MISSING, message, remedy, null);
  }

  /** As {@link #missing(String, String)}, with the exception behind it. */
  public static UserError missing(String message, String remedy, Throwable cause) {
    return new UserError(MISSING, message, remedy, cause);
  }

  /** The exit code of the process: 1, 2 or 3. */
  public int exitCode() {
    return exitCode;
  }

  /** What to do about it, a sentence. */
  public String remedy() {
    return remedy;
  }

  /** Message and remedy, a line each: what a notebook shows. */
  @Override
  public String toString() {
    return getMessage() + "\n" + remedy;
  }
}
