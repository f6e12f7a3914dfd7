package cnnbook.exercises;

import cnnbook.exercises.remote.Solution;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Calls a learner's code on threads of its own, so that a loop that never ends costs a test and not
 * the notebook. Each test has its time for all its calls together; once one has used it up, the
 * others get less, as they will mostly end alike.
 */
final class Deadline implements Solution.Transport {
  /** For the tests that follow one that did not end. */
  private static final Duration SECOND_CHANCE = Duration.ofSeconds(2);

  /** How long a thread may take to end that was asked to, and again if it was forced to. */
  private static final long PATIENCE_MS = 500;

  private final Solution.Transport calls;
  private Duration limit;
  private long end;
  private boolean interrupted;

  /** A call that was given up. */
  static final class Missed extends AssertionError {
    private static final long serialVersionUID = 1;

    Missed(String message) {
      super(message);
    }
  }

  /**
   * For one check.
   *
   * @param calls carries them to the learner's code, on the calling thread
   * @param limit what each test may take
   */
  Deadline(Solution.Transport calls, Duration limit) {
    this.calls = calls;
    this.limit = limit;
    beginTest();
  }

  /** The calls to come are another test's. */
  void beginTest() {
    end = System.nanoTime() + limit.toNanos();
  }

  /**
   * Says so if the reader has stopped the cell: no call has been made since.
   *
   * @throws CancellationException if so
   */
  void requireUninterrupted() {
    if (interrupted) {
      throw new CancellationException("the check was interrupted");
    }
  }

  @Override
  public byte[] call(byte[] request) {
    requireUninterrupted();
    FutureTask<byte[]> reply = new FutureTask<>(() -> calls.call(request));
    Thread thread = new Thread(outermostGroup(), reply, "check");
    thread.setDaemon(true);
    thread.start();
    try {
      return reply.get(Math.max(end - System.nanoTime(), 0), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      throw missed(stop(thread));
    } catch (InterruptedException e) {
      interrupted = true;
      stop(thread);
      throw new CancellationException("the check was interrupted");
    } catch (ExecutionException e) {
      throw new IllegalStateException("the call could not be made", e.getCause());
    }
  }

  private Missed missed(boolean stopped) {
    String text =
        "no result after %s s: is there a loop that never ends?"
            .formatted(limit.toMillis() / 1000.0)
            .replace(".0 s", " s");
    limit = limit.compareTo(SECOND_CHANCE) < 0 ? limit : SECOND_CHANCE;
    return new Missed(
        stopped
            ? text
            : text
                + "\nIt still runs, and slows everything down: restart the kernel once it is mended.");
  }

  /** Some kernels end a cell only when all threads of its group have ended. */
  private static ThreadGroup outermostGroup() {
    ThreadGroup group = Thread.currentThread().getThreadGroup();
    while (group.getParent() != null) {
      group = group.getParent();
    }
    return group;
  }

  /** Whether the thread has ended: code that polls nothing can be forced to only before JDK 20. */
  @SuppressWarnings("deprecation")
  private static boolean stop(Thread thread) {
    thread.interrupt();
    if (ends(thread)) {
      return true;
    }
    try {
      thread.stop();
    } catch (UnsupportedOperationException sinceJdk20) {
      thread.setPriority(Thread.MIN_PRIORITY);
      return false;
    }
    return ends(thread);
  }

  private static boolean ends(Thread thread) {
    try {
      thread.join(PATIENCE_MS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return !thread.isAlive();
  }
}
