package cnnbook.exercises.e16;

import cnnbook.exercises.e16.DenseNetChannels.Plan;
import cnnbook.exercises.tests.Expect;
import cnnbook.exercises.tests.SolutionTests;
import org.junit.jupiter.api.Test;

/** Public tests of exercise 16.2. */
@SolutionTests
public class DenseNetChannelsPublicTest {
  private static final Plan DENSE_NET_121 = new Plan(64, 32, new int[] {6, 12, 24, 16}, 0.5);

  @Test
  void channelsOfDenseNet121(DenseNetChannels solution) {
    int[] right = {64, 256, 128, 512, 256, 1024, 512, 1024};
    Expect.that("channels(DenseNet-121)").gives(right, solution.channels(DENSE_NET_121));
  }

  @Test
  void oneBlockHasNoTransition(DenseNetChannels solution) {
    Plan plan = new Plan(4, 3, new int[] {2}, 0.5);
    Expect.that("channels(stem 4, growth 3, blocks [2], 0.5)")
        .gives(new int[] {4, 10}, solution.channels(plan));
  }

  @Test
  void fifteenConnectionsInFiveLayers(DenseNetChannels solution) {
    Expect.that("connections(5)").gives(15, solution.connections(5));
  }

  @Test
  void parametersOfDenseNet121(DenseNetChannels solution) {
    Expect.that("parameters(DenseNet-121, 3, 1000)")
        .gives(7_978_856, solution.parameters(DENSE_NET_121, 3, 1000));
  }

  @Test
  void aNetworkWithoutBlocksIsRefused(DenseNetChannels solution) {
    Plan plan = new Plan(64, 32, new int[0], 0.5);
    Expect.that("channels(no blocks)").isRefused(() -> solution.channels(plan));
  }
}
