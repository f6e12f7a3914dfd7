package cnnbook.models;

import java.util.function.Supplier;
import java.util.function.ToLongFunction;

/**
 * Makes networks comparable: how wide one must be to cost as much as another.
 *
 * <pre>{@code
 * double width = EqualCost.width(() -> CifarResNet.builder(20), SummaryTotals::parameters, 70_000);
 * }</pre>
 */
public final class EqualCost {
  private static final int STEPS = 24;
  private static final double MOST = 64;

  private EqualCost() {}

  /**
   * The width, as {@link NetworkBuilder#optWidth} takes it, at which a network's cost is nearest to
   * the one wanted. Channels are whole numbers, so a few percent may be missing or too much.
   *
   * @param network gives a new description each time; what width it says does not matter
   * @param cost that grows with the width: parameters, multiply-accumulates, …
   * @param wanted at least the cost of the narrowest such network, at most that of one of 64 times
   *     the paper's width
   * @throws IllegalArgumentException if it is less or more
   */
  public static double width(
      Supplier<? extends NetworkBuilder<?>> network,
      ToLongFunction<SummaryTotals> cost,
      long wanted) {
    double low = 0;
    double high = 1;
    while (cost(network, cost, high) <= wanted) {
      low = high;
      high = 2 * high;
      require(high <= MOST, wanted, "%s times as wide costs less".formatted(MOST / 2));
    }
    for (int i = 0; i < STEPS; i++) {
      double middle = (low + high) / 2;
      boolean fits = cost(network, cost, middle) <= wanted;
      low = fits ? middle : low;
      high = fits ? high : middle;
    }
    require(low > 0, wanted, "the narrowest one costs " + cost(network, cost, high));
    long below = wanted - cost(network, cost, low);
    long above = cost(network, cost, high) - wanted;
    return below <= above ? low : high;
  }

  private static long cost(
      Supplier<? extends NetworkBuilder<?>> network,
      ToLongFunction<SummaryTotals> cost,
      double width) {
    return cost.applyAsLong(ModelSummary.of(network.get().optWidth(width).build()).totals());
  }

  private static void require(boolean possible, long wanted, String reason) {
    if (!possible) {
      throw new IllegalArgumentException(
          "no width makes this network cost %d: %s".formatted(wanted, reason));
    }
  }
}
