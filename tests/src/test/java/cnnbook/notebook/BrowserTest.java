package cnnbook.notebook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import cnnbook.Chromium;
import cnnbook.Home;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.interactions.Actions;

/** What a learner does in the browser: {@code cnnbook lab}, open a notebook, run, press keys. */
final class BrowserTest {
  private static final Path FOLDER = Home.root().resolve("target/browser");
  private static final Path SCREENS = Home.root().resolve("target/screens");

  private static Lab lab;
  private static Chromium browser;

  @BeforeAll
  static void openTheBook() throws IOException {
    assumeTrue(Chromium.installed(), "no chromium or no chromedriver on this machine");
    assumeTrue(Lab.installed(), "this machine's notebook server is not the classic notebook");
    browser = new Chromium();
    lab = new Lab(browser, FOLDER);
  }

  @AfterAll
  static void closeTheBook() {
    if (browser != null) {
      browser.close();
    }
    if (lab != null) {
      lab.close();
    }
  }

  @Test
  void theLeNetLessonRunsFromTopToBottomAndShowsItsCurve() throws IOException {
    Files.copy(
        Home.root().resolve("notebooks/09-lenet.ipynb"),
        FOLDER.resolve("09-lenet.ipynb"),
        StandardCopyOption.REPLACE_EXISTING);
    lab.open("09-lenet");

    browser.driver().findElement(By.id("celllink")).click();
    browser.driver().findElement(By.id("run_all_cells")).click();
    browser.waitUntil("return document.querySelectorAll('.code_cell.running').length > 0", 30);
    lab.awaitIdle(300);

    assertThat(browser.number("return document.querySelectorAll('.output_error').length")).isZero();
    assertThat(
            browser.number(
                "return Jupyter.notebook.get_cells()"
                    + ".filter(c => c.cell_type === 'code' && !c.input_prompt_number).length"))
        .as("cells that were not run")
        .isZero();
    String curve =
        "const cell = Jupyter.notebook.get_cells().find(c => c.get_text().includes('.optLive()'));"
            + "const image = cell.element[0].querySelector('.output img');";
    browser.script(curve + "image.scrollIntoView();");
    browser.screenshot(SCREENS.resolve("lenet.png"));
    assertThat(browser.number(curve + "return image.naturalWidth")).isGreaterThan(300);
  }

  @Test
  void theLastStateOfALiveChartIsSharperAndAsWideAsTheDraftsBefore() throws IOException {
    new NotebookFile()
        .code(
            "draft",
            """
            import cnnbook.viz.*;
            import org.knowm.xchart.internal.chartpart.Chart;
            var live = Show.live();
            for (int i = 0; i < 400; i++) {
                live.chartInBackground(() -> new Chart<?, ?>[] {Charts.lines("Loss", "x", "y")});
                Thread.sleep(10);
            }""")
        .code("last", "live.close();")
        .write(FOLDER, "live");
    lab.open("live");
    String image = "const image = document.querySelector('.output img');";

    lab.run(0);
    lab.awaitIdle(60);
    browser.waitUntil(image + "return image !== null", 10);
    assertThat(browser.number(image + "return image.naturalWidth")).isEqualTo(440);
    assertThat(browser.number(image + "return image.clientWidth")).isEqualTo(440);
    lab.run(1);
    lab.awaitIdle(60);
    browser.screenshot(SCREENS.resolve("live.png"));
    assertThat(browser.number(image + "return image.naturalWidth")).isEqualTo(880);
    assertThat(browser.number(image + "return image.clientWidth")).isEqualTo(440);
  }

  @Test
  void anEndlessCellIsInterruptedVariablesStayAndTabCompletes() throws IOException {
    new NotebookFile()
        .code("define", "int survivor = 42;")
        .code("endless", "while (true) { Thread.sleep(20); }")
        .code("use", "survivor + 1")
        .code("complete", "")
        .write(FOLDER, "interrupt");
    lab.open("interrupt");

    lab.run(0);
    lab.awaitIdle(30);
    lab.run(1);
    browser.waitUntil("return Jupyter.notebook.kernel_busy === true", 10);
    browser
        .driver()
        .findElement(
            By.cssSelector("button[data-jupyter-action='jupyter-notebook:interrupt-kernel']"))
        .click();
    lab.awaitIdle(10);
    lab.run(2);
    lab.awaitIdle(10);
    assertThat(lab.outputOf(2)).contains("43");

    browser.script("Jupyter.notebook.select(3); Jupyter.notebook.edit_mode();");
    new Actions(browser.driver()).sendKeys("surv").sendKeys(Keys.TAB).perform();
    browser.waitUntil(
        "return Jupyter.notebook.get_cell(3).get_text().startsWith('survivor')"
            + " || document.querySelector('#complete') !== null",
        10);
    browser.screenshot(SCREENS.resolve("interrupt.png"));
    assertThat(
            (String)
                browser.script(
                    "const list = document.querySelector('#complete');"
                        + "return Jupyter.notebook.get_cell(3).get_text()"
                        + " + (list ? list.textContent : '')"))
        .contains("survivor");
  }
}
