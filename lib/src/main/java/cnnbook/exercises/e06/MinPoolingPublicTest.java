package cnnbook.exercises.e06;

import static cnnbook.exercises.tests.Inputs.image;

import cnnbook.exercises.tests.Expect;
import cnnbook.exercises.tests.SolutionTests;
import org.junit.jupiter.api.Test;

/** Public tests of exercise 6.3. */
@SolutionTests
public class MinPoolingPublicTest {
  @Test
  void windowsSideBySide(MinPooling solution) {
    Expect.that("smallest(x (1, 1, 2, 4) [1 3 2 4; 5 6 -7 8], 2, 2, 0)")
        .gives(image("1 -7"), solution.smallest(image("1 3 2 4; 5 6 -7 8"), 2, 2, 0));
  }

  @Test
  void paddingNeverWins(MinPooling solution) {
    Expect.that("smallest(x (1, 1, 2, 2) [1 2; 3 4], 2, 2, 1)")
        .gives(image("1 2; 3 4"), solution.smallest(image("1 2; 3 4"), 2, 2, 1));
  }

  @Test
  void aStepBetweenDarkAndBrightIsAnEdge(MinPooling solution) {
    String picture = "1 1 1 9 9 9; 1 1 1 9 9 9";
    Expect.that("edges(x (1, 1, 2, 6) [%s], 3)", picture)
        .gives(image("0 0 8 8 0 0; 0 0 8 8 0 0"), solution.edges(image(picture), 3));
  }
}
