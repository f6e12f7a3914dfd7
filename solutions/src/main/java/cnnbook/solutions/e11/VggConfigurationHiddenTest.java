package cnnbook.solutions.e11;

import cnnbook.exercises.e11.VggConfiguration;
import cnnbook.exercises.tests.Expect;
import cnnbook.exercises.tests.Points;
import cnnbook.exercises.tests.SolutionTests;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What exercise 11.2 is marked by. */
@SolutionTests
public class VggConfigurationHiddenTest {
  private static final VggConfiguration RIGHT = new VggConfigurationReference();

  @Test
  @Points(2)
  void layersOfAnyConfiguration(VggConfiguration solution, Random random) {
    for (int i = 0; i < 5; i++) {
      layers(solution, configuration(random), 1 + random.nextInt(4));
    }
    layers(solution, " 5  M   7 ", 2);
  }

  @Test
  @Points(1)
  void layersThatHaveWeights(VggConfiguration solution, Random random) {
    for (int dense = 0; dense < 4; dense++) {
      String configuration = configuration(random);
      int[] sizes = random.ints(dense, 1, 50).toArray();
      Expect.that("weightLayers(\"%s\", %s)", configuration, Arrays.toString(sizes))
          .gives(
              RIGHT.weightLayers(configuration, sizes),
              solution.weightLayers(configuration, sizes));
    }
  }

  @Test
  @Points(2)
  void parametersForPicturesThatAreNotSquare(VggConfiguration solution, Random random) {
    for (int i = 0; i < 5; i++) {
      int[] dense = random.ints(1 + random.nextInt(3), 2, 90).toArray();
      // 23 and 31 stay odd to the last halving.
      parameters(solution, configuration(random), 3, 23, 31, dense);
    }
  }

  @Test
  @Points(1)
  void largeNetworksNeedLong(VggConfiguration solution, Random random) {
    int classes = 20_000 + random.nextInt(1000);
    parameters(solution, "64 M 512", 3, 60, 80, new int[] {classes});
  }

  @Test
  @Points(1)
  void wordsAndPicturesThatDoNotFitAreRefused(VggConfiguration solution, Random random) {
    for (String word : new String[] {"m", "-8", "0", "8M", "3.5"}) {
      String configuration = configuration(random) + " " + word;
      Expect.that("layers(\"%s\", 3)", configuration)
          .isRefused(() -> solution.layers(configuration, 3));
    }
    Expect.that("parameters(\"4 M M M\", 3, 7, 9, [2])")
        .isRefused(() -> solution.parameters("4 M M M", 3, 7, 9, new int[] {2}));
    parameters(solution, "4 M M M", 3, 8, 9, new int[] {2});
  }

  /** Convolutions and two or three poolings. */
  private static String configuration(Random random) {
    StringBuilder text = new StringBuilder();
    for (int block = 0; block < 2 + random.nextInt(2); block++) {
      for (int i = 0; i <= random.nextInt(3); i++) {
        text.append(1 + random.nextInt(70)).append(' ');
      }
      text.append("M ");
    }
    return text + "9";
  }

  private static void layers(VggConfiguration solution, String configuration, int channels) {
    Expect.that("layers(\"%s\", %d)", configuration, channels)
        .gives(RIGHT.layers(configuration, channels), solution.layers(configuration, channels));
  }

  private static void parameters(
      VggConfiguration solution, String configuration, int c, int h, int w, int[] dense) {
    Expect.that(
            "parameters(\"%s\", %d, %d, %d, %s)", configuration, c, h, w, Arrays.toString(dense))
        .gives(
            RIGHT.parameters(configuration, c, h, w, dense),
            solution.parameters(configuration, c, h, w, dense));
  }
}
