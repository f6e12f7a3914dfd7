package cnnbook.viz;

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
 * that updates itself is printed once, when it is finished.
 */
final class ConsoleDisplay implements Display {
  static final ConsoleDisplay STANDARD = new ConsoleDisplay(() -> System.out);

  /** Asked each time: whoever captures output may replace {@code System.out}. */
  private final Supplier<PrintStream> out;

  private Path folder;
  private int pictures;

  ConsoleDisplay(Supplier<PrintStream> out) {
    this.out = out;
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
    // Printed when it is finished.
  }

  @Override
  public void update(String id, Map<String, String> bundle, boolean last) {
    if (last) {
      show(id, bundle);
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
