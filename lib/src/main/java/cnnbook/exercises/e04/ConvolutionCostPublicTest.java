package cnnbook.exercises.e04;

import cnnbook.exercises.e04.ConvolutionCost.Cost;
import cnnbook.exercises.e04.ConvolutionCost.Layer;
import cnnbook.exercises.tests.Expect;
import cnnbook.exercises.tests.SolutionTests;
import org.junit.jupiter.api.Test;

/** Public tests of exercise 4.3. */
@SolutionTests
public class ConvolutionCostPublicTest {
  private static final Layer VGG = new Layer(3, 64, 3, 3, 1, 1, 1, true);

  @Test
  void oneKernelOnOnePlace(ConvolutionCost solution) {
    Layer layer = new Layer(1, 1, 2, 2, 1, 0, 1, false);
    Expect.that("cost(%s, 2, 2)", layer).gives(new Cost(4, 4), solution.cost(layer, 2, 2));
  }

  @Test
  void vggsFirstLayerHas1792ParametersAnd87Million(ConvolutionCost solution) {
    Expect.that("cost(%s, 224, 224)", VGG)
        .gives(new Cost(1792, 86_704_128), solution.cost(VGG, 224, 224));
  }

  @Test
  void twoGroupsHalveBoth(ConvolutionCost solution) {
    Layer whole = new Layer(4, 6, 3, 3, 1, 1, 1, false);
    Layer halves = new Layer(4, 6, 3, 3, 1, 1, 2, false);
    Expect.that("cost(%s, 5, 5)", whole).gives(new Cost(216, 5400), solution.cost(whole, 5, 5));
    Expect.that("cost(%s, 5, 5)", halves).gives(new Cost(108, 2700), solution.cost(halves, 5, 5));
  }

  @Test
  void theSeparableReplacementIsCheaper(ConvolutionCost solution) {
    // Depthwise 3·9, pointwise 64·3, biases 64; (27 + 192) products at each of the 224·224 places.
    Expect.that("separable(%s, 224, 224)", VGG)
        .gives(new Cost(27 + 192 + 64, 10_988_544), solution.separable(VGG, 224, 224));
  }

  @Test
  void groupsThatDoNotDivideAreRefused(ConvolutionCost solution) {
    Layer layer = new Layer(4, 6, 3, 3, 1, 1, 4, false);
    Expect.that("cost(%s, 5, 5)", layer).isRefused(() -> solution.cost(layer, 5, 5));
  }
}
