package cnnbook.tensor;

import java.util.Arrays;
import java.util.stream.Collectors;

/**
 * The sizes of a tensor along its axes, outermost first: (n, c, h, w) for a batch of images.
 *
 * <p>Every size is at least 1. A shape without axes belongs to a single number. Tensors are stored
 * row by row: the last axis is contiguous in memory.
 */
public final class Shape {
  private final int[] sizes;

  private Shape(int[] sizes) {
    this.sizes = sizes;
  }

  /**
   * The shape with these sizes.
   *
   * @throws IllegalArgumentException if a size is not positive, or the product exceeds an array
   */
  public static Shape of(int... sizes) {
    long count = 1;
    for (int size : sizes) {
      if (size < 1) {
        throw new IllegalArgumentException(
            "shape " + format(sizes) + " has size " + size + ": every size must be at least 1");
      }
      count = Math.min(count * size, Long.MAX_VALUE / Integer.MAX_VALUE);
    }
    if (count > Integer.MAX_VALUE - 8) {
      throw new IllegalArgumentException(
          "shape " + format(sizes) + " has too many values: at most " + (Integer.MAX_VALUE - 8));
    }
    return new Shape(sizes.clone());
  }

  /** The number of axes. */
  public int rank() {
    return sizes.length;
  }

  /** The size along an axis; axis −1 is the last one. */
  public int size(int axis) {
    return sizes[axis(axis)];
  }

  /** The number of values: the product of the sizes, 1 without axes. */
  public int count() {
    int count = 1;
    for (int size : sizes) {
      count *= size;
    }
    return count;
  }

  /** The sizes, as a copy. */
  public int[] toArray() {
    return sizes.clone();
  }

  /**
   * The axis counted from the front: 0 … rank−1.
   *
   * @param axis from −rank to rank−1, negative ones counted from the end
   */
  public int axis(int axis) {
    if (sizes.length == 0) {
      throw new IllegalArgumentException(
          "shape () of a single number has no axis " + axis + ": it has none at all");
    }
    if (axis < -rank() || axis >= rank()) {
      throw new IllegalArgumentException(
          "shape "
              + this
              + " has no axis "
              + axis
              + ": legal are "
              + -rank()
              + " … "
              + (rank() - 1));
    }
    return axis < 0 ? axis + rank() : axis;
  }

  /** How far apart in memory neighbours along an axis lie: the product of the later sizes. */
  public int stride(int axis) {
    int stride = 1;
    for (int later = axis(axis) + 1; later < sizes.length; later++) {
      stride *= sizes[later];
    }
    return stride;
  }

  /** The place of an element in memory. */
  public int offset(int... index) {
    if (index.length != sizes.length) {
      throw new IllegalArgumentException(
          "index "
              + format(index)
              + " has "
              + index.length
              + " parts, shape "
              + this
              + " needs "
              + rank());
    }
    int offset = 0;
    for (int axis = 0; axis < sizes.length; axis++) {
      if (index[axis] < 0 || index[axis] >= sizes[axis]) {
        throw new IllegalArgumentException(
            "index "
                + format(index)
                + " is outside shape "
                + this
                + ": part "
                + axis
                + " must be 0 … "
                + (sizes[axis] - 1));
      }
      offset = offset * sizes[axis] + index[axis];
    }
    return offset;
  }

  /** The index of the element at a place in memory: {@link #offset} undone. */
  public int[] index(int offset) {
    int[] index = new int[sizes.length];
    for (int axis = sizes.length - 1; axis >= 0; axis--) {
      index[axis] = offset % sizes[axis];
      offset /= sizes[axis];
    }
    return index;
  }

  /** This shape with another size along one axis. */
  public Shape with(int axis, int size) {
    int[] changed = sizes.clone();
    changed[axis(axis)] = size;
    return of(changed);
  }

  /** This shape without one axis. */
  public Shape without(int axis) {
    int dropped = axis(axis);
    int[] rest = new int[sizes.length - 1];
    System.arraycopy(sizes, 0, rest, 0, dropped);
    System.arraycopy(sizes, dropped + 1, rest, dropped, rest.length - dropped);
    return of(rest);
  }

  /**
   * The shape that holds both operands of an element-wise operation, by NumPy's rule: shapes are
   * aligned at their last axes; a missing axis counts as size 1; two sizes fit if they are equal or
   * one of them is 1, which is then repeated.
   *
   * @throws IllegalArgumentException if two sizes do not fit
   */
  public Shape broadcast(Shape other) {
    int rank = Math.max(rank(), other.rank());
    int[] result = new int[rank];
    for (int fromEnd = 1; fromEnd <= rank; fromEnd++) {
      int mine = sizeFromEnd(fromEnd);
      int theirs = other.sizeFromEnd(fromEnd);
      if (mine != theirs && mine != 1 && theirs != 1) {
        throw new IllegalArgumentException(
            "shapes "
                + this
                + " and "
                + other
                + " do not fit: "
                + mine
                + " against "
                + theirs
                + " at axis -"
                + fromEnd
                + "; sizes must be equal, or one of them 1");
      }
      result[rank - fromEnd] = Math.max(mine, theirs);
    }
    return of(result);
  }

  private int sizeFromEnd(int fromEnd) {
    return fromEnd <= sizes.length ? sizes[sizes.length - fromEnd] : 1;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Shape shape && Arrays.equals(sizes, shape.sizes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(sizes);
  }

  /** The sizes in brackets, as in {@code (2, 3, 28, 28)}. */
  @Override
  public String toString() {
    return format(sizes);
  }

  static String format(int[] numbers) {
    return Arrays.stream(numbers)
        .mapToObj(Integer::toString)
        .collect(Collectors.joining(", ", "(", ")"));
  }
}
