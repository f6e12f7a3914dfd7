package cnnbook.solutions.e16;

import cnnbook.exercises.e16.DenseNetChannels;
import cnnbook.exercises.e16.DenseNetChannels.Plan;
import cnnbook.exercises.tests.Expect;
import cnnbook.exercises.tests.Points;
import cnnbook.exercises.tests.SolutionTests;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What exercise 16.2 is marked by. */
@SolutionTests
public class DenseNetChannelsHiddenTest {
  private static final DenseNetChannels RIGHT = new DenseNetChannelsReference();

  @Test
  @Points(3)
  void channelsOfAnyPlan(DenseNetChannels solution, Random random) {
    for (int blocks = 1; blocks < 6; blocks++) {
      channels(solution, plan(random, blocks, 0.4));
      channels(solution, plan(random, blocks, 0.75));
    }
    // 7 + 2·3 is 13: half of it is no whole number.
    channels(solution, new Plan(7, 3, new int[] {2, 4, 1}, 0.5));
    channels(solution, plan(random, 3, 1));
  }

  @Test
  @Points(1)
  void connectionsOfSmallAndHugeBlocks(DenseNetChannels solution, Random random) {
    for (int layers : new int[] {0, 1, 7 + random.nextInt(90), 100_000}) {
      Expect.that("connections(%d)", layers)
          .gives(RIGHT.connections(layers), solution.connections(layers));
    }
  }

  @Test
  @Points(3)
  void parametersOfAnyPlan(DenseNetChannels solution, Random random) {
    for (int blocks = 1; blocks < 5; blocks++) {
      Plan plan = plan(random, blocks, 0.6);
      int classes = 2 + random.nextInt(50);
      for (int colours : new int[] {1, 4}) {
        Expect.that("parameters(%s, %d, %d)", text(plan), colours, classes)
            .gives(
                RIGHT.parameters(plan, colours, classes),
                solution.parameters(plan, colours, classes));
      }
    }
  }

  @Test
  @Points(1)
  void plansThatCannotBeAreRefused(DenseNetChannels solution, Random random) {
    int growth = 2 + random.nextInt(9);
    refuses(solution, new Plan(8, growth, new int[] {2, 0, 3}, 0.5));
    refuses(solution, new Plan(0, growth, new int[] {2, 3}, 0.5));
    refuses(solution, new Plan(8, growth, new int[] {2, 3}, 1.5));
    refuses(solution, new Plan(8, growth, new int[] {2, 3}, 0));
    channels(solution, new Plan(8, growth, new int[] {2, 3}, 0.5));
  }

  private static Plan plan(Random random, int blocks, double compression) {
    int[] layers = random.ints(blocks, 1, 8).toArray();
    return new Plan(9 + random.nextInt(40), 3 + random.nextInt(20), layers, compression);
  }

  private static void channels(DenseNetChannels solution, Plan plan) {
    Expect.that("channels(%s)", text(plan)).gives(RIGHT.channels(plan), solution.channels(plan));
  }

  private static void refuses(DenseNetChannels solution, Plan plan) {
    Expect.that("channels(%s)", text(plan)).isRefused(() -> solution.channels(plan));
  }

  private static String text(Plan plan) {
    return "stem %d, growth %d, blocks %s, %s"
        .formatted(plan.stem(), plan.growth(), Arrays.toString(plan.blocks()), plan.compression());
  }
}
