package cnnbook.training;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.ArrayList;
import java.util.List;

/** What an optimizer remembers of one parameter on one device. */
final class Memory implements AutoCloseable {
  private final List<NDArray> arrays;
  private long steps;

  private Memory(List<NDArray> arrays, long steps) {
    this.arrays = arrays;
    this.steps = steps;
  }

  /** Zeros of the parameter's kind, no step yet. */
  static Memory fresh(NDManager owner, NDArray weight, int count) {
    List<NDArray> zeros = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      zeros.add(owner.zeros(weight.getShape(), weight.getDataType(), weight.getDevice()));
    }
    return new Memory(zeros, 0);
  }

  /** Copies of arrays on a device, after some steps. */
  static Memory restored(NDManager owner, List<NDArray> saved, Device device, long steps) {
    return new Memory(saved.stream().map(array -> copy(array, owner, device)).toList(), steps);
  }

  /**
   * A copy on a device that belongs to a manager. Not by {@code toDevice(device, true)} alone: on
   * the same device PyTorch gives the same memory again, which for an array made of Java's numbers
   * is gone as soon as Java collects its garbage.
   */
  static NDArray copy(NDArray array, NDManager owner, Device device) {
    boolean isThere = device.equals(array.getDevice());
    NDArray copy = isThere ? array.duplicate() : array.toDevice(device, false);
    copy.attach(owner);
    return copy;
  }

  NDArray array(int number) {
    return arrays.get(number);
  }

  /** How many steps were made. */
  long steps() {
    return steps;
  }

  /** Counts a step; returns its number, from 1. */
  long count() {
    return ++steps;
  }

  @Override
  public void close() {
    arrays.forEach(NDArray::close);
  }
}
