package cnnbook.cli;

import cnnbook.notebook.SetupListener;
import java.util.Timer;
import java.util.TimerTask;
import java.util.function.Supplier;
import me.tongfei.progressbar.ProgressBar;

/** Tells on standard error what the set-up does: one line, then progress. */
final class SetupConsole implements SetupListener {
  private static final long PATIENCE_MILLIS = 2000;
  private static final int WIDTH = 50;

  /** How often a line is printed where there is no terminal to draw a bar on. */
  private static final long PERIOD_NANOS = 10_000_000_000L;

  private ProgressBar bar;
  private long printed;

  @Override
  public void begin(String what) {
    System.err.println(what + " …");
    printed = System.nanoTime();
    bar = Console.interactive() ? Console.progress("Set-up", "steps", -1) : null;
  }

  @Override
  public void line(String line) {
    if (Console.verbose()) {
      System.err.println(line);
      return;
    }
    String shortened = line.substring(0, Math.min(WIDTH, line.length()));
    if (bar != null) {
      bar.setExtraMessage(" " + shortened);
      bar.step();
    } else if (System.nanoTime() - printed > PERIOD_NANOS) {
      printed = System.nanoTime();
      System.err.println("  " + shortened);
    }
  }

  @Override
  public void end() {
    if (bar != null) {
      bar.close();
    }
  }

  /** Does something that is quick as a rule, and says what it is if it takes longer this time. */
  static <T> T during(String what, Supplier<T> work) {
    Timer timer = new Timer(true);
    timer.schedule(
        new TimerTask() {
          @Override
          public void run() {
            System.err.println(what + " …");
          }
        },
        PATIENCE_MILLIS);
    try {
      return work.get();
    } finally {
      timer.cancel();
    }
  }
}
