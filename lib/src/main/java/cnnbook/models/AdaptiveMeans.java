package cnnbook.models;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.pooling.Pool;
import cnnbook.geometry.Window;
import java.util.stream.IntStream;

/** Adaptive average pooling, which DJL lacks. */
final class AdaptiveMeans {
  private AdaptiveMeans() {}

  /** (N, C, H, W) → (N, C, oh, ow). */
  static NDArray of(NDArray x, int oh, int ow) {
    long h = x.getShape().get(2);
    long w = x.getShape().get(3);
    if (h == oh && w == ow) {
      return x;
    }
    if (h % oh == 0 && w % ow == 0) {
      Shape window = new Shape(h / oh, w / ow);
      return Pool.avgPool2d(x, window, window, new Shape(0, 0), false, true);
    }
    return byMatrix(x, oh, ow);
  }

  /** The widest of its windows, at the mean distance of their beginnings, rounded down. */
  static Window window(Shape x, int oh, int ow) {
    int h = (int) x.get(2);
    int w = (int) x.get(3);
    return Window.valid(widest(oh, h), widest(ow, w))
        .stride(Math.max(1, h / oh), Math.max(1, w / ow));
  }

  private static int widest(int outputs, int size) {
    return IntStream.range(0, outputs)
        .map(i -> end(i, outputs, size) - first(i, outputs, size))
        .max()
        .orElseThrow();
  }

  /** Windows of different sizes: each output is a row of weights times all pixels of its map. */
  private static NDArray byMatrix(NDArray x, int oh, int ow) {
    int h = (int) x.getShape().get(2);
    int w = (int) x.getShape().get(3);
    float[] means = new float[h * w * oh * ow];
    for (int i = 0; i < oh; i++) {
      for (int j = 0; j < ow; j++) {
        int rows = end(i, oh, h) - first(i, oh, h);
        int columns = end(j, ow, w) - first(j, ow, w);
        for (int r = first(i, oh, h); r < end(i, oh, h); r++) {
          for (int c = first(j, ow, w); c < end(j, ow, w); c++) {
            means[(r * w + c) * oh * ow + i * ow + j] = 1f / (rows * columns);
          }
        }
      }
    }
    long n = x.getShape().get(0);
    long maps = x.getShape().get(1);
    NDArray weights = x.getManager().create(means, new Shape((long) h * w, (long) oh * ow));
    return x.reshape(n * maps, (long) h * w).dot(weights).reshape(n, maps, oh, ow);
  }

  private static int first(int position, int outputs, int size) {
    return position * size / outputs;
  }

  private static int end(int position, int outputs, int size) {
    return ((position + 1) * size + outputs - 1) / outputs;
  }
}
