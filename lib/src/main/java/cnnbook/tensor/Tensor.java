package cnnbook.tensor;

import java.util.Arrays;
import java.util.Random;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;

/**
 * A box of float32 numbers with any number of axes.
 *
 * <p>Images are kept as (n, c, h, w): image in the batch, channel, row, column. The values lie row
 * by row in one array, the last axis contiguous.
 *
 * <p>Arithmetic makes new tensors and follows NumPy's broadcasting ({@link Shape#broadcast}).
 * {@link #reshape} shares the values with the original; everything else copies. Sums are
 * accumulated in double precision and rounded once.
 */
public final class Tensor {
  private final float[] data;
  private final Shape shape;

  private Tensor(float[] data, Shape shape) {
    if (data.length != shape.count()) {
      throw new IllegalArgumentException(
          data.length + " values do not fill shape " + shape + ", which needs " + shape.count());
    }
    this.data = data;
    this.shape = shape;
  }

  // ---- creation

  /** A tensor of the given shape on this array, which is shared, not copied. */
  public static Tensor of(float[] data, int... shape) {
    return new Tensor(data, Shape.of(shape));
  }

  /** A tensor of the given shape on this array, which is shared, not copied. */
  public static Tensor of(float[] data, Shape shape) {
    return new Tensor(data, shape);
  }

  /** A tensor without axes that holds one number. */
  public static Tensor scalar(double value) {
    return new Tensor(new float[] {(float) value}, Shape.of());
  }

  /** A tensor (length) with these values. */
  public static Tensor vector(double... values) {
    float[] data = new float[values.length];
    for (int i = 0; i < values.length; i++) {
      data[i] = (float) values[i];
    }
    return of(data, values.length);
  }

  /**
   * A tensor (rows, columns) from text: numbers parted by spaces, rows by semicolons, as in {@code
   * "1 2 3; 4 5 6"}.
   *
   * @throws IllegalArgumentException if the rows differ in length or a word is no number
   */
  public static Tensor matrix(String text) {
    String[] lines = text.split(";");
    float[][] rows = new float[lines.length][];
    for (int row = 0; row < lines.length; row++) {
      String[] words = lines[row].strip().split("\\s+");
      rows[row] = new float[words.length];
      for (int column = 0; column < words.length; column++) {
        rows[row][column] = number(words[column], row);
      }
    }
    return matrix(rows);
  }

