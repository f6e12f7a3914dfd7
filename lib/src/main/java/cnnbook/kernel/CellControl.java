package cnnbook.kernel;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import jdk.jshell.execution.LocalExecutionControl;
import jdk.jshell.spi.ExecutionControl;
import jdk.jshell.spi.SPIResolutionException;

/**
 * Runs the snippets of a cell in this JVM, each on a thread of its own, keeps the value or the
 * exception itself (JShell passes on only their text), and stops the thread when asked: first by
 * its interrupt flag, by force only after {@link #PATIENCE_MS}, or {@link #TRAINING_PATIENCE_MS} if
 * it is in a training of the library, which looks at the flag after each batch.
 *
 * <p>The superclass knows how to stop code by force on each JDK: before 20 it kills threads, later
 * it instruments the snippets. It insists on waiting for every thread of the group in which the
 * snippet started, threads of the user's included; therefore the snippet moves to a second thread,
 * outside that group.
 */
final class CellControl extends LocalExecutionControl {
  /** How long code may go on after its interrupt flag was set. */
  static final long PATIENCE_MS = 2_000;

  /** How long a training may take to end its batch, and to draw its chart. */
  static final long TRAINING_PATIENCE_MS = 30_000;

  private static final String TRAINING = "cnnbook.training.Fit";
  private static final long LOOK_MS = 50;

  /** How long a thread that was stopped by force may still take before the cell gives it up. */
  static final long GRACE_MS = 5_000;

  private static final InheritableThreadLocal<Run> PENDING = new InheritableThreadLocal<>();
  private static final Method TRAMPOLINE = trampolineMethod();

  private final ThreadGroup group = Thread.currentThread().getThreadGroup();
  private boolean cellActive;
  private boolean interrupted;
  private Run current;
  private Run last;

  /** One call of the user's code on its own thread. */
  private final class Run implements Runnable {
    private final Callable<Object> code;
    private final ClassLoader loader;
    private final CountDownLatch finished = new CountDownLatch(1);
    private final Thread thread = new Thread(group, this, "cell", 0, false);
    private volatile Object value;
    private volatile Throwable thrown;
    private volatile boolean stopped;
    private volatile boolean abandoned;

    Run(Callable<Object> code, ClassLoader loader) {
      this.code = code;
      this.loader = loader;
      thread.setDaemon(true);
    }

    @Override
    public void run() {
      try {
        // The superclass silences every thread's last words.
        Thread.setDefaultUncaughtExceptionHandler(CellControl::report);
        thread.setContextClassLoader(loader);
        value = code.call();
      } catch (InvocationTargetException e) {
        thrown = e.getCause();
      } catch (Throwable e) {
        thrown = e;
      } finally {
        stopped = thrown instanceof ThreadDeath;
        finished.countDown();
      }
    }

    /** Starts the thread and waits for it, whoever interrupts the waiting one. */
    void await() {
      thread.start();
      while (true) {
        try {
          finished.await();
          return;
        } catch (InterruptedException e) {
          // Only the cell's own thread takes interrupts.
        }
      }
    }

    boolean trains() {
      return Stream.of(thread.getStackTrace())
          .anyMatch(
              frame ->
                  frame.getClassName().equals(TRAINING) && frame.getMethodName().equals("run"));
    }

    boolean endsWithin(long millis) {
      try {
        return finished.await(millis, TimeUnit.MILLISECONDS);
      } catch (InterruptedException e) {
        return false;
      }
    }
  }

  private static Method trampolineMethod() {
    try {
      Method method = CellControl.class.getDeclaredMethod("trampoline");
      method.setAccessible(true);
      return method;
    } catch (NoSuchMethodException e) {
      throw new AssertionError(e);
    }
  }

  /** An exception that ended a thread of the user's own, as the JVM reports it. */
  private static void report(Thread thread, Throwable thrown) {
    if (!(thrown instanceof ThreadDeath)) {
      System.err.print("Exception in thread \"" + thread.getName() + "\" ");
      thrown.printStackTrace();
    }
  }

  private static void trampoline() {
    PENDING.get().await();
  }

