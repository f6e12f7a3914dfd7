package cnnbook.notebook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import cnnbook.Home;
import cnnbook.kernel.KernelFamily;
import cnnbook.kernel.KernelSpec;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The lessons in real kernels, from the first cell to the last. */
class LessonsRunTest {
  private static final int CELL_SECONDS = 120;

  /** Rapaio's kernel fails about one start in five. */
  private static final int STARTS = 6;

  @TempDir private Path folder;

  @BeforeAll
  static void needsJupyter() {
    assumeTrue(Jupyter.find().isPresent(), "no Jupyter on this machine (cnnbook run installs it)");
  }

  static List<Path> lessons() throws IOException {
    try (Stream<Path> files = Files.list(Home.root().resolve("notebooks"))) {
      return files.filter(file -> file.toString().endsWith(".ipynb")).sorted().toList();
    }
  }

  @Test
  void everyCellOfEveryLessonRunsOnPlanSmoke() throws IOException {
    assertPassed(run(KernelSpec.ensure(), "first", lessons()));
  }

  @Test
  @Tag("slow")
  void textsAreTheSameInTwoRuns() throws IOException {
    Path kernels = KernelSpec.ensure();
    assertPassed(run(kernels, "first", lessons()));
    assertPassed(run(kernels, "second", lessons()));
    for (Path lesson : lessons()) {
      assertThat(texts(folder.resolve("second").resolve(lesson.getFileName())))
          .as(lesson.getFileName().toString())
          .isEqualTo(texts(folder.resolve("first").resolve(lesson.getFileName())));
    }
  }

  @Test
  @Tag("slow")
  void everyLessonRunsOnRapaiosKernelToo() throws IOException {
    Path jar = Home.root().resolve("tests/target/kernels/rapaio-jupyter-kernel.jar");
    Path kernels = folder.resolve("kernels");
    KernelSpec.install(kernels, KernelSpec.NAME, KernelFamily.RAPAIO, jar);
    for (Path lesson : lessons()) {
      RunReport report = run(kernels, "rapaio", List.of(lesson));
      for (int i = 1; i < STARTS && neverStarted(report); i++) {
        report = run(kernels, "rapaio", List.of(lesson));
      }
      assertPassed(report);
    }
  }

  private static boolean neverStarted(RunReport report) {
    NotebookResult result = report.notebooks().get(0);
    return !result.passed()
        && result.cells().stream().noneMatch(c -> c.status() == CellResult.Status.PASSED);
  }

  private RunReport run(Path kernels, String out, List<Path> lessons) {
    RunSettings settings =
        new RunSettings(
            Jupyter.find().orElseThrow(), kernels, folder.resolve(out), "smoke", CELL_SECONDS, 2);
    return new Runner(settings, new Silent()).run(lessons);
  }

  private static void assertPassed(RunReport report) {
    assertThat(report.notebooks()).isNotEmpty();
    assertThat(report.notebooks().stream().filter(n -> !n.passed()).map(LessonsRunTest::trouble))
        .isEmpty();
  }

  private static String trouble(NotebookResult notebook) {
    return "%s, %s: %s"
        .formatted(
            notebook.name(),
            notebook.failedCell().map(CellResult::id).orElse("no cell"),
            notebook.failedCell().map(CellResult::message).orElse(notebook.problem().orElse("?")));
  }

  /** What each cell printed or showed as text, but for those whose output may change. */
  private static Map<String, String> texts(Path executed) {
    Map<String, String> texts = new LinkedHashMap<>();
    for (JsonElement element : cells(executed)) {
      JsonObject cell = element.getAsJsonObject();
      if (cell.has("outputs") && !cell.get("metadata").toString().contains("volatile")) {
        StringBuilder text = new StringBuilder();
        for (JsonElement output : cell.getAsJsonArray("outputs")) {
          JsonObject object = output.getAsJsonObject();
          text.append(object.get("text"));
          text.append(object.has("data") ? object.getAsJsonObject("data").get("text/plain") : "");
        }
        texts.put(cell.get("id").getAsString(), text.toString());
      }
    }
    return texts;
  }

  private static JsonArray cells(Path notebook) {
    try {
      return JsonParser.parseString(Files.readString(notebook))
          .getAsJsonObject()
          .getAsJsonArray("cells");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
