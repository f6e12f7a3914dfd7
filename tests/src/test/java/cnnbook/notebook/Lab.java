package cnnbook.notebook;

import static org.assertj.core.api.Assertions.assertThat;

import cnnbook.AtomicFile;
import cnnbook.Chromium;
import cnnbook.Home;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** {@code cnnbook lab} with the classic notebook, as a learner's browser sees it. */
public final class Lab implements AutoCloseable {
  private final Chromium browser;
  private final Path folder;
  private final Process process;
  private final URI address;

  /** Whether this machine's server is the classic notebook, the one whose page is known here. */
  public static boolean installed() {
    return Jupyter.find().flatMap(Jupyter::server).filter("notebook"::equals).isPresent();
  }

  /**
   * Starts the server.
   *
   * @param folder for the notebooks, below the server's root, made and deleted here, so that the
   *     lessons themselves are not saved over
   */
  public Lab(Chromium browser, Path folder) throws IOException {
    this.browser = browser;
    this.folder = Files.createDirectories(folder);
    ProcessBuilder builder =
        new ProcessBuilder(
            ProcessHandle.current().info().command().orElse("java"),
            "-cp",
            System.getProperty("java.class.path"),
            "cnnbook.cli.Main",
            "lab",
            "--no-browser");
    builder.environment().put("CNNBOOK_HOME", Home.root().toString());
    builder.environment().put("CNNBOOK_PLAN", "smoke");
    process = builder.redirectError(ProcessBuilder.Redirect.INHERIT).start();
    BufferedReader lines = process.inputReader();
    String line = lines.readLine();
    while (line != null && !line.contains("http://")) {
      line = lines.readLine();
    }
    assertThat(line).as("the address that lab prints").isNotNull();
    address = URI.create(line.strip());
  }

  /** Opens a notebook of the folder and waits for its kernel. */
  public void open(String name) {
    String base = "http://" + address.getAuthority() + "/notebooks/";
    Path path = Home.root().relativize(folder).resolve(name + ".ipynb");
    browser.driver().get(base + path + "?" + address.getQuery());
    browser.waitUntil(
        "return typeof Jupyter !== 'undefined' && Jupyter.notebook && Jupyter.notebook.kernel"
            + " && Jupyter.notebook.kernel.is_connected() && Jupyter.notebook._fully_loaded",
        60);
    awaitIdle(30);
  }

  /** Sends one cell to the kernel. */
  public void run(int cell) {
    browser.script("Jupyter.notebook.execute_cells([" + cell + "])");
    browser.waitUntil("return Jupyter.notebook.get_cell(" + cell + ").last_msg_id !== null", 5);
  }

  /** Waits for the end of all cells. */
  public void awaitIdle(int seconds) {
    browser.waitUntil(
        "return document.querySelectorAll('.code_cell.running').length === 0"
            + " && !Jupyter.notebook.kernel_busy",
        seconds);
  }

  /** The text below a cell. */
  public String outputOf(int cell) {
    return (String)
        browser.script(
            "return Jupyter.notebook.get_cell(%d).element[0].querySelector('.output').textContent"
                .formatted(cell));
  }

  @Override
  public void close() {
    List<ProcessHandle> family = process.descendants().toList();
    process.destroy();
    try (Stream<Path> files = Files.walk(folder)) {
      assertThat(process.waitFor(20, TimeUnit.SECONDS)).as("lab stops when told to").isTrue();
      assertThat(process.exitValue()).as("exit code of a stopped lab").isZero();
      assertThat(family).as("the server and its kernels").noneMatch(ProcessHandle::isAlive);
      files.sorted(Comparator.reverseOrder()).forEach(AtomicFile::delete);
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
