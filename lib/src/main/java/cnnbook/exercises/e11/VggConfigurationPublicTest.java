package cnnbook.exercises.e11;

import cnnbook.exercises.e11.VggConfiguration.Layer;
import cnnbook.exercises.tests.Expect;
import cnnbook.exercises.tests.SolutionTests;
import org.junit.jupiter.api.Test;

/** Public tests of exercise 11.2. */
@SolutionTests
public class VggConfigurationPublicTest {
  private static final String VGG11 = "64 M 128 M 256 256 M 512 512 M 512 512 M";
  private static final String VGG16 = "64 64 M 128 128 M 256 256 256 M 512 512 512 M 512 512 512 M";
  private static final int[] DENSE = {4096, 4096, 1000};

  @Test
  void channelsGoFromWordToWord(VggConfiguration solution) {
    Layer[] right = {new Layer("conv", 3, 8), new Layer("pool", 8, 8), new Layer("conv", 8, 16)};
    Expect.that("layers(\"8 M 16\", 3)").gives(right, solution.layers("8 M 16", 3));
  }

  @Test
  void theNamesOfTheFamily(VggConfiguration solution) {
    Expect.that("weightLayers(VGG-11, three dense)").gives(11, solution.weightLayers(VGG11, DENSE));
    Expect.that("weightLayers(VGG-16, three dense)").gives(16, solution.weightLayers(VGG16, DENSE));
  }

  @Test
  void theParametersOfVgg11(VggConfiguration solution) {
    Expect.that("parameters(VGG-11, 3, 224, 224, [4096, 4096, 1000])")
        .gives(132_863_336, solution.parameters(VGG11, 3, 224, 224, DENSE));
  }

  @Test
  void theParametersOfVgg16(VggConfiguration solution) {
    Expect.that("parameters(VGG-16, 3, 224, 224, [4096, 4096, 1000])")
        .gives(138_357_544, solution.parameters(VGG16, 3, 224, 224, DENSE));
  }

  @Test
  void unknownWordsAreRefused(VggConfiguration solution) {
    Expect.that("layers(\"64 X 128\", 3)").isRefused(() -> solution.layers("64 X 128", 3));
  }
}
