package cnnbook.grading;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import cnnbook.exercises.Catalogue;
import cnnbook.exercises.e02.CrossCorrelation;
import cnnbook.exercises.tests.TestResult;
import cnnbook.exercises.tests.TestRun;
import cnnbook.exercises.tests.WrongValue;
import cnnbook.grading.report.Reports;
import cnnbook.tensor.Tensor;
import com.google.gson.Gson;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportsTest {
  private static final String SLUG = "02-cross-correlation.ipynb";
  private static final byte[] SECRET = new byte[16];
  private static final Catalogue.Entry EXERCISE = Catalogue.find("2.1");

  /** Right by the factor two, so that the hidden tests show what they expect. */
  private static final String DOUBLED =
      Attack.answer(
          "Tensor out = new Right().correlate(image, kernel, stride, padding);"
              + " for (int i = 0; i < out.count(); i++) { out.data()[i] *= 2; } return out;");

  @TempDir private Path folder;

  @Test
  void fromTwoNotebooksToEveryReportAndNoHiddenValueInAny() throws Exception {
    assumeTrue(Isolation.BUBBLEWRAP.trouble().isEmpty(), "bubblewrap does not work here");
    String right = Answers.crossCorrelation("Right");
    handIn("bob", notebook("It turns. **Twice.**", Answers.IMPORTS, "int x = y;", right, DOUBLED));
    String throwing = "throw new IllegalStateException(\"SENTINEL\" + image);";
    handIn("ada", Notebooks.json(Answers.IMPORTS, Attack.answer(throwing)));
    grade();
    Reports.write(folder.resolve("out"), course());
    Map<String, String> files = files();
    assertThat(files)
        .containsKeys(
            "feedback/ada/02-cross-correlation.html",
            "feedback/bob/02-cross-correlation.html",
            "gradescope/bob/02-cross-correlation.json",
            "junit/bob/02-cross-correlation.xml",
            "classroom/bob/2.1.json",
            "moodle.csv",
            "canvas.csv");
    assertThat(files.get("feedback/bob/02-cross-correlation.html"))
        .contains("a wrong result", "cell 2", "cannot find symbol", "50 % are taken off");
    assertThat(files.get("manual.csv")).contains("bob,ex2-words,3,,,to mark,It turns. **Twice.**");
    List<String> hidden = hiddenValues();
    assertThat(hidden).hasSizeGreaterThan(5);
    files.remove("submissions.json");
    files.forEach((name, text) -> assertThat(text).as(name).doesNotContain(hidden));
    Reports.write(folder.resolve("out"), course());
    Map<String, String> again = files();
    again.remove("submissions.json");
    assertThat(again).isEqualTo(files);
  }

  /**
   * Every line in which a hidden test tells a local wrong answer its inputs and expected values.
   */
  private static List<String> hiddenValues() {
    Inputs inputs = new Inputs(SECRET);
    TestRun run = new TestRun(ReportsTest::doubled, test -> inputs.of(EXERCISE.id(), test, "bob"));
    List<String> values =
        run.of(EXERCISE.hiddenTests()).stream()
            .map(TestResult::thrown)
            .filter(WrongValue.class::isInstance)
            .map(WrongValue.class::cast)
            .flatMap(wrong -> Stream.of(wrong.call(), wrong.right(), wrong.came()))
            .flatMap(String::lines)
            .map(String::strip)
            .filter(line -> line.matches(".*\\d.*") && line.length() > 8)
            .toList();
    return Stream.concat(values.stream(), Stream.of("SENTINEL")).distinct().toList();
  }

  private static CrossCorrelation doubled() {
    try {
      CrossCorrelation right =
          (CrossCorrelation) EXERCISE.reference().getDeclaredConstructor().newInstance();
      return (image, kernel, stride, padding) -> {
        Tensor out = right.correlate(image, kernel, stride, padding);
        for (int i = 0; i < out.count(); i++) {
          out.data()[i] *= 2;
        }
        return out;
      };
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  private void grade() throws Exception {
    new Grading(
            new Batch.Settings(
                folder.resolve("out"),
                2,
                Isolation.BUBBLEWRAP,
                new Secret(SECRET),
                List.of(EXERCISE),
                Regrade.NOBODY,
                MixedClass.LIMITS))
        .grade(folder.resolve("in"), count -> {}, name -> {});
  }

  private Path course() throws IOException {
    Files.writeString(
        folder.resolve("notebooks.csv"), "notebook,due,late_percent\n2,2026-05-01T00:00Z,25\n");
    return Files.writeString(folder.resolve("course.csv"), "student\nada\nbob\nzoe\n");
  }

  /** With an answer in words after the cells of code; handed in a day and an hour too late. */
  private static String notebook(String words, String... cells) {
    Map<String, Object> answer =
        Map.of("cell_type", "markdown", "id", "ex2-words", "metadata", Map.of(), "source", words);
    JsonObject notebook = JsonParser.parseString(Notebooks.json(cells)).getAsJsonObject();
    notebook.getAsJsonArray("cells").add(new Gson().toJsonTree(answer));
    return notebook.toString();
  }

  private void handIn(String student, String text) throws IOException {
    Path file = folder.resolve("in").resolve(student).resolve(SLUG);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
    Files.setLastModifiedTime(file, FileTime.from(Instant.parse("2026-05-02T01:00:00Z")));
  }

  private Map<String, String> files() throws IOException {
    Path out = folder.resolve("out");
    Map<String, String> files = new TreeMap<>();
    try (Stream<Path> all = Files.walk(out)) {
      for (Path file : all.filter(Files::isRegularFile).toList()) {
        files.put(out.relativize(file).toString(), Files.readString(file));
      }
    }
    return files;
  }
}
