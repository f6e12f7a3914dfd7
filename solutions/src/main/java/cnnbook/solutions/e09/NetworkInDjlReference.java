package cnnbook.solutions.e09;

import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import ai.djl.nn.Block;
import ai.djl.nn.Blocks;
import ai.djl.nn.SequentialBlock;
import ai.djl.nn.convolutional.Conv2d;
import ai.djl.nn.core.Linear;
import ai.djl.nn.pooling.Pool;
import cnnbook.exercises.e09.NetworkInDjl;
import cnnbook.models.Djl;
import cnnbook.ops.Parameter;
import cnnbook.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;

/** A right answer to exercise 9.3. */
public class NetworkInDjlReference implements NetworkInDjl {
  @Override
  public int[][] parameterShapes(Plan plan, int h, int w) {
    try (NDManager manager = NDManager.newBaseManager()) {
      SequentialBlock network = network(plan);
      network.initialize(manager, DataType.FLOAT32, new Shape(1, plan.channels(), h, w));
      return network.getParameters().values().stream()
          .map(parameter -> LongStream.of(parameter.getArray().getShape().getShape()))
          .map(sizes -> sizes.mapToInt(Math::toIntExact).toArray())
          .toArray(int[][]::new);
    }
  }

  @Override
  public Tensor forward(Plan plan, Tensor[] parameters, Tensor x) {
    try (NDManager manager = NDManager.newBaseManager()) {
      SequentialBlock network = network(plan);
      network.initialize(manager, DataType.FLOAT32, new Shape(1, x.size(1), x.size(2), x.size(3)));
      List<Parameter> values = new ArrayList<>();
      for (Tensor parameter : parameters) {
        values.add(new Parameter("parameter " + values.size(), parameter));
      }
      Djl.copyWeights(values, network);
      return Djl.apply(network, x);
    }
  }

  SequentialBlock network(Plan plan) {
    SequentialBlock network = new SequentialBlock();
    for (int filters : plan.filters()) {
      network.add(convolution(filters, plan.kernel())).add(this::activation).add(pool());
    }
    network.add(Blocks.batchFlattenBlock());
    for (int units : plan.hidden()) {
      network.add(Linear.builder().setUnits(units).build()).add(this::hiddenActivation);
    }
    return network.add(last(plan.classes()));
  }

  Block convolution(int filters, int kernel) {
    return Conv2d.builder()
        .setKernelShape(new Shape(kernel, kernel))
        .setFilters(filters)
        .optPadding(new Shape(kernel / 2, kernel / 2))
        .build();
  }

  NDList activation(NDList x) {
    return Activation.relu(x);
  }

  NDList hiddenActivation(NDList x) {
    return activation(x);
  }

  Block pool() {
    return Pool.maxPool2dBlock(new Shape(2, 2), new Shape(2, 2));
  }

  Block last(int classes) {
    return Linear.builder().setUnits(classes).build();
  }
}
