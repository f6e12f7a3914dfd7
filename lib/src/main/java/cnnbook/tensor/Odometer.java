package cnnbook.tensor;

/**
 * Walks through all indices of a shape in reading order and keeps the place in memory of an array
 * with strides of its own, as a mileage counter does: the last wheel turns fastest and carries.
 */
final class Odometer {
  private final int[] sizes;
  private final int[] strides;
  private final int[] index;
  private int offset;

  Odometer(Shape shape, int[] strides) {
    this.sizes = shape.toArray();
    this.strides = strides;
    this.index = new int[sizes.length];
  }

  /** Walks through {@code target}; an axis that {@code source} lacks or has once stands still. */
  static Odometer broadcast(Shape source, Shape target) {
    int[] strides = new int[target.rank()];
    int missing = target.rank() - source.rank();
    for (int axis = 0; axis < source.rank(); axis++) {
      strides[missing + axis] = source.size(axis) == 1 ? 0 : source.stride(axis);
    }
    return new Odometer(target, strides);
  }

  int offset() {
    return offset;
  }

  void next() {
    for (int axis = sizes.length - 1; axis >= 0; axis--) {
      offset += strides[axis];
      if (++index[axis] < sizes[axis]) {
        return;
      }
      offset -= strides[axis] * sizes[axis];
      index[axis] = 0;
    }
  }
}
