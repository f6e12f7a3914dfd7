package cnnbook.exercises.e09;

import cnnbook.exercises.e09.LayerShapes.Layer;
import cnnbook.exercises.tests.Expect;
import cnnbook.exercises.tests.SolutionTests;
import org.junit.jupiter.api.Test;

/** Public tests of exercise 9.1: LeNet as the lesson has it. */
@SolutionTests
public class LayerShapesPublicTest {
  private static final Layer FLATTEN = new Layer("flatten", 0, 0, 0, 0);
  private static final Layer POOL = new Layer("pool", 0, 2, 2, 0);
  private static final int[] DIGIT = {1, 28, 28};
  private static final Layer[] LENET = {
    new Layer("conv", 6, 5, 1, 2),
    POOL,
    new Layer("conv", 16, 5, 1, 0),
    POOL,
    FLATTEN,
    dense(120),
    dense(84),
    dense(10)
  };

  @Test
  void leNetsShapes(LayerShapes solution) {
    int[][] right = {{6, 28, 28}, {6, 14, 14}, {16, 10, 10}, {16, 5, 5}, {400}, {120}, {84}, {10}};
    Expect.that("shapes([1, 28, 28], LeNet)").gives(right, solution.shapes(DIGIT, LENET));
  }

  @Test
  void leNetsParameters(LayerShapes solution) {
    long[] right = {156, 0, 2416, 0, 0, 48_120, 10_164, 850};
    Expect.that("parameters([1, 28, 28], LeNet)").gives(right, solution.parameters(DIGIT, LENET));
  }

  @Test
  void aVectorGoesThroughADenseLayer(LayerShapes solution) {
    Expect.that("shapes([7], [dense 3])")
        .gives(new int[][] {{3}}, solution.shapes(new int[] {7}, new Layer[] {dense(3)}));
  }

  @Test
  void aDenseLayerRefusesAMap(LayerShapes solution) {
    Expect.that("shapes([1, 28, 28], [dense 3])")
        .isRefused(() -> solution.shapes(DIGIT, new Layer[] {dense(3)}));
  }

  private static Layer dense(int out) {
    return new Layer("dense", out, 0, 0, 0);
  }
}
