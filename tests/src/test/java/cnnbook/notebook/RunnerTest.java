package cnnbook.notebook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import cnnbook.kernel.KernelSpec;
import cnnbook.notebook.CellResult.Status;
import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** One run of good and bad notebooks in the real kernel, looked at from all sides. */
final class RunnerTest {
  /** Long enough for the first cell of a cold kernel on a busy machine. */
  private static final int CELL_SECONDS = 20;

  @TempDir private static Path folder;
  private static Path out;
  private static RunReport report;

  @BeforeAll
  static void runThemAll() throws IOException {
    assumeTrue(Jupyter.find().isPresent(), "no Jupyter on this machine (cnnbook run installs it)");
    out = folder.resolve("book");
    Path noJson = Files.writeString(folder.resolve("06-not-json.ipynb"), "{\"cells\": [");
    List<Path> notebooks =
        List.of(
            passing(),
            new NotebookFile()
                .code("define", "int a = 41;")
                .code("break", "int b = a + 1;\nthrow new IllegalStateException(\"b is \" + b);")
                .code("after", "a")
                .write(folder, "02-failing"),
            new NotebookFile()
                .code("quick", "int i = 0;")
                .code("endless", "while (true) { Thread.sleep(50); }")
                .write(folder, "03-hanging"),
            new NotebookFile()
                .code("fine", "1 + 1")
                .code("halt", "Runtime.getRuntime().halt(7);")
                .write(folder, "04-dying"),
            new NotebookFile()
                .code("throws", "throw new RuntimeException(\"on purpose\");", "raises-exception")
                .code("goes-on", "\"still here\"")
                .write(folder, "05-raising with spaces & signs"),
            noJson,
            new NotebookFile().write(folder, "07-empty"));
    RunSettings settings =
        new RunSettings(
            Jupyter.find().orElseThrow(), KernelSpec.ensure(), out, "smoke", CELL_SECONDS, 2);
    report = new Runner(settings, new Silent()).run(notebooks);
  }

  private static Path passing() throws IOException {
    Files.writeString(folder.resolve("words.md"), "# Words\n\n## Big Word 1\n\nlarge\n");
    return new NotebookFile()
        .text("intro", "# Größe <b>& Co.\n\n$x^2$ and\n\n\\begin{align} a &= b \\end{align}")
        .text("links", "[a](words.md#big-word-1), [b](words.md), [c](nowhere.md)")
        .code("print", "System.out.println(\"<i>Ω</i> & 汉字 \\u0007\");")
        .code("plan", "System.getenv(\"CNNBOOK_PLAN\")")
        .code("noise", "System.err.println(\"to stderr\");")
        .write(folder, "01-passing");
  }

  private static NotebookResult result(String name) {
    return report.notebooks().stream()
        .filter(notebook -> notebook.name().startsWith(name))
        .findFirst()
        .orElseThrow();
  }

  private static CellResult failed(String name) {
    return result(name).failedCell().orElseThrow();
  }

  @Test
  void aGoodNotebookPassesWithEveryCellTimed() {
    assertThat(result("01"))
        .returns(true, NotebookResult::passed)
        .returns("ok", NotebookResult::verdict);
    assertThat(result("01").cells())
        .allSatisfy(cell -> assertThat(cell.seconds()).isPositive())
        .extracting(CellResult::id)
        .containsExactly("print", "plan", "noise");
  }

  @Test
  void theKernelKnowsThePlan() throws IOException {
    assertThat(executed("01-passing").toString()).contains("smoke");
  }

  @Test
  void textReachesTheExecutedCopyUnharmed() throws IOException {
    assertThat(executed("01-passing").toString()).contains("<i>Ω</i> & 汉字");
    assertThat(page("01-passing")).contains("&lt;i&gt;Ω&lt;/i&gt; &amp; 汉字");
  }

  @Test
  void aFailingCellIsNamedWithItsErrorAndTheRestIsNotRun() {
    assertThat(failed("02"))
        .returns("break", CellResult::id)
        .returns(Status.FAILED, CellResult::status);
    assertThat(failed("02").message()).contains("IllegalStateException", "b is 42");
    assertThat(result("02").cells())
        .extracting(CellResult::status)
        .containsExactly(Status.PASSED, Status.FAILED, Status.SKIPPED);
  }

  @Test
  void theTextOfAFailureShowsTheSourceWithLineNumbersAndNoColoursUnlessWanted() {
    String text = FailureText.of(result("02"), false);
    assertThat(text)
        .contains("02-failing, cell break: ")
        .contains("   1 | int b = a + 1;")
        .contains("   2 | throw new IllegalStateException(\"b is \" + b);")
        .doesNotContain("\u001B");
  }

  @Test
  void aHangingCellIsInterruptedAndNamed() {
    assertThat(failed("03"))
        .returns("endless", CellResult::id)
        .returns(Status.TIMED_OUT, CellResult::status);
    assertThat(failed("03").message()).contains("timed out after " + CELL_SECONDS + " s");
    assertThat(failed("03").seconds()).isBetween((double) CELL_SECONDS, CELL_SECONDS + 10.0);
  }

