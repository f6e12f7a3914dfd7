package cnnbook.ops;

import cnnbook.tensor.Shape;
import cnnbook.tensor.Tensor;

/** What operations ask of their arguments; the messages say what would be legal. */
final class Require {
  private Require() {}

  static void rank(int rank, Tensor tensor, String meaning) {
    if (tensor.rank() != rank) {
      throw new IllegalArgumentException(
          "shape %s has %d axes: needed are %d, %s"
              .formatted(tensor.shape(), tensor.rank(), rank, meaning));
    }
  }

  static void shape(Shape expected, Tensor tensor, String name) {
    if (!tensor.shape().equals(expected)) {
      throw new IllegalArgumentException(
          "%s has shape %s, needed is %s".formatted(name, tensor.shape(), expected));
    }
  }

  static void atLeast(int least, int value, String name) {
    if (value < least) {
      throw new IllegalArgumentException(
          "%s is %d: it must be at least %d".formatted(name, value, least));
    }
  }

  /** Low ≤ value ≤ high; NaN is never legal. */
  static void range(double low, double high, double value, String name) {
    if (!(value >= low && value <= high)) {
      throw new IllegalArgumentException(
          "%s is %s: legal is %s … %s".formatted(name, value, low, high));
    }
  }

  /** Low ≤ value < high; NaN is never legal. */
  static void below(double low, double high, double value, String name) {
    if (!(value >= low && value < high)) {
      throw new IllegalArgumentException(
          "%s is %s: legal is %s ≤ %s < %s".formatted(name, value, low, name, high));
    }
  }

  /** Finite and at least 0. */
  static void notNegative(double value, String name) {
    if (!(value >= 0 && value <= Double.MAX_VALUE)) {
      throw new IllegalArgumentException(
          "%s is %s: it must be finite and at least 0".formatted(name, value));
    }
  }

  /** Finite and above 0. */
  static void positive(double value, String name) {
    if (!(value > 0 && value <= Double.MAX_VALUE)) {
      throw new IllegalArgumentException(
          "%s is %s: it must be finite and above 0".formatted(name, value));
    }
  }
}
