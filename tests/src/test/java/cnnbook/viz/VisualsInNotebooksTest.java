package cnnbook.viz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import cnnbook.Chromium;
import cnnbook.Home;
import cnnbook.kernel.KernelSpec;
import cnnbook.notebook.Jupyter;
import cnnbook.notebook.Lab;
import cnnbook.notebook.NotebookFile;
import cnnbook.notebook.RunReport;
import cnnbook.notebook.RunSettings;
import cnnbook.notebook.Runner;
import cnnbook.notebook.Silent;
import cnnbook.viz.VisualSpec.State;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.Keys;
import org.openqa.selenium.interactions.Actions;

/** All visuals in one notebook: executed, as a page, and in the running notebook server. */
final class VisualsInNotebooksTest {
  private static final Path FOLDER = Home.root().resolve("target/visuals-notebook");
  private static final Path OUT = Home.root().resolve("target/visuals");
  private static final List<VisualSpec> SPECS = VisualSpec.all();

  private static Chromium browser;
  private static Lab lab;

  @BeforeAll
  static void runTheNotebook() throws IOException {
    assumeTrue(Chromium.installed(), "no chromium or no chromedriver on this machine");
    assumeTrue(Lab.installed(), "this machine's notebook server is not the classic notebook");
    NotebookFile notebook =
        new NotebookFile()
            .code(
                "imports",
                "import cnnbook.geometry.Window;\nimport cnnbook.tensor.Tensor;\nimport cnnbook.viz.*;\n"
                    + "import java.util.List;");
    for (VisualSpec spec : SPECS) {
      // Some as a cell's value, some shown: both must work.
      boolean shown = spec.name().length() % 2 == 0;
      String code = shown ? "Show.visual(" + spec.code() + ");" : spec.code();
      notebook.code(spec.name(), code);
    }
    browser = new Chromium();
    lab = new Lab(browser, FOLDER);
    Path source = notebook.write(FOLDER, "visuals");
    RunSettings settings =
        new RunSettings(
            Jupyter.find().orElseThrow(), KernelSpec.ensure(), OUT.resolve("book"), "smoke", 60, 1);
    RunReport report = new Runner(settings, new Silent()).run(List.of(source));
    assertThat(report.passed()).as("the notebook runs").isTrue();
    Files.copy(OUT.resolve("book/visuals.ipynb"), FOLDER.resolve("executed.ipynb"));
  }

  @AfterAll
  static void stop() {
    if (browser != null) {
      browser.close();
    }
    if (lab != null) {
      lab.close();
    }
  }

  @Test
  void thePageThatNbconvertMakesShowsThemWithoutTheNetwork() throws IOException {
    browser.driver().get(OUT.resolve("book/visuals.html").toUri().toString());
    browser.waitUntil("return document.readyState === 'complete'", 30);
    browser.driver().manage().logs().get("performance");
    everyVisualWorks();
    browser.screenshot(OUT.resolve("page.png"));
    assertThat(browser.driver().manage().logs().get("performance"))
        .filteredOn(entry -> entry.getMessage().contains("Network.requestWillBeSent"))
        .isEmpty();
  }

  @Test
  void anUntrustedNotebookShowsTheirStaticParts() throws IOException {
    lab.open("executed");
    assertThat(browser.number("return document.querySelectorAll('.output_area script').length"))
        .isZero();
    for (int k = 0; k < SPECS.size(); k++) {
      String title = first(SPECS.get(k)).toString().lines().findFirst().orElseThrow();
      assertThat(lab.outputOf(k + 1)).contains(title);
    }
    assertThat(browser.number("return document.querySelectorAll('.output_area table').length"))
        .isGreaterThanOrEqualTo(SPECS.size());
    browser.screenshot(OUT.resolve("untrusted.png"));
  }

  @Test
  void theRunningNotebookShowsThemAndLeavesTheArrowKeysToThem() throws IOException {
    lab.open("visuals");
    for (int cell = 0; cell <= SPECS.size(); cell++) {
      lab.run(cell);
    }
    lab.awaitIdle(60);
    everyVisualWorks();
    browser.script("driver.hosts()[0].scrollIntoView()");
    browser.script("driver.root(0).querySelector('[role=\"grid\"] td').focus()");
    long selected = browser.number("return Jupyter.notebook.get_selected_index()");
    new Actions(browser.driver()).sendKeys(Keys.ARROW_RIGHT, Keys.ARROW_DOWN).perform();
    assertThat(browser.script("return driver.root(0).activeElement.dataset.part"))
        .asString()
        .endsWith(" 1 1");
    assertThat(browser.number("return Jupyter.notebook.get_selected_index()")).isEqualTo(selected);
    browser.screenshot(OUT.resolve("notebook.png"));
  }

  @Test
  void theReadmeShowsCodeThatWasRun() throws IOException {
    assertThat(Files.readString(Home.root().resolve("README.md"))).contains(SPECS.get(0).code());
  }

  /** Each is there, is the same as here, and shows its first states. */
  private static void everyVisualWorks() throws IOException {
    try (var in = VisualsTest.class.getResourceAsStream("driver.js")) {
      browser.script(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    }
    assertThat(browser.number("return driver.hosts().length")).isEqualTo(SPECS.size());
    for (int k = 0; k < SPECS.size(); k++) {
      VisualSpec spec = SPECS.get(k);
      String hash =
          (String) browser.script("return driver.hosts()[%d].dataset.cnnbookVisual".formatted(k));
      assertThat(first(spec).html()).as("made by %s", spec.code()).contains(hash);
      List<State> states = spec.states(spec.samples().keySet().iterator().next());
      for (State state : states.subList(0, Math.min(20, states.size()))) {
        assertThat(read(k, state))
            .as("after %s", state.actions())
            .containsAllEntriesOf(state.shows());
      }
    }
    assertThat(browser.driver().manage().logs().get("browser"))
        // The front end has complaints of its own, about extensions that are not installed.
        .filteredOn(entry -> entry.getMessage().contains("Uncaught"))
        .as("errors of the page")
        .isEmpty();
  }

  @SuppressWarnings("unchecked")
  private static Map<String, String> read(int host, State state) {
    Object read =
        browser.script(
            "return driver.walk(arguments[0], [arguments[1]])[0]", host, state.actions());
    return (Map<String, String>) read;
  }

  private static Visual first(VisualSpec spec) {
    return spec.samples().values().iterator().next();
  }
}