  @Test
  void aDyingKernelIsToldWithItsExitCode() {
    assertThat(failed("04"))
        .returns("halt", CellResult::id)
        .returns(Status.DIED, CellResult::status);
    assertThat(failed("04").message()).contains("exit code 7");
  }

  @Test
  void aCellTaggedRaisesExceptionMayFail() {
    assertThat(result("05").passed()).isTrue();
    assertThat(result("05").cells())
        .extracting(CellResult::status)
        .containsExactly(Status.PASSED, Status.PASSED);
  }

  @Test
  void aFileThatIsNoJsonFailsAloneAndSaysSo() {
    assertThat(result("06").passed()).isFalse();
    assertThat(result("06").problem().orElseThrow()).contains("06-not-json.ipynb is not JSON");
  }

  @Test
  void anEmptyNotebookPasses() {
    assertThat(result("07").passed()).isTrue();
    assertThat(result("07").cells()).isEmpty();
  }

  @Test
  void everyNotebookThatRanHasItsPageAndItsCopyAndNothingHalfWrittenIsLeft() throws IOException {
    try (Stream<Path> files = Files.list(out)) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrder(
              "assets",
              "index.html",
              "report.xml",
              "report.json",
              "01-passing.html",
              "01-passing.ipynb",
              "02-failing.html",
              "02-failing.ipynb",
              "03-hanging.html",
              "03-hanging.ipynb",
              "04-dying.html",
              "04-dying.ipynb",
              "05-raising with spaces & signs.html",
              "05-raising with spaces & signs.ipynb",
              "07-empty.html",
              "07-empty.ipynb",
              "words.html");
    }
  }

  @Test
  void theJUnitReportCountsWhatHappened() throws Exception {
    Document xml =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(out.resolve("report.xml").toFile());
    NodeList suites = xml.getElementsByTagName("testsuite");
    assertThat(suites.getLength()).isEqualTo(7);
    Element failing = (Element) suites.item(1);
    assertThat(failing.getAttribute("name")).isEqualTo("02-failing");
    assertThat(failing.getAttribute("tests")).isEqualTo("3");
    assertThat(failing.getAttribute("failures")).isEqualTo("1");
    assertThat(failing.getAttribute("skipped")).isEqualTo("1");
    Element broken = (Element) failing.getElementsByTagName("testcase").item(1);
    assertThat(broken.getAttribute("name")).isEqualTo("break");
    assertThat(Double.parseDouble(broken.getAttribute("time"))).isPositive();
    assertThat(broken.getElementsByTagName("failure").item(0).getTextContent()).contains("b is 42");
    assertThat(xml.getElementsByTagName("failure").getLength()).isEqualTo(3);
    assertThat(xml.getElementsByTagName("error").getLength()).isEqualTo(1);
  }

  @Test
  void theJsonReportSaysTheSame() throws IOException {
    JsonObject json =
        JsonParser.parseString(Files.readString(out.resolve("report.json"))).getAsJsonObject();
    assertThat(json.get("passed").getAsBoolean()).isFalse();
    assertThat(json.get("plan").getAsString()).isEqualTo("smoke");
    JsonArray notebooks = json.getAsJsonArray("notebooks");
    assertThat(notebooks).hasSize(7);
    assertThat(notebooks.get(2).getAsJsonObject().get("status").getAsString())
        .isEqualTo("timed out");
  }

  @Test
  void theIndexLinksEveryPageAndNamesTheFailures() throws IOException {
    String index = Files.readString(out.resolve("index.html"));
    assertThat(index)
        .startsWith("<!DOCTYPE html>")
        .contains("01 Größe &lt;b&gt;&amp; Co.")
        .contains("href=\"./05-raising%20with%20spaces%20%26%20signs.html\"")
        .contains("failed (break)")
        .contains("kernel died (halt)")
        .contains("3 of 7 notebooks passed");
  }

  @Test
  void pagesLoadNothingButTheMathJaxBesideThem() throws IOException {
    Pattern loads =
        Pattern.compile("<(?:script|link|img|iframe)\\b[^>]*\\b(?:src|href)=\"([^\"]*)\"");
    assertThat(loads.matcher(page("01-passing")).results().map(match -> match.group(1)))
        .containsExactly("assets/tex-svg-full.js");
    assertThat(out.resolve("assets/tex-svg-full.js")).isNotEmptyFile();
    assertThat(page("01-passing"))
        .doesNotContain("file://")
        .doesNotContain("cdnjs")
        .doesNotContain("@import");
  }

  @Test
  void aLinkToATextBesideTheNotebookLeadsToItsPage() throws IOException {
    assertThat(page("01-passing"))
        .contains("href=\"words.html#big-word-1\"", "href=\"words.html\"", "href=\"nowhere.md\"");
    assertThat(page("words")).contains("<title>Words</title>", "id=\"big-word-1\"");
  }

  @Test
  void codeOnThePageIsHighlightedAsJava() throws IOException {
    assertThat(page("02-failing")).contains("hl-java").contains("<span class=\"kt\">int</span>");
  }

  private static String page(String name) throws IOException {
    return Files.readString(out.resolve(name + ".html"));
  }

  private static JsonObject executed(String name) throws IOException {
    String text = Files.readString(out.resolve(name + ".ipynb"));
    return JsonParser.parseString(text).getAsJsonObject();
  }
}
