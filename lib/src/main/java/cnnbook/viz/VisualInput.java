package cnnbook.viz;

import cnnbook.tensor.Tensor;
import java.util.List;

/** Checks of what visuals are given, and changes of its shape. */
final class VisualInput {
  private VisualInput() {}

  /** The tensor must have two axes. */
  static void requireMatrix(Tensor tensor, String name, String shape) {
    if (tensor.rank() != 2) {
      throw new IllegalArgumentException(
          "%s has shape %s: needed is %s, one plane, for example select(0, 0) of the first axis"
              .formatted(name, tensor.shape(), shape));
    }
  }

  /** What is too large is refused with a remedy. */
  static void requireAtMost(int most, int rows, int columns, String name, String remedy) {
    if (rows > most || columns > most) {
      throw new IllegalArgumentException(
          "%s of %d×%d: at most %d×%d can be shown; %s"
              .formatted(name, rows, columns, most, most, remedy));
    }
  }

  /** The same for an image (h, w), with the call that crops it. */
  static void requireImage(int most, Tensor image) {
    requireAtMost(
        most,
        image.size(0),
        image.size(1),
        "image",
        "crop it, for example image.slice(0, 0, %d).slice(1, 0, %d)"
            .formatted(Math.min(most, image.size(0)), Math.min(most, image.size(1))));
  }

  /** (h, w) → (1, 1, h, w). */
  static Tensor batch(Tensor matrix) {
    return matrix.reshape(1, 1, matrix.size(0), matrix.size(1));
  }

  /** (1, 1, h, w) → (h, w). */
  static Tensor plane(Tensor batch) {
    return batch.reshape(batch.size(2), batch.size(3));
  }

  /** Whether all values are shown in full. */
  static boolean exact(Tensor tensor) {
    return Numerals.fitting(tensor.data()).exact(tensor.data());
  }

  /** The values of all of them, one after the other. */
  static float[] values(List<Tensor> tensors) {
    float[] values = new float[tensors.stream().mapToInt(Tensor::count).sum()];
    int at = 0;
    for (Tensor tensor : tensors) {
      System.arraycopy(tensor.data(), 0, values, at, tensor.count());
      at += tensor.count();
    }
    return values;
  }
}
