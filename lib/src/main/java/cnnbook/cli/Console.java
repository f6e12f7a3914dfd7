package cnnbook.cli;

import cnnbook.Terminal;
import java.io.PrintStream;
import java.util.function.Consumer;
import me.tongfei.progressbar.DelegatingProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import picocli.CommandLine.Help.Ansi;

/**
 * How commands write: results to standard output, progress and errors to standard error; colours
 * only on a terminal and never where {@code NO_COLOR} is set (no-color.org).
 */
final class Console {
  private Console() {}

  /** Whether a person looks at the output. */
  static boolean interactive() {
    return Terminal.interactive();
  }

  /** Whether the person wants to see what Maven and the set-up print. */
  static boolean verbose() {
    return Boolean.getBoolean("cnnbook.verbose");
  }

  /** Keeps the answer for this process. */
  static void setVerbose(boolean verbose) {
    System.setProperty("cnnbook.verbose", String.valueOf(verbose));
  }

  /** Whether colours may be written. */
  static boolean ansi() {
    String noColor = System.getenv("NO_COLOR");
    return interactive() && (noColor == null || noColor.isEmpty());
  }

  /**
   * Text in picocli's styles.
   *
   * @param styles as in picocli's markup: {@code bold,red}
   */
  static String style(String styles, String text) {
    return ansi() ? Ansi.ON.string("@|" + styles + " " + text + "|@") : text;
  }

  /**
   * A bar on standard error for work that may take over two seconds.
   *
   * @param task what is being done
   * @param unit what is counted
   * @param max how many there will be; −1 if that is unknown
   */
  static ProgressBar progress(String task, String unit, long max) {
    PrintStream err = System.err;
    return new ProgressBarBuilder()
        .setTaskName(task)
        .setInitialMax(max)
        .setUnit(" " + unit, 1)
        .setStyle(ansi() ? ProgressBarStyle.COLORFUL_UNICODE_BLOCK : ProgressBarStyle.ASCII)
        .setUpdateIntervalMillis(interactive() ? 200 : 10_000)
        .setConsumer(
            interactive()
                ? new LineConsumer(err)
                : new DelegatingProgressBarConsumer(onceEach(err), 100))
        .build();
  }

  /** A bar that is closed tells its last state again: lines that repeat are left out. */
  private static Consumer<String> onceEach(PrintStream out) {
    String[] last = {""};
    return line -> {
      if (!line.equals(last[0])) {
        out.println(line.stripTrailing());
      }
      last[0] = line;
    };
  }

  /**
   * Draws a bar on the line of the cursor and takes it away at the end. The library's own consumer
   * moves up a line for each update, over what was printed in between.
   */
  private static final class LineConsumer extends DelegatingProgressBarConsumer {
    private static final int WIDTH = 79;

    private final PrintStream out;

    LineConsumer(PrintStream out) {
      super(line -> draw(out, line), WIDTH);
      this.out = out;
    }

    @Override
    public void close() {
      draw(out, "");
    }

    private static void draw(PrintStream out, String line) {
      out.print("\r" + line + "\u001B[K");
      out.flush();
    }
  }
}
