package cnnbook.solutions.e01;

import cnnbook.exercises.e01.ParameterCounts;
import cnnbook.exercises.tests.Expect;
import cnnbook.exercises.tests.Points;
import cnnbook.exercises.tests.SolutionTests;
import cnnbook.geometry.LayerCost;
import cnnbook.geometry.Window;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What exercise 1.1 is marked by. */
@SolutionTests
public class ParameterCountsHiddenTest {
  @Test
  @Points(1)
  void denseLayersAreSummed(ParameterCounts solution, Random random) {
    for (int layers = 1; layers < 6; layers++) {
      int[] sizes = random.ints(layers + 1, 1, 2000).toArray();
      long right = 0;
      for (int i = 1; i <= layers; i++) {
        right += LayerCost.linear(sizes[i - 1], sizes[i], true).parameters();
      }
      Expect.that("mlp(%s)", Arrays.toString(sizes)).gives(right, solution.mlp(sizes));
    }
  }

  @Test
  @Points(1)
  void largeNetworksAreCountedToo(ParameterCounts solution, Random random) {
    int in = 1_000_000 + random.nextInt(1000);
    Expect.that("mlp([%d, 5000])", in).gives(5000L * (in + 1), solution.mlp(new int[] {in, 5000}));
    Expect.that("cnn(1, %d, 2001, [], 1, 5000)", in / 1000)
        .gives(
            5000L * (in / 1000 * 2001 + 1), solution.cnn(1, in / 1000, 2001, new int[0], 1, 5000));
  }

  @Test
  @Points(2)
  void oneBlockAndTheDenseLayerAreCounted(ParameterCounts solution, Random random) {
    for (int kernel = 1; kernel < 6; kernel++) {
      check(solution, random, 1, kernel);
    }
  }

  @Test
  @Points(2)
  void blocksHandTheirChannelsOn(ParameterCounts solution, Random random) {
    for (int blocks = 2; blocks < 5; blocks++) {
      check(solution, random, blocks, 2 + random.nextInt(2));
    }
  }

  @Test
  @Points(1)
  void whatDoesNotFitIsRefused(ParameterCounts solution, Random random) {
    int wide = 20 + random.nextInt(20);
    int[] filters = {3, 4};
    Expect.that("mlp([7])").isRefused(() -> solution.mlp(new int[] {7}));
    Expect.that("mlp([7, 0, 2])").isRefused(() -> solution.mlp(new int[] {7, 0, 2}));
    Expect.that("cnn(1, 8, %d, [3, 4], 3, 2): the second pooling has one row", wide)
        .isRefused(() -> solution.cnn(1, 8, wide, filters, 3, 2));
    Expect.that("cnn(1, %d, 6, [3, 4], 3, 2): the second kernel is too wide", wide)
        .isRefused(() -> solution.cnn(1, wide, 6, filters, 3, 2));
    check(solution, random, 1, 3);
  }

  private static void check(ParameterCounts solution, Random random, int blocks, int kernel) {
    int c = 1 + random.nextInt(4);
    int h = 65 + random.nextInt(20);
    int w = h + 10 + random.nextInt(20);
    int[] filters = random.ints(blocks, 2, 40).toArray();
    int classes = 2 + random.nextInt(20);
    Expect.that("cnn(%d, %d, %d, %s, %d, %d)", c, h, w, Arrays.toString(filters), kernel, classes)
        .gives(
            parameters(c, h, w, filters, kernel, classes),
            solution.cnn(c, h, w, filters, kernel, classes));
  }

  private static long parameters(int c, int h, int w, int[] filters, int kernel, int classes) {
    Window window = Window.valid(kernel);
    Window pool = Window.valid(2).stride(2);
    LayerCost cost = new LayerCost(0, 0, 0);
    int channels = c;
    int rows = h;
    int columns = w;
    for (int f : filters) {
      cost = cost.plus(LayerCost.conv2d(window, channels, f, 1, true, rows, columns));
      rows = pool.outputHeight(window.outputHeight(rows));
      columns = pool.outputWidth(window.outputWidth(columns));
      channels = f;
    }
    return cost.plus(LayerCost.linear(channels * rows * columns, classes, true)).parameters();
  }
}
