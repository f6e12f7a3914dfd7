package cnnbook.exercises.tests;

import cnnbook.tensor.Tensor;
import java.util.Arrays;

/**
 * Compares what a solution returned with what is right: first whether there is anything, then the
 * shape, then whether all values are finite, then the values.
 */
public final class Expect {
  private static final double TOLERANCE = 1e-4;

  private final String call;

  private Expect(String call) {
    this.call = call;
  }

  /** Begins a comparison; {@code call} is how one would write it: {@code correlate(x, k)}. */
  public static Expect that(String call, Object... arguments) {
    return new Expect(arguments.length == 0 ? call : call.formatted(arguments));
  }

  /** Values may differ by 1e-4 of the largest one, at least by 1e-4. */
  public void gives(Tensor right, Tensor came) {
    present(came);
    if (!came.shape().equals(right.shape())) {
      throw wrong("the shape " + right.shape(), "the shape " + came.shape());
    }
    gives(doubles(right.data()), doubles(came.data()), right, came);
  }

  /** As many tensors as are right, each as in {@link #gives(Tensor, Tensor)}. */
  public void gives(Tensor[] right, Tensor[] came) {
    present(came);
    if (came.length != right.length) {
      throw wrong(right.length + " tensors", came.length + " tensors");
    }
    for (int i = 0; i < right.length; i++) {
      new Expect(call + "[" + i + "]").gives(right[i], came[i]);
    }
  }

  /** As {@link #gives(Tensor, Tensor)}. */
  public void gives(double[] right, double[] came) {
    present(came);
    if (came.length != right.length) {
      throw wrong(right.length + " values", came.length + " values");
    }
    gives(right, came, Arrays.toString(right), Arrays.toString(came));
  }

  private void gives(double[] right, double[] came, Object rightText, Object cameText) {
    double scale = 1;
    for (double value : right) {
      scale = Math.max(scale, Math.abs(value));
    }
    for (int i = 0; i < right.length; i++) {
      boolean finite = Double.isFinite(came[i]) || !Double.isFinite(right[i]);
      boolean close = same(right[i], came[i]) || Math.abs(right[i] - came[i]) <= TOLERANCE * scale;
      if (!finite || !close) {
        throw wrong(rightText, cameText);
      }
    }
  }

  private static boolean same(double a, double b) {
    return Double.compare(a, b) == 0 || a == b;
  }

  /** The same to 1e-4, relative to what is right where that is above 1. */
  public void gives(double right, double came) {
    gives(new double[] {right}, new double[] {came}, right, came);
  }

  /** Exactly the same. */
  public void gives(long right, long came) {
    if (right != came) {
      throw wrong(right, came);
    }
  }

  /** Exactly the same. */
  public void gives(boolean right, boolean came) {
    if (right != came) {
      throw wrong(right, came);
    }
  }

  /** Exactly the same. */
  public void gives(String right, String came) {
    if (!right.equals(came)) {
      throw wrong('"' + right + '"', came == null ? "null" : '"' + came + '"');
    }
  }

  /** Exactly the same numbers. */
  public void gives(int[] right, int[] came) {
    present(came);
    if (!Arrays.equals(right, came)) {
      throw wrong(Arrays.toString(right), Arrays.toString(came));
    }
  }

  /** Exactly the same numbers. */
  public void gives(long[] right, long[] came) {
    present(came);
    if (!Arrays.equals(right, came)) {
      throw wrong(Arrays.toString(right), Arrays.toString(came));
    }
  }

  /** Exactly the same rows of numbers. */
  public void gives(int[][] right, int[][] came) {
    present(came);
    if (!Arrays.deepEquals(right, came)) {
      throw wrong(Arrays.deepToString(right), Arrays.deepToString(came));
    }
  }

  /** Exactly the same records, in the same order. For records of primitives and strings. */
  public void gives(Record[] right, Record[] came) {
    present(came);
    if (!Arrays.equals(right, came)) {
      throw wrong(Arrays.toString(right), Arrays.toString(came));
    }
  }

  /** At most a limit, and a number. */
  public void isAtMost(double limit, double came) {
    if (!(came <= limit)) {
      throw wrong("at most " + limit, came);
    }
  }

  /** Exactly the same components. For records of primitives and strings. */
  public void gives(Record right, Record came) {
    present(came);
    if (!right.equals(came)) {
      throw wrong(right, came);
    }
  }

  /** That the call throws {@link IllegalArgumentException}. */
  public void isRefused(Runnable attempt) {
    try {
      attempt.run();
    } catch (IllegalArgumentException expected) {
      return;
    }
    throw wrong("an IllegalArgumentException", "no exception");
  }

  /**
   * That there is a value.
   *
   * @return that value
   */
  public <T> T present(T came) {
    if (came == null) {
      throw wrong("a value", "null");
    }
    return came;
  }

  /** The same call's part: {@code dx} of a record. */
  public Expect part(String name) {
    return new Expect(call + "." + name + "()");
  }

  private WrongValue wrong(Object right, Object came) {
    return new WrongValue(call, String.valueOf(right), String.valueOf(came));
  }

  private static double[] doubles(float[] values) {
    double[] copy = new double[values.length];
    for (int i = 0; i < copy.length; i++) {
      copy[i] = values[i];
    }
    return copy;
  }
}
