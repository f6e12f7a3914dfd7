package cnnbook.exercises.e13;

import cnnbook.exercises.e13.InceptionChannels.Widths;
import cnnbook.exercises.tests.Expect;
import cnnbook.exercises.tests.SolutionTests;
import org.junit.jupiter.api.Test;

/** Public tests of exercise 13.1: the first blocks of GoogLeNet. */
@SolutionTests
public class InceptionChannelsPublicTest {
  private static final Widths A = new Widths(64, 96, 128, 16, 32, 32);
  private static final Widths B = new Widths(128, 128, 192, 32, 96, 64);

  @Test
  void outputsAreStacked(InceptionChannels solution) {
    Expect.that("outputChannels(%s)", A).gives(256, solution.outputChannels(A));
    Expect.that("outputChannels(%s)", B).gives(480, solution.outputChannels(B));
  }

  @Test
  void everyConvolutionHasWeightsAndBiases(InceptionChannels solution) {
    Widths ones = new Widths(1, 1, 1, 1, 1, 1);
    Expect.that("parameters(1, %s)", ones).gives(44, solution.parameters(1, ones));
    Expect.that("parameters(192, %s)", A).gives(163_696, solution.parameters(192, A));
  }

  @Test
  void everyWeightWorksAtEveryPlace(InceptionChannels solution) {
    Expect.that("multiplications(192, 28, 28, %s)", A)
        .gives(128_049_152, solution.multiplications(192, 28, 28, A));
  }

  @Test
  void withoutReductionsTheBlockIsTwiceAsLarge(InceptionChannels solution) {
    Expect.that("naiveParameters(192, %s)", A).gives(387_296, solution.naiveParameters(192, A));
  }

  @Test
  void blocksFollowEachOther(InceptionChannels solution) {
    Expect.that("stackParameters(192, [%s, %s])", A, B)
        .gives(552_432, solution.stackParameters(192, new Widths[] {A, B}));
  }
}
