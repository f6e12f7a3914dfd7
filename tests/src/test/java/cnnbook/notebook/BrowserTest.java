package cnnbook.notebook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import cnnbook.AtomicFile;
import cnnbook.Home;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.interactions.Actions;

/** What a learner does in the browser: {@code cnnbook lab}, open a notebook, run, press keys. */
final class BrowserTest {
  private static final Path BROWSER =
      Stream.of("chromium", "google-chrome")
          .map(Path.of("/usr/bin")::resolve)
          .filter(Files::isExecutable)
          .findFirst()
          .orElse(Path.of("/usr/bin/chromium"));
  private static final Path DRIVER = Path.of("/usr/bin/chromedriver");

  /** Below the server's root, so that the lessons themselves are not saved over. */
  private static final Path FOLDER = Home.root().resolve("target/browser");

  private static final Path SCREENS = Home.root().resolve("target/screens");

  private static Process lab;
  private static URI address;
  private static ChromeDriver browser;

  @BeforeAll
  static void openTheBook() throws IOException {
    assumeTrue(
        Files.isExecutable(BROWSER) && Files.isExecutable(DRIVER),
        "no chromium or no chromedriver on this machine");
    assumeTrue(
        Jupyter.find().flatMap(Jupyter::server).filter("notebook"::equals).isPresent(),
        "this test knows the page of the classic notebook, and it is not this machine's server");
    Files.createDirectories(FOLDER);
    Files.createDirectories(SCREENS);
    startLab();
    ChromeOptions options = new ChromeOptions();
    options.setBinary(BROWSER.toFile());
    options.addArguments(
        "--headless",
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--window-size=1200,1600",
        "--user-data-dir=" + Files.createTempDirectory("cnnbook-browser"));
    ChromeDriverService service =
        new ChromeDriverService.Builder().usingDriverExecutable(DRIVER.toFile()).build();
    browser = new ChromeDriver(service, options);
  }

  private static void startLab() throws IOException {
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
    lab = builder.redirectError(ProcessBuilder.Redirect.INHERIT).start();
    BufferedReader lines = lab.inputReader();
    String line = lines.readLine();
    while (line != null && !line.contains("http://")) {
      line = lines.readLine();
    }
    assertThat(line).as("the address that lab prints").isNotNull();
    address = URI.create(line.strip());
  }

  @AfterAll
  static void closeTheBook() throws IOException, InterruptedException {
    if (browser != null) {
      browser.quit();
    }
    if (lab == null) {
      return;
    }
    List<ProcessHandle> family = lab.descendants().toList();
    lab.destroy();
    assertThat(lab.waitFor(20, TimeUnit.SECONDS)).as("lab stops when told to").isTrue();
    assertThat(lab.exitValue()).as("exit code of a stopped lab").isZero();
    assertThat(family).as("the server and its kernels").noneMatch(ProcessHandle::isAlive);
    try (Stream<Path> files = Files.walk(FOLDER)) {
      files.sorted(Comparator.reverseOrder()).forEach(AtomicFile::delete);
    }
  }

  @Test
  void theLeNetLessonRunsFromTopToBottomAndShowsItsCurve() throws IOException {
    Files.copy(
        Home.root().resolve("notebooks/09-lenet.ipynb"),
        FOLDER.resolve("09-lenet.ipynb"),
        StandardCopyOption.REPLACE_EXISTING);
    open("09-lenet");

    browser.findElement(By.id("celllink")).click();
    browser.findElement(By.id("run_all_cells")).click();
    waitUntil("return document.querySelectorAll('.code_cell.running').length > 0", 30);
    awaitIdle(300);

    assertThat(number("return document.querySelectorAll('.output_error').length")).isZero();
    assertThat(
            number(
                "return Jupyter.notebook.get_cells()"
                    + ".filter(c => c.cell_type === 'code' && !c.input_prompt_number).length"))
        .as("cells that were not run")
        .isZero();
    String curve =
        "const cell = Jupyter.notebook.get_cells().find(c => c.get_text().includes('.optLive()'));"
            + "const image = cell.element[0].querySelector('.output img');";
    browser.executeScript(curve + "image.scrollIntoView();");
    screenshot("lenet");
    assertThat(number(curve + "return image.naturalWidth")).isGreaterThan(300);
  }

  @Test
  void anEndlessCellIsInterruptedVariablesStayAndTabCompletes() throws IOException {
    new NotebookFile()
        .code("define", "int survivor = 42;")
        .code("endless", "while (true) { Thread.sleep(20); }")
        .code("use", "survivor + 1")
        .code("complete", "")
        .write(FOLDER, "interrupt");
    open("interrupt");

    run(0);
    awaitIdle(30);
    run(1);
    waitUntil("return Jupyter.notebook.kernel_busy === true", 10);
    browser
        .findElement(
            By.cssSelector("button[data-jupyter-action='jupyter-notebook:interrupt-kernel']"))
        .click();
    awaitIdle(10);
    run(2);
    awaitIdle(10);
    assertThat(outputOf(2)).contains("43");

    browser.executeScript("Jupyter.notebook.select(3); Jupyter.notebook.edit_mode();");
    new Actions(browser).sendKeys("surv").sendKeys(Keys.TAB).perform();
    waitUntil(
        "return Jupyter.notebook.get_cell(3).get_text().startsWith('survivor')"
            + " || document.querySelector('#complete') !== null",
        10);
    screenshot("interrupt");
    assertThat(
            (String)
                browser.executeScript(
                    "const list = document.querySelector('#complete');"
                        + "return Jupyter.notebook.get_cell(3).get_text()"
                        + " + (list ? list.textContent : '')"))
        .contains("survivor");
  }

  private static void open(String name) {
    String base = "http://" + address.getAuthority();
    browser.get(base + "/notebooks/target/browser/" + name + ".ipynb?" + address.getQuery());
    waitUntil(
        "return typeof Jupyter !== 'undefined' && Jupyter.notebook && Jupyter.notebook.kernel"
            + " && Jupyter.notebook.kernel.is_connected() && Jupyter.notebook._fully_loaded",
        60);
    awaitIdle(30);
  }

  private static void run(int cell) {
    browser.executeScript("Jupyter.notebook.execute_cells([" + cell + "])");
    waitUntil("return Jupyter.notebook.get_cell(" + cell + ").last_msg_id !== null", 5);
  }

  private static String outputOf(int cell) {
    return (String)
        browser.executeScript(
            "return Jupyter.notebook.get_cell("
                + cell
                + ").element[0]"
                + ".querySelector('.output').textContent");
  }

  private static void awaitIdle(int seconds) {
    waitUntil(
        "return document.querySelectorAll('.code_cell.running').length === 0"
            + " && !Jupyter.notebook.kernel_busy",
        seconds);
  }

  private static void waitUntil(String script, int seconds) {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
    while (!Boolean.TRUE.equals(browser.executeScript(script))) {
      assertThat(System.nanoTime()).as("waited %d s for: %s", seconds, script).isLessThan(deadline);
      try {
        Thread.sleep(100);
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  private static long number(String script) {
    return ((Number) browser.executeScript(script)).longValue();
  }

  private static void screenshot(String name) throws IOException {
    Files.write(SCREENS.resolve(name + ".png"), browser.getScreenshotAs(OutputType.BYTES));
  }
}
