package cnnbook.grading;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import cnnbook.Home;
import cnnbook.UserError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BatchTest {
  @TempDir private Path folder;

  @BeforeAll
  static void needsIsolation() {
    assumeTrue(Isolation.BUBBLEWRAP.trouble().isEmpty(), "bubblewrap does not work here");
  }

  @Test
  void twentyMixedSubmissionsGetTheSameGradesHoweverTheyAreGraded() throws Exception {
    gradesAreTheSame(20);
  }

  @Test
  @Tag("slow")
  void twoHundredMixedSubmissionsGetTheSameGradesHoweverTheyAreGraded() throws Exception {
    gradesAreTheSame(200);
  }

  private void gradesAreTheSame(int students) throws Exception {
    Path in = MixedClass.handIn(folder.resolve("in"), students);
    Map<String, String> one = grade(in, "one", 1);
    assertThat(one.get("grades.csv").lines()).hasSize(students + 1);
    assertThat(grade(in, "two", 2)).isEqualTo(one);
    Path killed = folder.resolve("killed");
    killHalfWay(in, killed, students / 2);
    Map<Path, FileTime> done = times(killed.resolve("records"));
    assertThat(done).hasSizeBetween(students / 2, students - 1);
    assertThat(killed.resolve("grades.json")).doesNotExist();
    assertThat(grade(in, "killed", 2)).isEqualTo(one);
    assertThat(times(killed.resolve("records"))).containsAllEntriesOf(done);
  }

  @Test
  @Tag("slow")
  void theNotebooksWithTheSolutionsEarnEveryPoint() throws Exception {
    Path own = Files.createDirectories(folder.resolve("in/lecturer"));
    for (Path notebook : files(Home.root().resolve("solutions"))) {
      if (notebook.toString().endsWith(".ipynb")) {
        Files.copy(notebook, own.resolve(notebook.getFileName()));
      }
    }
    Secret secret = new Secret(new byte[16]);
    Grading.Outcome outcome =
        Grading.of(
                folder.resolve("out"), 2, Isolation.BUBBLEWRAP, secret, List.of(), Regrade.NOBODY)
            .grade(folder.resolve("in"), count -> {}, name -> {});
    assertThat(outcome.earned()).isPositive().isEqualTo(outcome.points());
    assertThat(Files.readString(folder.resolve("out/grades.json")))
        .doesNotContain("\"cell\":", "ran only after");
  }

  @Test
  void onlyWhatChangedIsGradedAgain() throws Exception {
    Path in = MixedClass.handIn(folder.resolve("in"), 2);
    grade(in, "out", 2);
    Path records = folder.resolve("out/records");
    Map<Path, FileTime> first = times(records);
    grade(in, "out", 2);
    assertThat(times(records)).isEqualTo(first);
    Files.writeString(
        in.resolve("student 000 é/02-cross-correlation.ipynb"), Notebooks.json("int nothing;"));
    String csv = grade(in, "out", 2).get("grades.csv");
    assertThat(csv).contains("student 000 é,0,0,0,12", "student 001 é,6,0,6,12");
    assertThat(times(records).entrySet().stream().filter(first.entrySet()::contains)).hasSize(1);
  }

  @Test
  void ofAllThatIsGradedOnlyTheNamedStudentsIsGradedAgain() throws Exception {
    Path in = MixedClass.handIn(folder.resolve("in"), 2);
    Path out = folder.resolve("out");
    Map<String, String> all = grade(in, "out", 2);
    Map<Path, FileTime> first = times(out.resolve("records"));
    Regrade one = new Regrade(false, List.of("student 001 é"));
    MixedClass.grading(out, 2, one).grade(in, count -> {}, name -> {});
    assertThat(times(out.resolve("records")))
        .hasSameSizeAs(first)
        .satisfies(
            now ->
                assertThat(now.entrySet())
                    .filteredOn(each -> !first.entrySet().contains(each))
                    .singleElement()
                    .asString()
                    .contains("student_001"));
    assertThat(grade(in, "out", 2)).isEqualTo(all);
    Regrade nobody = new Regrade(false, List.of("student 1"));
    assertThatThrownBy(() -> MixedClass.grading(out, 2, nobody).grade(in, count -> {}, name -> {}))
        .isInstanceOf(UserError.class)
        .hasMessageContaining("\"student 1\"");
  }

  /** Everything that lies in the folder of the results, by its place. */
  private Map<String, String> grade(Path in, String out, int jobs) throws Exception {
    MixedClass.main(
        new String[] {in.toString(), folder.resolve(out).toString(), String.valueOf(jobs)});
    Map<String, String> files = new TreeMap<>();
    for (Path file : files(folder.resolve(out))) {
      files.put(folder.resolve(out).relativize(file).toString(), Files.readString(file));
    }
    return files;
  }

  private static List<Path> files(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.walk(folder)) {
      return files
          .filter(Files::isRegularFile)
          .filter(file -> !file.getFileName().toString().startsWith("."))
          .toList();
    }
  }

  private static Map<Path, FileTime> times(Path folder) throws IOException {
    Map<Path, FileTime> times = new TreeMap<>();
    for (Path file : files(folder)) {
      times.put(file, Files.getLastModifiedTime(file));
    }
    return times;
  }

  private static void killHalfWay(Path in, Path out, int records) throws Exception {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-Dcnnbook.home=" + Home.root());
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.addAll(List.of(MixedClass.class.getName(), in.toString(), out.toString(), "2"));
    Process grader = new ProcessBuilder(command).inheritIO().start();
    try {
      long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(20);
      while (files(out.resolve("records")).size() < records) {
        assertThat(grader.isAlive() && System.nanoTime() < end).isTrue();
        Thread.sleep(20);
      }
    } finally {
      List<ProcessHandle> workers = grader.descendants().toList();
      grader.destroyForcibly().waitFor();
      for (ProcessHandle worker : workers) {
        worker.onExit().get(1, TimeUnit.MINUTES);
      }
    }
  }
}
