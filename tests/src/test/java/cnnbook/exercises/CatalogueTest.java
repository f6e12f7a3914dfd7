package cnnbook.exercises;

import static org.assertj.core.api.Assertions.assertThat;

import cnnbook.exercises.remote.Contract;
import cnnbook.exercises.remote.Solution;
import cnnbook.exercises.tests.TestResult;
import cnnbook.exercises.tests.TestRun;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is true of every exercise. */
class CatalogueTest {
  /** Long enough for a busy machine. */
  private static final Duration LIMIT = Duration.ofMinutes(2);

  static List<Catalogue.Entry> exercises() {
    return Catalogue.all();
  }

  @ParameterizedTest
  @MethodSource("exercises")
  void referenceScoresEverythingWithAnyInputs(Catalogue.Entry exercise) throws Exception {
    Object reference = exercise.reference().getConstructor().newInstance();
    assertThat(Check.results(exercise, reference, new LastCalls(), LIMIT))
        .isNotEmpty()
        .allMatch(TestResult::passed);
    for (long seed = 0; seed < 20; seed++) {
      assertThat(hidden(exercise, reference, seed))
          .isNotEmpty()
          .allSatisfy(result -> assertThat(result.thrown()).as(result.name()).isNull());
    }
  }

  @ParameterizedTest
  @MethodSource("exercises")
  void stubFailsEveryGradedTest(Catalogue.Entry exercise) {
    Class<?> contract = exercise.contract();
    Object stub =
        Proxy.newProxyInstance(
            contract.getClassLoader(),
            new Class<?>[] {contract},
            (proxy, method, arguments) -> {
              throw new UnsupportedOperationException("exercise " + exercise.id());
            });
    assertThat(hidden(exercise, stub, 1)).noneMatch(TestResult::passed);
  }

  @ParameterizedTest
  @MethodSource("exercises")
  void hiddenTestsKillEveryMutantAndThePublicOnesFewer(Catalogue.Entry exercise) throws Exception {
    List<String> survivors = new ArrayList<>();
    int publicKills = 0;
    Class<?>[] mutants = exercise.mutants().getDeclaredClasses();
    assertThat(mutants).hasSizeGreaterThanOrEqualTo(5);
    for (Class<?> type : mutants) {
      Object mutant = type.getConstructor().newInstance();
      for (long seed = 0; seed < 5; seed++) {
        if (hidden(exercise, mutant, seed).stream().allMatch(TestResult::passed)) {
          survivors.add(type.getSimpleName() + " with seed " + seed);
        }
      }
      publicKills +=
          Check.results(exercise, mutant, new LastCalls(), LIMIT).stream()
                  .allMatch(TestResult::passed)
              ? 0
              : 1;
    }
    assertThat(survivors).isEmpty();
    assertThat(publicKills).isLessThan(mutants.length);
  }

  @ParameterizedTest
  @MethodSource("exercises")
  void contractIsDescribedAndPassable(Catalogue.Entry exercise) {
    Contract.of(exercise.contract());
    Exercise about = exercise.about();
    assertThat(about.id()).matches("\\d{1,2}\\.\\d");
    assertThat(exercise.contract().getPackageName())
        .isEqualTo("cnnbook.exercises.e%02d".formatted(exercise.lesson()));
    assertThat(about.hints()).hasSizeBetween(1, 4);
    assertThat(about.minutes()).isBetween(2, 90);
  }

  @ParameterizedTest
  @MethodSource("exercises")
  void pointsAreThoseOfTheHiddenTests(Catalogue.Entry exercise) throws Exception {
    Object reference = exercise.reference().getConstructor().newInstance();
    assertThat(hidden(exercise, reference, 1).stream().mapToDouble(TestResult::points).sum())
        .isEqualTo(exercise.about().points());
  }

  @Test
  void numbersAreUniqueAndInOrder() {
    Stream<Double> numbers = exercises().stream().map(e -> Double.valueOf(e.id()));
    assertThat(numbers).isSorted().doesNotHaveDuplicates();
  }

  @Test
  void questionsInWordsAreInOrderAndWorthSomething() {
    assertThat(Catalogue.written())
        .extracting(Catalogue.Written::lesson)
        .isSorted()
        .doesNotHaveDuplicates();
    assertThat(Catalogue.written())
        .allSatisfy(
            question -> {
              assertThat(question.points()).isPositive();
              assertThat(question.minutes()).isBetween(2, 90);
              assertThat(question.cell()).matches("ex\\d+-words");
            });
  }

  private static List<TestResult> hidden(Catalogue.Entry exercise, Object answer, long seed) {
    Object solution = Solution.local(exercise.contract(), answer);
    return new TestRun(() -> solution, test -> new Random(seed)).of(exercise.hiddenTests());
  }
}
