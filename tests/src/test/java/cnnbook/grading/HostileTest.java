package cnnbook.grading;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import cnnbook.exercises.Catalogue;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** All attacks in one grading, harmless submissions between them. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HostileTest {
  private static final int BETWEEN = 10;
  private static final Limits SHORT =
      new Limits(
          Duration.ofSeconds(120),
          Duration.ofSeconds(5),
          Duration.ofSeconds(2),
          Duration.ofSeconds(4),
          Duration.ofSeconds(120),
          256,
          2);

  @TempDir private static Path folder;

  private ServerSocket listening;
  private List<Attack> attacks;
  private Grades grades;
  private Map<String, SubmissionGrade> byName;

  @BeforeAll
  void gradeThemAll() throws Exception {
    Optional<String> trouble = Isolation.BUBBLEWRAP.trouble();
    assumeTrue(trouble.isEmpty(), () -> "bubblewrap does not work here: " + trouble.orElse(""));
    listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    attacks = new ArrayList<>(Attacks.all(listening.getLocalPort(), ProcessHandle.current().pid()));
    attacks.addAll(Attacks.within());
    for (int i = 0; i < attacks.size(); i++) {
      handIn("%02d".formatted(i), attacks.get(i).cells());
      if (i % BETWEEN == 0) {
        handIn("%02d harmless".formatted(i), Attack.answer(Attack.RIGHT));
      }
    }
    handIn("leak", Attack.leak("", "return true;").cells());
    Secret secret = new Secret(new byte[16]);
    List<Catalogue.Entry> exercise = List.of(Catalogue.find("2.1"));
    Batch.Settings settings =
        new Batch.Settings(
            folder.resolve("out"),
            2,
            Isolation.BUBBLEWRAP,
            secret,
            exercise,
            Regrade.NOBODY,
            SHORT);
    try (Inbox inbox = Inbox.open(folder.resolve("in"))) {
      grades = new Batch(settings, new Silence()).grade(inbox);
    }
    byName =
        grades.submissions().stream()
            .collect(Collectors.toMap(SubmissionGrade::student, Function.identity()));
  }

  @AfterAll
  void close() throws IOException {
    if (listening != null) {
      listening.close();
    }
  }

  private static void handIn(String student, String... cells) throws IOException {
    String[] all =
        Stream.concat(
                Stream.of(Answers.IMPORTS, Answers.crossCorrelation("Right")), Stream.of(cells))
            .toArray(String[]::new);
    Path file = folder.resolve("in").resolve(student).resolve("02-cross-correlation.ipynb");
    Files.createDirectories(file.getParent());
    Files.writeString(file, Notebooks.json(all));
  }

  List<Attack> attacks() {
    return attacks;
  }

  @Test
  void thereAreAtLeastFortyAttacks() {
    assertThat(attacks)
        .hasSizeGreaterThanOrEqualTo(40)
        .extracting(Attack::name)
        .doesNotHaveDuplicates();
  }

  @ParameterizedTest
  @MethodSource("attacks")
  void anAttackGetsNoPointThatItShouldNot(Attack attack) {
    SubmissionGrade grade = byName.get("%02d".formatted(attacks.indexOf(attack)));
    assertThat(grade.earned()).as(grade.toString()).isEqualTo(attack.earned());
    List<String> says =
        Stream.concat(
                grade.cells().stream().map(SubmissionGrade.FailedCell::message),
                grade.exercises().get(0).tests().stream().map(ExerciseGrade.TestGrade::message))
            .toList();
    assertThat(says).as(grade.toString()).anyMatch(text -> text.contains(attack.says()));
    assertThat(says)
        .allSatisfy(text -> assertThat(text).doesNotContain("solutions/src", "expected:"));
  }

  @Test
  void noAttackHarmsAnotherSubmission() {
    assertThat(byName.entrySet())
        .filteredOn(each -> each.getKey().endsWith("harmless"))
        .hasSizeGreaterThan(4)
        .allSatisfy(each -> assertThat(each.getValue().earned()).isEqualTo(Attack.ALL));
    assertThat(grades.failures()).isEmpty();
  }

  @Test
  void aLeakWouldHaveBeenSeen() {
    assertThat(byName.get("leak").earned()).isEqualTo(Attack.ALL);
  }

  @Test
  void nothingThatTheyStartedIsLeft() {
    assertThat(ProcessHandle.allProcesses().flatMap(p -> p.info().commandLine().stream()))
        .noneMatch(line -> line.contains("98765"));
  }
}
