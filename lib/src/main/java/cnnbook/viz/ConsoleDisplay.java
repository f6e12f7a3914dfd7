package cnnbook.viz;

import cnnbook.Terminal;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Shows outside of a notebook: text as it is; pictures as PNG files in the folder of the system
 * property {@code cnnbook.show}, else in a new temporary one, with their path printed. Something
 * that updates itself is printed once, when it is finished; on a terminal, what is a single line of
 * text moves there before, on standard error.
 */
final class ConsoleDisplay implements Display {
  static final ConsoleDisplay STANDARD =
      new ConsoleDisplay(() -> System.out, () -> System.err, Terminal.interactive());

  private static final String CLEAR = "\r\u001B[K";

  /** What is wider than the terminal is cut there, and does not go on in a second line. */
  private static final String WITHOUT_WRAPPING = "\u001B[?7l%s\u001B[?7h";

  /** Asked each time: whoever captures output may replace {@code System.out}. */
  private final Supplier<PrintStream> out;

  private final Supplier<PrintStream> terminal;
  private final boolean moving;
  private Path folder;
  private int pictures;

  /**
   * A console.
   *
   * @param out where results are printed
   * @param terminal where lines move
   * @param moving whether any do
   */
  ConsoleDisplay(Supplier<PrintStream> out, Supplier<PrintStream> terminal, boolean moving) {
    this.out = out;
    this.terminal = terminal;
    this.moving = moving;
  }

  @Override
  public synchronized void show(String id, Map<String, String> bundle) {
    out.get().println(bundle.get(Bundle.TEXT));
    String png = bundle.get(Bundle.PNG);
    if (png != null) {
      out.get().println("  saved as " + save(Base64.getDecoder().decode(png)));
    }
  }

  @Override
  public void begin(String id, Map<String, String> bundle) {
    move(bundle, false);
  }

  @Override
  public void update(String id, Map<String, String> bundle, boolean last) {
    move(bundle, last);
    if (last) {
      show(id, bundle);
    }
  }

  private void move(Map<String, String> bundle, boolean last) {
    String line = bundle.get(Bundle.TEXT);
    if (moving && !bundle.containsKey(Bundle.PNG) && line.indexOf('\n') < 0) {
      terminal.get().print(CLEAR + (last ? "" : WITHOUT_WRAPPING.formatted(line)));
      terminal.get().flush();
    }
  }

  private Path save(byte[] png) {
    try {
      if (folder == null) {
        String named = System.getProperty("cnnbook.show");
        folder =
            named == null
                ? Files.createTempDirectory("cnnbook-show")
                : Files.createDirectories(Path.of(named));
      }
      pictures++;
      return Files.write(folder.resolve("picture-%03d.png".formatted(pictures)), png);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot save a picture", e);
    }
  }
}
