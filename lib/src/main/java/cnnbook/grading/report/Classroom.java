package cnnbook.grading.report;

import com.google.gson.annotations.SerializedName;
import java.util.List;

/**
 * An exercise in the form in which GitHub Classroom's graders hand their results to its reporter
 * (github.com/classroom-resources/autograding-grading-reporter); the reporter wants it in base 64.
 */
final class Classroom {
  private static final int VERSION = 1;

  private Classroom() {}

  private record Whole(
      int version, String status, @SerializedName("max_score") double most, List<Test> tests) {}

  private record Test(String name, String status, double score, String message) {}

  static String of(Results.About about, Results.Exercise exercise) {
    List<Test> tests = exercise.tests().stream().map(t -> test(about.test(t.name()), t)).toList();
    boolean passed = tests.stream().allMatch(t -> t.status().equals("pass"));
    String status = exercise.trouble() != null ? "error" : passed ? "pass" : "fail";
    return Json.text(new Whole(VERSION, status, exercise.points(), tests));
  }

  private static Test test(Results.Test test, Results.Outcome outcome) {
    String status = outcome.earned() >= test.points() ? "pass" : "fail";
    return new Test(test.sentence(), status, outcome.earned(), outcome.message());
  }
}
