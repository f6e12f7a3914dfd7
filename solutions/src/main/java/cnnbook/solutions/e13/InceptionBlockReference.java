package cnnbook.solutions.e13;

import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import ai.djl.nn.Block;
import ai.djl.nn.ParallelBlock;
import ai.djl.nn.SequentialBlock;
import ai.djl.nn.convolutional.Conv2d;
import ai.djl.nn.pooling.Pool;
import cnnbook.exercises.e13.InceptionBlock;
import cnnbook.exercises.e13.InceptionChannels.Widths;
import cnnbook.models.Djl;
import cnnbook.ops.Parameter;
import cnnbook.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;

/** A right answer to exercise 13.2. */
public class InceptionBlockReference implements InceptionBlock {
  private static final int ANY_SIZE = 8;

  @Override
  public int[][] parameterShapes(int c, Widths widths) {
    try (NDManager manager = NDManager.newBaseManager()) {
      Block block = block(widths);
      block.initialize(manager, DataType.FLOAT32, new Shape(1, c, ANY_SIZE, ANY_SIZE));
      return block.getParameters().values().stream()
          .map(parameter -> LongStream.of(parameter.getArray().getShape().getShape()))
          .map(sizes -> sizes.mapToInt(Math::toIntExact).toArray())
          .toArray(int[][]::new);
    }
  }

  @Override
  public Tensor forward(Tensor x, Widths widths, Tensor[] parameters) {
    try (NDManager manager = NDManager.newBaseManager()) {
      Block block = block(widths);
      block.initialize(manager, DataType.FLOAT32, new Shape(1, x.size(1), x.size(2), x.size(3)));
      List<Parameter> values = new ArrayList<>();
      for (Tensor parameter : parameters) {
        values.add(new Parameter("parameter " + values.size(), parameter));
      }
      Djl.copyWeights(values, block);
      return Djl.apply(block, x);
    }
  }

  Block block(Widths widths) {
    Block direct = path(convolution(widths.direct(), 1));
    Block three = path(convolution(widths.reduce3(), 1), convolution(widths.out3(), 3));
    Block five = path(convolution(widths.reduce5(), 1), convolution(widths.out5(), 5));
    Block pool = new SequentialBlock().add(pool()).add(path(convolution(widths.pool(), 1)));
    return new ParallelBlock(this::join, paths(direct, three, five, pool));
  }

  List<Block> paths(Block direct, Block three, Block five, Block pool) {
    return List.of(direct, three, five, pool);
  }

  NDList join(List<NDList> outputs) {
    NDList heads = new NDList(outputs.stream().map(NDList::head).toList());
    return new NDList(NDArrays.concat(heads, 1));
  }

  /** Convolutions one behind the other. */
  SequentialBlock path(Block... convolutions) {
    SequentialBlock path = new SequentialBlock();
    for (Block convolution : convolutions) {
      path.add(convolution).add(Activation::relu);
    }
    return path;
  }

  Block convolution(int filters, int kernel) {
    return Conv2d.builder()
        .setKernelShape(new Shape(kernel, kernel))
        .setFilters(filters)
        .optPadding(new Shape(kernel / 2, kernel / 2))
        .build();
  }

  Block pool() {
    return Pool.maxPool2dBlock(new Shape(3, 3), new Shape(1, 1), new Shape(1, 1));
  }
}
