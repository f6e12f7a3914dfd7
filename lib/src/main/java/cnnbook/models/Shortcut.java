package cnnbook.models;

import static cnnbook.models.Layers.batchNorm;
import static cnnbook.models.Layers.conv1x1;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.nn.pooling.Pool;
import cnnbook.geometry.Window;

/**
 * What x passes on its way around a residual block. He, Zhang, Ren and Sun, "Deep Residual Learning
 * for Image Recognition", 2016, section 3.3 and, for the options' letters, section 4.1.
 */
public enum Shortcut {
  /** There is none: the block is a part of a plain network. */
  NONE,

  /** Nothing: x itself, which must have the result's shape. */
  IDENTITY,

  /**
   * Option A, without parameters: every stride-th pixel, and maps of zeros behind x's own up to the
   * number of the result's.
   */
  ZERO_PADDED,

  /** Option B: a 1×1 convolution with the block's stride, and batch normalization. */
  PROJECTION;

  /** The block for it; null where x goes straight on, or nowhere. */
  Block block(int filters, int stride) {
    return switch (this) {
      case NONE, IDENTITY -> null;
      case ZERO_PADDED -> zeroPadded(filters, stride);
      case PROJECTION -> Chain.of(conv1x1(filters, stride), batchNorm());
    };
  }

  /** The cheapest that fits: nothing where the shapes agree, else this one. */
  Shortcut where(boolean shapesDiffer) {
    return this == NONE || shapesDiffer ? this : IDENTITY;
  }

  private static Block zeroPadded(int filters, int stride) {
    return new Step(
        "every %d. pixel, zeros to %d maps".formatted(stride, filters),
        shape -> Window.valid(1).stride(stride),
        shape -> padded(shape, filters, stride),
        x -> zeroPadded(x, filters, stride));
  }

  private static Shape padded(Shape x, int filters, int stride) {
    if (x.get(1) > filters) {
      throw new IllegalArgumentException(
          "zeros cannot turn %d maps into %d: use a projection".formatted(x.get(1), filters));
    }
    return new Shape(
        x.get(0), filters, (x.get(2) + stride - 1) / stride, (x.get(3) + stride - 1) / stride);
  }

  private static NDArray zeroPadded(NDArray x, int filters, int stride) {
    Shape one = new Shape(1, 1);
    NDArray kept =
        stride == 1 ? x : Pool.maxPool2d(x, one, new Shape(stride, stride), new Shape(0, 0), false);
    Shape shape = kept.getShape();
    long missing = filters - shape.get(1);
    if (missing == 0) {
      return kept;
    }
    Shape zeros = new Shape(shape.get(0), missing).addAll(shape.slice(2));
    return NDArrays.concat(new NDList(kept, kept.getManager().zeros(zeros, kept.getDataType())), 1);
  }
}
