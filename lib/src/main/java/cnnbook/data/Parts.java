package cnnbook.data;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/** Which images of a set go into which part of it. */
final class Parts {
  private Parts() {}

  /** 0 … n−1 in an order that depends on the seed alone. */
  static int[] shuffled(int n, long seed) {
    int[] order = IntStream.range(0, n).toArray();
    Random random = new Random(seed);
    for (int i = n - 1; i > 0; i--) {
      int j = random.nextInt(i + 1);
      int held = order[i];
      order[i] = order[j];
      order[j] = held;
    }
    return order;
  }

  /**
   * For each image, whether it is among the first {@code fraction} of its group in this order.
   * Groups are filled by turns of rounding so that all groups together come to {@code
   * round(fraction · n)}.
   *
   * @param group of each image, 0 … groups−1
   */
  static boolean[] chosen(int[] order, int[] group, int groups, double fraction) {
    int[] size = new int[groups];
    for (int g : group) {
      size[g]++;
    }
    int[] wanted = new int[groups];
    int before = 0;
    for (int g = 0; g < groups; g++) {
      long upTo = Math.round((before + size[g]) * fraction);
      wanted[g] = (int) (upTo - Math.round(before * fraction));
      before += size[g];
    }
    boolean[] chosen = new boolean[order.length];
    for (int i : order) {
      chosen[i] = wanted[group[i]]-- > 0;
    }
    return chosen;
  }

  /** Those of the order that are chosen, or those that are not. */
  static int[] where(int[] order, boolean[] chosen, boolean which) {
    return IntStream.of(order).filter(i -> chosen[i] == which).toArray();
  }

  /** The order cut into k pieces whose sizes differ by 1 at most. */
  static List<int[]> folds(int[] order, int k) {
    List<int[]> folds = new ArrayList<>();
    for (int fold = 0; fold < k; fold++) {
      long from = (long) order.length * fold / k;
      long to = (long) order.length * (fold + 1) / k;
      folds.add(java.util.Arrays.copyOfRange(order, (int) from, (int) to));
    }
    return folds;
  }
}
