package cnnbook.solutions.e09;

import cnnbook.exercises.e09.NetworkInDjl;
import cnnbook.exercises.e09.NetworkInDjl.Plan;
import cnnbook.exercises.tests.Expect;
import cnnbook.exercises.tests.Points;
import cnnbook.exercises.tests.SolutionTests;
import cnnbook.geometry.Window;
import cnnbook.ops.Conv2dOp;
import cnnbook.ops.ConvLayer;
import cnnbook.ops.FlattenOp;
import cnnbook.ops.Layer;
import cnnbook.ops.LinearLayer;
import cnnbook.ops.MaxPool2dOp;
import cnnbook.ops.Parameter;
import cnnbook.ops.ReluOp;
import cnnbook.ops.Sequential;
import cnnbook.tensor.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What exercise 9.3 is marked by: the plan in plain Java, from the same parameters. */
@SolutionTests
public class NetworkInDjlHiddenTest {
  private static final Plan DEEP = new Plan(2, new int[] {3, 5}, 3, new int[] {7, 6}, 4);
  private static final Plan FLAT = new Plan(3, new int[] {4}, 5, new int[] {}, 3);

  @Test
  @Points(2)
  void everyParameterHasItsShape(NetworkInDjl solution, Random random) {
    for (Plan plan : new Plan[] {DEEP, FLAT}) {
      int h = 8 + random.nextInt(5);
      int w = h + 5;
      Expect.that("parameterShapes(%s, %d, %d)", text(plan), h, w)
          .gives(shapes(plan, h, w), solution.parameterShapes(plan, h, w));
    }
  }

  @Test
  @Points(3)
  void scoresOfABatch(NetworkInDjl solution, Random random) {
    check(solution, random, DEEP, 9);
    check(solution, random, DEEP, 12);
    check(solution, random, FLAT, 7);
  }

  @Test
  @Points(1)
  void parametersThatDoNotFitAreRefused(NetworkInDjl solution, Random random) {
    Tensor x = Tensor.gaussian(random, 0, 1, 1, 3, 6, 8);
    Tensor[] right = parameters(random, FLAT, 6, 8);
    Tensor[] few = Arrays.copyOf(right, right.length - 1);
    Tensor[] turned = right.clone();
    turned[2] = right[2].transpose();
    Expect.that("forward(%s, one parameter too few, x)", text(FLAT))
        .isRefused(() -> solution.forward(FLAT, few, x));
    Expect.that("forward(%s, a dense weight transposed, x)", text(FLAT))
        .isRefused(() -> solution.forward(FLAT, turned, x));
    check(solution, random, FLAT, 6);
  }

  private static void check(NetworkInDjl solution, Random random, Plan plan, int h) {
    Tensor x = Tensor.gaussian(random, 0, 1, 3, plan.channels(), h, h + 3);
    Tensor[] parameters = parameters(random, plan, h, h + 3);
    Expect.that("forward(%s, parameters, x %s)", text(plan), x.shape())
        .gives(right(plan, parameters).predict(x), solution.forward(plan, parameters, x));
  }

  private static String text(Plan plan) {
    return "filters %s, kernel %d, hidden %s, %d classes"
        .formatted(
            Arrays.toString(plan.filters()),
            plan.kernel(),
            Arrays.toString(plan.hidden()),
            plan.classes());
  }

  private static int[][] shapes(Plan plan, int h, int w) {
    List<int[]> shapes = new ArrayList<>();
    int in = plan.channels();
    for (int filters : plan.filters()) {
      shapes.add(new int[] {filters, in, plan.kernel(), plan.kernel()});
      shapes.add(new int[] {filters});
      in = filters;
    }
    int halvings = plan.filters().length;
    in *= (h >> halvings) * (w >> halvings);
    for (int units : plan.hidden()) {
      shapes.add(new int[] {units, in});
      shapes.add(new int[] {units});
      in = units;
    }
    shapes.add(new int[] {plan.classes(), in});
    shapes.add(new int[] {plan.classes()});
    return shapes.toArray(int[][]::new);
  }

  private static Tensor[] parameters(Random random, Plan plan, int h, int w) {
    return Arrays.stream(shapes(plan, h, w))
        .map(shape -> Tensor.gaussian(random, 0, 0.5, shape))
        .toArray(Tensor[]::new);
  }

  private static Sequential right(Plan plan, Tensor... parameters) {
    List<Layer> layers = new ArrayList<>();
    int next = 0;
    Conv2dOp convolution = new Conv2dOp(Window.same(plan.kernel()));
    for (int i = 0; i < plan.filters().length; i++) {
      layers.add(new ConvLayer(convolution, of(parameters[next]), of(parameters[next + 1])));
      layers.add(new ReluOp());
      layers.add(MaxPool2dOp.of(2));
      next += 2;
    }
    layers.add(new FlattenOp());
    for (int i = 0; i < plan.hidden().length; i++) {
      layers.add(new LinearLayer(of(parameters[next]), of(parameters[next + 1])));
      layers.add(new ReluOp());
      next += 2;
    }
    layers.add(new LinearLayer(of(parameters[next]), of(parameters[next + 1])));
    return new Sequential(layers);
  }

  private static Parameter of(Tensor value) {
    return new Parameter("parameter", value);
  }
}
