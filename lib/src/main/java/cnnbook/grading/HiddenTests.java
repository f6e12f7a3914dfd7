package cnnbook.grading;

import cnnbook.exercises.Catalogue;
import cnnbook.exercises.tests.Points;
import cnnbook.exercises.tests.TestResult;
import java.lang.reflect.Method;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What an exercise's hidden tests are and are worth, without running them. */
final class HiddenTests {
  private HiddenTests() {}

  /**
   * A hidden test.
   *
   * @param name the test method's
   * @param sentence what it asks, for people
   * @param points what it is worth
   */
  record Info(String name, String sentence, double points) {}

  /** All of an exercise's, by their names in alphabetic order. */
  static List<Info> of(Catalogue.Entry exercise) {
    return Stream.of(exercise.hiddenTests().getDeclaredMethods())
        .filter(method -> method.isAnnotationPresent(Test.class))
        .map(HiddenTests::info)
        .sorted(Comparator.comparing(Info::name))
        .toList();
  }

  private static Info info(Method method) {
    Points points = method.getAnnotation(Points.class);
    TestResult result =
        new TestResult(method.getName(), points == null ? 1 : points.value(), 0, null);
    return new Info(result.name(), result.sentence(), result.points());
  }
}
