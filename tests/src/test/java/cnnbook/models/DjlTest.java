package cnnbook.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import ai.djl.nn.Block;
import ai.djl.nn.core.Linear;
import ai.djl.training.GradientCollector;
import cnnbook.ops.Parameter;
import cnnbook.tensor.Tensor;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class DjlTest {
  private static final Tensor X = Tensor.matrix("1 -2 3; 4 5 -6");

  @Test
  void tensorsKeepTheirShapeAndNumbersThereAndBack() {
    try (NDManager manager = NDManager.newBaseManager()) {
      assertThat(Djl.tensor(Djl.array(manager, X))).isEqualTo(X);
      Tensor single = Tensor.scalar(7);
      assertThat(Djl.tensor(Djl.array(manager, single))).isEqualTo(single);
      assertThat(Djl.tensor(manager.create(new long[] {1, 2}))).isEqualTo(Tensor.vector(1, 2));
    }
  }

  @Test
  void blocksAndExpressionsAreComputedByTheEngine() {
    Tensor positive = Tensor.matrix("1 0 3; 4 5 0");
    assertThat(Djl.apply(Activation.reluBlock(), X)).isEqualTo(positive);
    assertThat(Djl.apply(a -> a.get(0).add(a.get(1)), X, X)).isEqualTo(X.times(2));
  }

  @Test
  void gradientsOfEveryInputAreThoseOfTheWeightedSum() {
    Tensor w = Tensor.matrix("1; 10; 100");
    Tensor dout = Tensor.matrix("1; 2");
    List<Tensor> gradients = Djl.gradients(a -> a.get(0).matMul(a.get(1)), dout, X, w);
    assertThat(gradients.get(0)).isEqualTo(dout.matmul(w.transpose()));
    assertThat(gradients.get(1)).isEqualTo(X.transpose().matmul(dout));
  }

  @Test
  void weightsAreCopiedAlsoWhileGradientsAreRecorded() {
    Parameter weight = new Parameter("w", Tensor.matrix("1 2 3; 4 5 6"));
    Parameter bias = new Parameter("b", Tensor.vector(10, 20));
    Engine engine = Engine.getInstance();
    try (NDManager manager = engine.newBaseManager();
        GradientCollector collector = engine.newGradientCollector()) {
      Linear linear = Linear.builder().setUnits(2).build();
      linear.initialize(manager, DataType.FLOAT32, new Shape(1, 3));
      linear
          .getParameters()
          .forEach(entry -> entry.getValue().getArray().setRequiresGradient(true));
      Djl.copyWeights(List.of(weight, bias), linear);
      assertThat(Djl.tensor(linear.getParameters().get("weight").getArray()))
          .isEqualTo(weight.value());
      assertThat(linear.getParameters().get("weight").getArray().hasGradient()).isTrue();
      collector.zeroGradients();
    }
  }

  @Test
  void weightsAreCopiedInTheirOrderOrNotAtAll() {
    Parameter weight = new Parameter("w", Tensor.matrix("1 2 3; 4 5 6"));
    Parameter bias = new Parameter("b", Tensor.vector(10, 20));
    try (NDManager manager = NDManager.newBaseManager()) {
      Linear linear = Linear.builder().setUnits(2).build();
      linear.initialize(manager, DataType.FLOAT32, new Shape(1, 3));
      Djl.copyWeights(List.of(weight, bias), linear);
      assertThat(Djl.apply(linear, Tensor.matrix("1 0 0; 0 1 1")))
          .isEqualTo(Tensor.matrix("11 24; 15 31"));
      assertThatIllegalArgumentException()
          .isThrownBy(() -> Djl.copyWeights(List.of(weight), linear))
          .withMessage("there are 1 parameters, the block has 2");
      Parameter wide = new Parameter("w", Tensor.zeros(3, 2));
      assertThatIllegalArgumentException()
          .isThrownBy(() -> Djl.copyWeights(List.of(wide, bias), linear))
          .withMessage("w is (3, 2), the block's is (2, 3)");
      Parameter longer = new Parameter("b", Tensor.zeros(3));
      assertThatIllegalArgumentException()
          .isThrownBy(() -> Djl.copyWeights(List.of(new Parameter("w", X), longer), linear))
          .withMessage("b is (3), the block's is (2)");
      assertThat(Djl.tensor(linear.getParameters().get("weight").getArray()))
          .isEqualTo(weight.value());
    }
  }

  @Test
  void copiedWeightsMakeTwoBlocksOfTheSameLayersEqual() {
    try (NDManager manager = NDManager.newBaseManager()) {
      Block from = Chain.of(Layers.conv(3, 3, 1, 0), Layers.batchNorm(), Layers.relu());
      Block to = Chain.of(Chain.of(Layers.conv(3, 3, 1, 0), Layers.batchNorm()), Layers.relu());
      Block other = Layers.conv(3, 5, 1, 0);
      Shape shape = new Shape(1, 2, 7, 5);
      for (Block block : List.of(from, to, other)) {
        block.initialize(manager, DataType.FLOAT32, shape);
      }
      Tensor x = Tensor.uniform(new Random(1), -1, 1, 1, 2, 7, 5);
      assertThat(Djl.apply(to, x).maxDifference(Djl.apply(from, x))).isPositive();
      Djl.copyWeights(from, to);
      assertThat(Djl.apply(to, x).maxDifference(Djl.apply(from, x))).isZero();
      assertThatIllegalArgumentException()
          .isThrownBy(() -> Djl.copyWeights(from, other))
          .withMessageContaining("(3, 2, 5, 5)");
    }
  }
}
