package cnnbook.solutions.e13;

import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import ai.djl.nn.Block;
import ai.djl.nn.SequentialBlock;
import ai.djl.nn.convolutional.Conv2d;
import ai.djl.nn.pooling.Pool;
import cnnbook.exercises.e13.InceptionChannels.Widths;
import cnnbook.tensor.Tensor;
import java.util.List;

/** Wrong answers to exercise 13.2, each by one slip. */
public final class InceptionBlockMutants {
  private InceptionBlockMutants() {}

  /** Averages in the fourth path. */
  public static class AveragePooling extends InceptionBlockReference {
    @Override
    Block pool() {
      return Pool.avgPool2dBlock(new Shape(3, 3), new Shape(1, 1), new Shape(1, 1));
    }
  }

  /** Has 3×3 in the place of 5×5, as a well-known library has. */
  public static class ThreeForFive extends InceptionBlockReference {
    @Override
    Block convolution(int filters, int kernel) {
      return super.convolution(filters, Math.min(kernel, 3));
    }
  }

  /** Has one ReLU at the end of each path. */
  public static class ReluAtTheEnd extends InceptionBlockReference {
    @Override
    SequentialBlock path(Block... convolutions) {
      SequentialBlock path = new SequentialBlock();
      for (Block convolution : convolutions) {
        path.add(convolution);
      }
      return path.add(Activation::relu);
    }
  }

  /** Leaves the last convolution of each path linear. */
  public static class LinearAtTheEnd extends InceptionBlockReference {
    @Override
    SequentialBlock path(Block... convolutions) {
      SequentialBlock path = new SequentialBlock();
      for (int i = 0; i < convolutions.length; i++) {
        path.add(convolutions[i]);
        if (i + 1 < convolutions.length) {
          path.add(Activation::relu);
        }
      }
      return path;
    }
  }

  /** Leaves the biases out. */
  public static class NoBias extends InceptionBlockReference {
    @Override
    Block convolution(int filters, int kernel) {
      return Conv2d.builder()
          .setKernelShape(new Shape(kernel, kernel))
          .setFilters(filters)
          .optPadding(new Shape(kernel / 2, kernel / 2))
          .optBias(false)
          .build();
    }
  }

  /** Puts the pooling path first. */
  public static class PoolFirst extends InceptionBlockReference {
    @Override
    List<Block> paths(Block direct, Block three, Block five, Block pool) {
      return List.of(pool, direct, three, five);
    }
  }

  /** Swaps the widths of reduction and output. */
  public static class SwappedWidths extends InceptionBlockReference {
    @Override
    Block block(Widths w) {
      return super.block(
          new Widths(w.direct(), w.out3(), w.reduce3(), w.out5(), w.reduce5(), w.pool()));
    }
  }

  /** Turns the picture. */
  public static class SwappedAxes extends InceptionBlockReference {
    @Override
    public Tensor forward(Tensor x, Widths widths, Tensor[] parameters) {
      return super.forward(x.permute(0, 1, 3, 2), widths, parameters).permute(0, 1, 3, 2);
    }
  }

  /** Runs the first picture of a batch. */
  public static class FirstPicture extends InceptionBlockReference {
    @Override
    public Tensor forward(Tensor x, Widths widths, Tensor[] parameters) {
      return super.forward(x.slice(0, 0, 1), widths, parameters);
    }
  }
}
