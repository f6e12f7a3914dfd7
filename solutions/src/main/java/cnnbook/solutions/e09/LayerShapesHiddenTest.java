package cnnbook.solutions.e09;

import cnnbook.exercises.e09.LayerShapes;
import cnnbook.exercises.e09.LayerShapes.Layer;
import cnnbook.exercises.tests.Expect;
import cnnbook.exercises.tests.Points;
import cnnbook.exercises.tests.SolutionTests;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What exercise 9.1 is marked by. */
@SolutionTests
public class LayerShapesHiddenTest {
  private static final LayerShapes RIGHT = new LayerShapesReference();
  private static final Layer FLATTEN = new Layer("flatten", 0, 0, 0, 0);

  @Test
  @Points(2)
  void mapsThatAreNotSquare(LayerShapes solution, Random random) {
    for (int i = 0; i < 5; i++) {
      Layer[] layers = {window("conv", random), window("pool", random), window("conv", random)};
      check(solution, picture(random), layers);
    }
  }

  @Test
  @Points(1)
  void windowsThatDoNotDivideTheMap(LayerShapes solution, Random random) {
    int[] input = {2, 20 + 2 * random.nextInt(5), 31};
    check(solution, input, new Layer("pool", 0, 3, 2, 0), new Layer("conv", 4, 3, 4, 1));
    check(solution, input, new Layer("conv", 3, 4, 5, 2));
  }

  @Test
  @Points(2)
  void wholeNetworks(LayerShapes solution, Random random) {
    for (int i = 0; i < 4; i++) {
      Layer dense = new Layer("dense", 5 + random.nextInt(90), 0, 0, 0);
      Layer last = new Layer("dense", 2 + random.nextInt(9), 0, 0, 0);
      check(
          solution,
          picture(random),
          window("conv", random),
          window("pool", random),
          FLATTEN,
          dense,
          last);
    }
  }

  @Test
  @Points(1)
  void largeNetworksNeedLong(LayerShapes solution, Random random) {
    int[] input = {400 + random.nextInt(50), 60, 50};
    check(solution, input, FLATTEN, new Layer("dense", 9000, 0, 0, 0));
  }

  @Test
  @Points(1)
  void whatDoesNotFitIsRefused(LayerShapes solution, Random random) {
    int[] input = picture(random);
    refuses(solution, input, new Layer("softplus", 0, 0, 0, 0));
    refuses(solution, input, new Layer("dense", 3, 0, 0, 0));
    refuses(solution, input, new Layer("conv", 3, input[1] + 3, 1, 1));
    refuses(solution, input, FLATTEN, window("conv", random));
    check(solution, input, window("conv", random), FLATTEN);
  }

  private static int[] picture(Random random) {
    return new int[] {1 + random.nextInt(4), 15 + random.nextInt(9), 26 + random.nextInt(9)};
  }

  private static Layer window(String kind, Random random) {
    int out = kind.equals("conv") ? 2 + random.nextInt(9) : 0;
    return new Layer(kind, out, 3 + random.nextInt(2), 1 + random.nextInt(2), 1);
  }

  private static void check(LayerShapes solution, int[] input, Layer... layers) {
    String arguments = Arrays.toString(input) + ", " + Arrays.toString(layers);
    Expect.that("shapes(%s)", arguments)
        .gives(RIGHT.shapes(input, layers), solution.shapes(input, layers));
    Expect.that("parameters(%s)", arguments)
        .gives(RIGHT.parameters(input, layers), solution.parameters(input, layers));
  }

  private static void refuses(LayerShapes solution, int[] input, Layer... layers) {
    Expect.that("shapes(%s, %s)", Arrays.toString(input), Arrays.toString(layers))
        .isRefused(() -> solution.shapes(input, layers));
  }
}