  @Override
  public void load(ClassBytecodes[] classes)
      throws ClassInstallException, NotImplementedException, EngineTerminationException {
    ClassBytecodes[] guarded = new ClassBytecodes[classes.length];
    for (int i = 0; i < classes.length; i++) {
      guarded[i] = new ClassBytecodes(classes[i].name(), ExitGuard.apply(classes[i].bytecodes()));
    }
    super.load(guarded);
  }

  @Override
  protected String invoke(Method snippet) throws Exception {
    Run run = new Run(() -> snippet.invoke(null), snippet.getDeclaringClass().getClassLoader());
    if (!enter(run)) {
      throw new StoppedException();
    }
    PENDING.set(run);
    try {
      super.invoke(TRAMPOLINE);
    } finally {
      PENDING.remove();
      leave();
    }
    if (run.stopped || run.abandoned) {
      throw new StoppedException();
    }
    if (run.thrown instanceof SPIResolutionException unresolved) {
      throw unresolved;
    }
    if (run.thrown != null) {
      throw new InvocationTargetException(new SnippetFrames(run.thrown));
    }
    return "";
  }

  /**
   * Calls code of the user's that is no snippet (a value's {@code toString}) as a cell is called.
   *
   * @return its value
   * @throws Throwable what it threw; {@link StoppedException} if it was stopped
   */
  Object call(Callable<Object> code) throws Throwable {
    Run run = new Run(code, Thread.currentThread().getContextClassLoader());
    if (!enter(run)) {
      throw new StoppedException();
    }
    try {
      run.await();
    } finally {
      leave();
    }
    if (run.stopped || run.abandoned) {
      throw new StoppedException();
    }
    if (run.thrown != null) {
      throw run.thrown;
    }
    return run.value;
  }

  /** A cell begins: interrupts count from here. */
  synchronized void beginCell() {
    cellActive = true;
    interrupted = false;
    last = null;
  }

  /** The cell is over: interrupts do nothing. */
  synchronized void endCell() {
    cellActive = false;
  }

  private synchronized boolean enter(Run run) {
    if (interrupted) {
      return false;
    }
    current = run;
    last = run;
    return true;
  }

  private synchronized void leave() {
    current = null;
  }

  /** Asks the running cell to end; returns at once. Does nothing if no cell runs. */
  synchronized void interrupt() {
    if (!cellActive || interrupted) {
      return;
    }
    interrupted = true;
    Run run = current;
    if (run != null) {
      run.thread.interrupt();
      Thread watcher = new Thread(() -> enforce(run), "cell-stopper");
      watcher.setDaemon(true);
      watcher.start();
    }
  }

  private void enforce(Run run) {
    boolean ended = run.endsWithin(PATIENCE_MS);
    long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(TRAINING_PATIENCE_MS);
    while (!ended && run.trains() && System.nanoTime() < deadline) {
      ended = run.endsWithin(LOOK_MS);
    }
    if (ended) {
      return;
    }
    stopByForce(run);
    if (!run.endsWithin(GRACE_MS)) {
      run.abandoned = true;
      run.finished.countDown();
    }
  }

  /** The only way to end a loop that polls nothing; the exception for the user says so. */
  @SuppressWarnings("deprecation")
  private void stopByForce(Run run) {
    try {
      run.thread.stop();
    } catch (UnsupportedOperationException sinceJdk20) {
      try {
        stop();
      } catch (ExecutionControl.EngineTerminationException | ExecutionControl.InternalException e) {
        run.thread.interrupt();
      }
    }
  }

  /** Whether this cell was asked to end. */
  synchronized boolean wasInterrupted() {
    return interrupted;
  }

  /** Whether the cell was given up while its thread goes on. */
  boolean wasAbandoned() {
    return last != null && last.abandoned;
  }

  /** What the cell's last snippet returned; null if it returned nothing. */
  Object value() {
    return last == null ? null : last.value;
  }

  /** What the cell's last snippet threw; null if it ended normally. */
  Throwable thrown() {
    return last == null ? null : last.thrown;
  }
}