  private static float number(String word, int row) {
    try {
      return Float.parseFloat(word);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          "\"" + word + "\" in row " + row + " is no number: expected is text like 1 2 3; 4 5 6",
          e);
    }
  }

  /**
   * A tensor (rows, columns) with a copy of these values.
   *
   * @throws IllegalArgumentException if the rows differ in length
   */
  public static Tensor matrix(float[][] rows) {
    int h = rows.length;
    int w = h == 0 ? 0 : rows[0].length;
    Tensor result = zeros(h, w);
    for (int row = 0; row < h; row++) {
      if (rows[row].length != w) {
        throw new IllegalArgumentException(
            "row " + row + " has " + rows[row].length + " values, row 0 has " + w);
      }
      System.arraycopy(rows[row], 0, result.data, row * w, w);
    }
    return result;
  }

  /** A tensor of zeros. */
  public static Tensor zeros(int... shape) {
    return zeros(Shape.of(shape));
  }

  /** A tensor of zeros. */
  public static Tensor zeros(Shape shape) {
    return new Tensor(new float[shape.count()], shape);
  }

  /** A tensor of ones. */
  public static Tensor ones(int... shape) {
    return full(1, shape);
  }

  /** A tensor with one value everywhere. */
  public static Tensor full(double value, int... shape) {
    Tensor result = zeros(shape);
    Arrays.fill(result.data, (float) value);
    return result;
  }

  /**
   * A tensor with the values first, first + 1, first + 2, … in reading order.
   *
   * @throws IllegalArgumentException if a value is beyond ±2²⁴, where float32 has gaps
   */
  public static Tensor count(int first, int... shape) {
    Tensor result = zeros(shape);
    long last = (long) first + result.count() - 1;
    if (Math.max(Math.abs((long) first), Math.abs(last)) > 1 << 24) {
      throw new IllegalArgumentException(
          "counting from "
              + first
              + " to "
              + last
              + ": float32 counts exactly within ±"
              + (1 << 24));
    }
    for (int i = 0; i < result.data.length; i++) {
      result.data[i] = first + i;
    }
    return result;
  }

  /** The identity matrix (size, size). */
  public static Tensor identity(int size) {
    Tensor result = zeros(size, size);
    for (int i = 0; i < size; i++) {
      result.data[i * size + i] = 1;
    }
    return result;
  }

  /**
   * Independent values, uniform in [low, high).
   *
   * @throws IllegalArgumentException if high is below low or a bound is NaN
   */
  public static Tensor uniform(Random random, double low, double high, int... shape) {
    if (!(low <= high)) {
      throw new IllegalArgumentException(
          "uniform values from " + low + " to " + high + ": low must be at most high");
    }
    Tensor result = zeros(shape);
    for (int i = 0; i < result.data.length; i++) {
      result.data[i] = (float) (low + (high - low) * random.nextDouble());
    }
    return result;
  }

  /**
   * Independent values from the normal distribution with this mean and standard deviation.
   *
   * @throws IllegalArgumentException if the standard deviation is negative or NaN
   */
  public static Tensor gaussian(Random random, double mean, double std, int... shape) {
    if (!(std >= 0)) {
      throw new IllegalArgumentException(
          "standard deviation is " + std + ": it must be at least 0");
    }
    Tensor result = zeros(shape);
    for (int i = 0; i < result.data.length; i++) {
      result.data[i] = (float) (mean + std * random.nextGaussian());
    }
    return result;
  }

  // ---- looking inside

  /** The sizes along the axes. */
  public Shape shape() {
    return shape;
  }

  /** The number of axes. */
  public int rank() {
    return shape.rank();
  }

  /** The size along an axis; axis −1 is the last one. */
  public int size(int axis) {
    return shape.size(axis);
  }

  /** The number of values. */
  public int count() {
    return data.length;
  }

  /** The values in reading order: the tensor's own array, so that writing to it changes them. */
  public float[] data() {
    return data;
  }

  /** The value at an index, one part for each axis. */
  public float get(int... index) {
    return data[shape.offset(index)];
  }

  /** Replaces the value at an index, one part for each axis. */
  public void set(double value, int... index) {
    data[shape.offset(index)] = (float) value;
  }

  /**
   * The only value of this tensor.
   *
   * @throws IllegalArgumentException if there are several
   */
  public float item() {
    if (data.length != 1) {
      throw new IllegalArgumentException("item() needs one value, shape " + shape + " has more");
    }
    return data[0];
  }

  // ---- other views and copies

  /** A tensor with its own copy of the values. */
  public Tensor copy() {
    return new Tensor(data.clone(), shape);
  }

  /**
   * The same values under another shape, shared with this tensor.
   *
   * @param sizes at most one of them −1: as large as the others leave room for
   * @throws IllegalArgumentException if the number of values differs
   */
  public Tensor reshape(int... sizes) {
    int[] resolved = sizes.clone();
    int unknown = -1;
    int known = 1;
    for (int axis = 0; axis < sizes.length; axis++) {
      if (sizes[axis] != -1) {
        known *= sizes[axis];
      } else if (unknown < 0) {
        unknown = axis;
      } else {
        throw new IllegalArgumentException(
            "reshape to " + Shape.format(sizes) + ": at most one size may be -1");
      }
    }
    if (unknown >= 0) {
      resolved[unknown] = known > 0 && count() % known == 0 ? count() / known : 0;
    }
    if (Arrays.stream(resolved).anyMatch(size -> size < 1)
        || Shape.of(resolved).count() != count()) {
      throw new IllegalArgumentException(
          "shape " + shape + " with " + count() + " values cannot become " + Shape.format(sizes));
    }
    return new Tensor(data, Shape.of(resolved));
  }

  /** The part from (included) … to (excluded) along one axis, copied; the rank stays. */
  public Tensor slice(int axis, int from, int to) {
    int size = size(axis);
    if (from < 0 || to > size || from >= to) {
      throw new IllegalArgumentException(
          "slice "
              + from
              + " … "
              + to
              + " of axis "
              + axis
              + " of shape "
              + shape
              + ": legal is 0 ≤ from < to ≤ "
              + size);
    }
    int inner = shape.stride(axis);
    int length = (to - from) * inner;
    Tensor result = zeros(shape.with(axis, to - from));
    for (int outer = 0; outer < result.data.length / length; outer++) {
      System.arraycopy(data, (outer * size + from) * inner, result.data, outer * length, length);
    }
    return result;
  }

  /** One position of an axis, copied; that axis is gone: {@code images.select(0, 7)} is image 7. */
  public Tensor select(int axis, int position) {
    return new Tensor(slice(axis, position, position + 1).data, shape.without(axis));
  }

  /** Axes in another order: result axis i is this tensor's axis order[i]. */
  public Tensor permute(int... order) {
    int[] sorted = order.clone();
    Arrays.sort(sorted);
    if (!Arrays.equals(sorted, IntStream.range(0, rank()).toArray())) {
      throw new IllegalArgumentException(
          "order " + Shape.format(order) + " must name each axis of shape " + shape + " once");
    }
    Tensor result = zeros(Arrays.stream(order).map(this::size).toArray());
    int[] strides = Arrays.stream(order).map(shape::stride).toArray();
    Odometer source = new Odometer(result.shape, strides);
    for (int i = 0; i < data.length; i++) {
      result.data[i] = data[source.offset()];
      source.next();
    }
    return result;
  }

  /** A matrix (a, b) turned into (b, a). */
  public Tensor transpose() {
    requireMatrix(this);
    return permute(1, 0);
  }

  // ---- arithmetic

  /** The sum, element by element. */
  public Tensor plus(Tensor other) {
    return combine(other, (a, b) -> a + b);
  }

  /** The difference, element by element. */
  public Tensor minus(Tensor other) {
    return combine(other, (a, b) -> a - b);
  }

  /** The product, element by element (the Hadamard product). */
  public Tensor times(Tensor other) {
    return combine(other, (a, b) -> a * b);
  }

  /** The quotient, element by element. */
  public Tensor dividedBy(Tensor other) {
    return combine(other, (a, b) -> a / b);
  }

  /** Every value plus a number. */
  public Tensor plus(double number) {
    return map(a -> a + number);
  }

  /** Every value times a number. */
  public Tensor times(double number) {
    return map(a -> a * number);
  }

  /** A function of every value. */
  public Tensor map(DoubleUnaryOperator function) {
    float[] result = new float[data.length];
    for (int i = 0; i < data.length; i++) {
      result[i] = (float) function.applyAsDouble(data[i]);
    }
    return new Tensor(result, shape);
  }

  /** A function of every pair of values, shapes broadcast by {@link Shape#broadcast}. */
  public Tensor combine(Tensor other, DoubleBinaryOperator function) {
    Tensor result = zeros(shape.broadcast(other.shape));
    Odometer mine = Odometer.broadcast(shape, result.shape);
    Odometer theirs = Odometer.broadcast(other.shape, result.shape);
    for (int i = 0; i < result.data.length; i++) {
      double value = function.applyAsDouble(data[mine.offset()], other.data[theirs.offset()]);
      result.data[i] = (float) value;
      mine.next();
      theirs.next();
    }
    return result;
  }

  /** Adds another tensor of the same shape to this one, in place. */
  public void add(Tensor other) {
    requireSameShape(other);
    for (int i = 0; i < data.length; i++) {
      data[i] += other.data[i];
    }
  }

  /**
   * The matrix product (a, k) · (k, b) → (a, b).
   *
   * @throws IllegalArgumentException if a tensor is no matrix, or the inner sizes differ
   */
  public Tensor matmul(Tensor other) {
    requireMatrix(this);
    requireMatrix(other);
    if (size(1) != other.size(0)) {
      throw new IllegalArgumentException(
          "matrix product of "
              + shape
              + " and "
              + other.shape
              + ": inner sizes "
              + size(1)
              + " and "
              + other.size(0)
              + " must be equal");
    }
    Tensor result = zeros(size(0), other.size(1));
    MatrixProduct.add(MatrixView.of(this), MatrixView.of(other), MatrixView.of(result));
    return result;
  }

  // ---- reductions

  /** The sum of all values. */
  public double sum() {
    double sum = 0;
    for (float value : data) {
      sum += value;
    }
    return sum;
  }

  /** The mean of all values. */
  public double mean() {
    return sum() / data.length;
  }

  /** The largest value; NaN if one is among them. */
  public float max() {
    float max = data[0];
    for (float value : data) {
      max = Math.max(max, value);
    }
    return max;
  }

  /** The smallest value; NaN if one is among them. */
  public float min() {
    float min = data[0];
    for (float value : data) {
      min = Math.min(min, value);
    }
    return min;
  }

  /** The sums along one axis, which is gone from the result. */
  public Tensor sum(int axis) {
    int size = size(axis);
    int inner = shape.stride(axis);
    Tensor result = zeros(shape.without(axis));
    for (int i = 0; i < result.data.length; i++) {
      int start = i / inner * size * inner + i % inner;
      double sum = 0;
      for (int position = 0; position < size; position++) {
        sum += data[start + position * inner];
      }
      result.data[i] = (float) sum;
    }
    return result;
  }

  /** The means along one axis, which is gone from the result. */
  public Tensor mean(int axis) {
    int size = size(axis);
    return sum(axis).map(sum -> sum / size);
  }

  /**
   * The positions of the largest values along the last axis; of equal ones the first. NaN counts as
   * largest, as in PyTorch.
   */
  public int[] argMax() {
    int width = size(-1);
    int[] best = new int[data.length / width];
    for (int row = 0; row < best.length; row++) {
      for (int column = 1; column < width; column++) {
        float value = data[row * width + column];
        float largest = data[row * width + best[row]];
        if (value > largest || Float.isNaN(value) && !Float.isNaN(largest)) {
          best[row] = column;
        }
      }
    }
    return best;
  }

  // ---- comparison

  /**
   * Whether all values differ by at most the tolerance; NaN equals nothing.
   *
   * @throws IllegalArgumentException if the shapes differ
   */
  public boolean allClose(Tensor other, double tolerance) {
    return maxDifference(other) <= tolerance;
  }

  /**
   * The largest absolute difference of two values; NaN if there is one.
   *
   * @throws IllegalArgumentException if the shapes differ
   */
  public double maxDifference(Tensor other) {
    requireSameShape(other);
    double max = 0;
    for (int i = 0; i < data.length; i++) {
      // Equal infinities have no difference, though ∞ − ∞ is NaN.
      if (data[i] != other.data[i]) {
        max = Math.max(max, Math.abs((double) data[i] - other.data[i]));
      }
    }
    return max;
  }

  /**
   * This tensor, if it has the other's shape.
   *
   * @throws IllegalArgumentException with both shapes if not
   */
  public Tensor requireSameShape(Tensor other) {
    if (!shape.equals(other.shape)) {
      throw new IllegalArgumentException(
          "shapes " + shape + " and " + other.shape + " must be equal");
    }
    return this;
  }

  private static void requireMatrix(Tensor tensor) {
    if (tensor.rank() != 2) {
      throw new IllegalArgumentException(
          "shape " + tensor.shape + " has " + tensor.rank() + " axes, a matrix has 2");
    }
  }

  /** Whether the other is a tensor of the same shape with the same bits in each value. */
  @Override
  public boolean equals(Object other) {
    return other instanceof Tensor tensor
        && shape.equals(tensor.shape)
        && Arrays.equals(data, tensor.data);
  }

  @Override
  public int hashCode() {
    return 31 * shape.hashCode() + Arrays.hashCode(data);
  }

  /** The shape and the values as text; long axes are shortened in the middle. */
  @Override
  public String toString() {
    return TensorPrinter.text(this);
  }

  /** The shape and the values as HTML tables; long axes are shortened in the middle. */
  public String toHtml() {
    return TensorPrinter.html(this);
  }
}
