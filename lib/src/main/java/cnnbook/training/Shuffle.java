package cnnbook.training;

import java.util.Random;

/** The order in which an epoch visits the images. */
final class Shuffle {
  private Shuffle() {}

  /**
   * A permutation of 0 … n−1 that depends on the seed and the epoch alone, so that an epoch can be
   * repeated without those before it (Fisher and Yates, as Knuth's algorithm P).
   */
  static long[] order(int n, long seed, int epoch) {
    Random random = new Random(mix(seed, epoch));
    long[] order = new long[n];
    for (int i = 0; i < n; i++) {
      int j = random.nextInt(i + 1);
      order[i] = order[j];
      order[j] = i;
    }
    return order;
  }

  /** One seed for a seed and an epoch; neighbouring epochs get unlike ones. */
  static int mix(long seed, int epoch) {
    return Long.hashCode((seed + epoch) * 0x9E3779B97F4A7C15L);
  }
}
