package cnnbook.solutions.e09;

import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import ai.djl.nn.Block;
import ai.djl.nn.SequentialBlock;
import ai.djl.nn.convolutional.Conv2d;
import ai.djl.nn.core.Linear;
import ai.djl.nn.pooling.Pool;
import cnnbook.tensor.Tensor;

/** Wrong answers to exercise 9.3, each by one slip. */
public final class NetworkInDjlMutants {
  private NetworkInDjlMutants() {}

  /** Forgets the padding. */
  public static class NoPadding extends NetworkInDjlReference {
    @Override
    Block convolution(int filters, int kernel) {
      return Conv2d.builder().setKernelShape(new Shape(kernel, kernel)).setFilters(filters).build();
    }
  }

  /** Averages in its windows. */
  public static class AveragePooling extends NetworkInDjlReference {
    @Override
    Block pool() {
      return Pool.avgPool2dBlock(new Shape(2, 2), new Shape(2, 2));
    }
  }

  /** Has windows that overlap. */
  public static class OverlappingPooling extends NetworkInDjlReference {
    @Override
    Block pool() {
      return Pool.maxPool2dBlock(new Shape(3, 3), new Shape(2, 2), new Shape(1, 1));
    }
  }

  /** Uses LeNet's own activation. */
  public static class Sigmoid extends NetworkInDjlReference {
    @Override
    NDList activation(NDList x) {
      return Activation.sigmoid(x);
    }
  }

  /** Leaves the dense layers linear. */
  public static class LinearHiddenLayers extends NetworkInDjlReference {
    @Override
    NDList hiddenActivation(NDList x) {
      return x;
    }
  }

  /** Ends in an activation. */
  public static class ActivatedScores extends NetworkInDjlReference {
    @Override
    SequentialBlock network(Plan plan) {
      return super.network(plan).add(Activation::relu);
    }
  }

  /** Ends in probabilities. */
  public static class Probabilities extends NetworkInDjlReference {
    @Override
    SequentialBlock network(Plan plan) {
      return super.network(plan).addSingleton(scores -> scores.softmax(-1));
    }
  }

  /** Has no bias in the last layer. */
  public static class NoLastBias extends NetworkInDjlReference {
    @Override
    Block last(int classes) {
      return Linear.builder().setUnits(classes).optBias(false).build();
    }
  }

  /** Is right for square pictures only. */
  public static class SquarePictures extends NetworkInDjlReference {
    @Override
    public int[][] parameterShapes(Plan plan, int h, int w) {
      return super.parameterShapes(plan, h, h);
    }
  }

  /** Runs the first picture of a batch. */
  public static class FirstPicture extends NetworkInDjlReference {
    @Override
    public Tensor forward(Plan plan, Tensor[] parameters, Tensor x) {
      return super.forward(plan, parameters, x.slice(0, 0, 1));
    }
  }
}
