package cnnbook.cli;

import cnnbook.notebook.SetupListener;
import me.tongfei.progressbar.ProgressBar;

/** Tells on standard error what the set-up does: one line, then progress. */
final class SetupConsole implements SetupListener {
  private static final int WIDTH = 50;

  private ProgressBar bar;

  @Override
  public void begin(String what) {
    System.err.println(what + " …");
    bar = Console.progress("Set-up", "steps", -1);
  }

  @Override
  public void line(String line) {
    if (Console.verbose()) {
      System.err.println(line);
      return;
    }
    bar.setExtraMessage(" " + line.substring(0, Math.min(WIDTH, line.length())));
    bar.step();
  }

  @Override
  public void end() {
    bar.close();
  }
}
