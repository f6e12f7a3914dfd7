package cnnbook.exercises.e03;

import cnnbook.exercises.e03.OutputSize.Sliding;
import cnnbook.exercises.tests.Expect;
import cnnbook.exercises.tests.SolutionTests;
import org.junit.jupiter.api.Test;

/** Public tests of exercise 3.1. */
@SolutionTests
public class OutputSizePublicTest {
  @Test
  void withoutPaddingTheKernelTakesItsSizeLessOne(OutputSize solution) {
    expect(26, solution, 28, new Sliding(3, 1, 0, 0, 1, false));
  }

  @Test
  void alexNetsFirstLayerMakes55Of227(OutputSize solution) {
    expect(55, solution, 227, new Sliding(11, 4, 0, 0, 1, false));
  }

  @Test
  void paddingMayDifferFromSideToSide(OutputSize solution) {
    expect(10, solution, 10, new Sliding(4, 1, 1, 2, 1, false));
  }

  @Test
  void aDilatedKernelReachesFarther(OutputSize solution) {
    expect(6, solution, 10, new Sliding(3, 1, 0, 0, 2, false));
  }

  @Test
  void ceilCountsAWindowThatHangsOver(OutputSize solution) {
    expect(2, solution, 6, new Sliding(3, 2, 0, 0, 1, false));
    expect(3, solution, 6, new Sliding(3, 2, 0, 0, 1, true));
  }

  @Test
  void aKernelThatDoesNotFitIsRefused(OutputSize solution) {
    Sliding window = new Sliding(5, 1, 0, 0, 1, false);
    Expect.that("size(4, %s)", window).isRefused(() -> solution.size(4, window));
  }

  private static void expect(int right, OutputSize solution, int n, Sliding window) {
    Expect.that("size(%d, %s)", n, window).gives(right, solution.size(n, window));
  }
}
