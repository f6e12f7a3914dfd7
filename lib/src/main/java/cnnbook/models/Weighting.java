package cnnbook.models;

import ai.djl.nn.Block;
import ai.djl.nn.Parameter;
import ai.djl.nn.convolutional.Convolution;
import ai.djl.nn.core.Linear;
import ai.djl.training.initializer.ConstantInitializer;
import ai.djl.training.initializer.Initializer;
import ai.djl.training.initializer.NormalInitializer;
import ai.djl.training.initializer.XavierInitializer;
import ai.djl.training.initializer.XavierInitializer.FactorType;
import ai.djl.training.initializer.XavierInitializer.RandomType;
import cnnbook.UserError;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * How the weights of convolutions and dense layers begin. For a weight (F, C, kh, kw), fan in is
 * C·kh·kw and fan out F·kh·kw; for (units, inputs) they are inputs and units. Batch normalization
 * always begins with γ = 1 and β = 0.
 */
public enum Weighting {
  /** Uniform on ±1/√fan in, biases too: what PyTorch's layers do by themselves. */
  PYTORCH(uniform(FactorType.IN, 1), uniform(FactorType.IN, 1), Weighting::likeItsWeight),

  /**
   * Uniform on ±√(6 / (fan in + fan out)), biases 0. Glorot and Bengio, "Understanding the
   * difficulty of training deep feedforward neural networks", 2010, equation 16.
   */
  XAVIER_UNIFORM(uniform(FactorType.AVG, 3), uniform(FactorType.AVG, 3), Weighting::zero),

  /** Normal with variance 2 / (fan in + fan out), biases 0: the same paper's variance. */
  XAVIER_NORMAL(normal(FactorType.AVG, 1), normal(FactorType.AVG, 1), Weighting::zero),

  /**
   * Normal with variance 2 / fan in, biases 0. He, Zhang, Ren and Sun, "Delving Deep into
   * Rectifiers", 2015, equation 10.
   */
  HE_NORMAL(normal(FactorType.IN, 2), normal(FactorType.IN, 2), Weighting::zero),

  /** Uniform on ±√(6 / fan in), biases 0: the same variance. */
  HE_UNIFORM(uniform(FactorType.IN, 6), uniform(FactorType.IN, 6), Weighting::zero),

  /** Normal with variance 2 / fan out, biases 0: equation 14 of the same paper. */
  HE_NORMAL_FAN_OUT(normal(FactorType.OUT, 2), normal(FactorType.OUT, 2), Weighting::zero),

  /**
   * Uniform on ±2.4 / fan in, biases 0. LeCun and others, "Gradient-Based Learning Applied to
   * Document Recognition", 1998, appendix A.
   */
  LECUN_UNIFORM(Weighting::lecun, Weighting::lecun, Weighting::zero),

  /**
   * Normal with deviation 0.01, biases 0. Simonyan and Zisserman, "Very Deep Convolutional
   * Networks", 2015, section 3.1.
   */
  NORMAL_001(
      leaf -> new NormalInitializer(0.01f), leaf -> new NormalInitializer(0.01f), Weighting::zero),

  /**
   * Normal with deviation 0.01; biases 1 in the second, fourth and fifth convolution and the hidden
   * dense layers, else 0. Krizhevsky, Sutskever and Hinton, "ImageNet Classification with Deep
   * Convolutional Neural Networks", 2012, section 5.
   */
  ALEXNET(
      leaf -> new NormalInitializer(0.01f), leaf -> new NormalInitializer(0.01f), Weighting::zero) {
    @Override
    public void prepare(Block block) {
      super.prepare(block);
      List<Block> convolutions = leaves(block, Convolution.class);
      List<Block> dense = leaves(block, Linear.class);
      for (int i = 0; i < convolutions.size(); i++) {
        if (i == 1 || i == 3 || i == 4) {
          convolutions.get(i).setInitializer(Initializer.ONES, Parameter.Type.BIAS);
        }
      }
      for (int i = 0; i < dense.size() - 1; i++) {
        dense.get(i).setInitializer(Initializer.ONES, Parameter.Type.BIAS);
      }
    }
  },

  /**
   * As {@link #HE_NORMAL}, but the biases of the last convolution are 1. NiN's last layer is a
   * ReLU, and a class whose map begins below 0 for every image gets no gradient and never wakes up:
   * with 1, every map begins awake. "Network In Network" says only that its start was set by hand;
   * the 1 is {@link #ALEXNET}'s way to give ReLUs positive inputs.
   */
  NIN(normal(FactorType.IN, 2), normal(FactorType.IN, 2), Weighting::zero) {
    @Override
    public void prepare(Block block) {
      super.prepare(block);
      List<Block> convolutions = leaves(block, Convolution.class);
      if (!convolutions.isEmpty()) {
        Block last = convolutions.get(convolutions.size() - 1);
        last.setInitializer(Initializer.ONES, Parameter.Type.BIAS);
      }
    }
  },

  /** Convolutions normal with variance 2 / fan out; dense layers as PyTorch's: torchvision's. */
  RESNET(
      normal(FactorType.OUT, 2),
      uniform(FactorType.IN, 1),
      leaf -> leaf instanceof Linear ? likeItsWeight(leaf) : zero(leaf)),

  /** Convolutions normal with variance 2 / fan out; dense layers normal(0.01): torchvision's. */
  VGG(normal(FactorType.OUT, 2), leaf -> new NormalInitializer(0.01f), Weighting::zero),

  /** Normal with deviation 0.01, biases as PyTorch's: torchvision's GoogLeNet. */
  GOOGLENET(
      leaf -> new NormalInitializer(0.01f),
      leaf -> new NormalInitializer(0.01f),
      Weighting::likeItsWeight),

  /** Convolutions normal with variance 2 / fan in; dense weights as PyTorch's, bias 0. */
  DENSENET(normal(FactorType.IN, 2), uniform(FactorType.IN, 1), Weighting::zero);

  private final Function<Block, Initializer> convolution;
  private final Function<Block, Initializer> dense;
  private final Function<Block, Initializer> bias;

  Weighting(
      Function<Block, Initializer> convolution,
      Function<Block, Initializer> dense,
      Function<Block, Initializer> bias) {
    this.convolution = convolution;
    this.dense = dense;
    this.bias = bias;
  }

  /**
   * The one of this name, in upper or lower case: {@code he-normal}.
   *
   * @throws UserError if there is none
   */
  public static Weighting named(String name) {
    return Arrays.stream(values())
        .filter(weighting -> weighting.toString().equals(name.strip().toLowerCase(Locale.ROOT)))
        .findFirst()
        .orElseThrow(
            () ->
                UserError.usage(
                    "there is no initialiser \"" + name + "\"",
                    Arrays.stream(values())
                        .map(Weighting::toString)
                        .collect(Collectors.joining(", ", "There are: ", "."))));
  }

  /** The name that {@link #named} takes. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** Has all weights of a block that is not yet initialised begin this way. */
  public void prepare(Block block) {
    for (Block leaf : Names.tree(block).values()) {
      if (leaf instanceof Convolution) {
        prepare(leaf, convolution);
      } else if (leaf instanceof Linear) {
        prepare(leaf, dense);
      }
    }
  }

  private void prepare(Block leaf, Function<Block, Initializer> weight) {
    leaf.setInitializer(weight.apply(leaf), Parameter.Type.WEIGHT);
    leaf.setInitializer(bias.apply(leaf), Parameter.Type.BIAS);
  }

  /** The layers of a kind, from the input to the output. */
  private static List<Block> leaves(Block block, Class<?> kind) {
    return Names.tree(block).values().stream().filter(kind::isInstance).toList();
  }

  private static Function<Block, Initializer> uniform(FactorType fan, float magnitude) {
    return leaf -> new XavierInitializer(RandomType.UNIFORM, fan, magnitude);
  }

  private static Function<Block, Initializer> normal(FactorType fan, float magnitude) {
    return leaf -> new XavierInitializer(RandomType.GAUSSIAN, fan, magnitude);
  }

  private static Initializer zero(Block leaf) {
    return new ConstantInitializer(0);
  }

  /** Uniform on ±1/√fan in of the weight beside it, which is shaped before the bias is drawn. */
  private static Initializer likeItsWeight(Block leaf) {
    Parameter weight = leaf.getDirectParameters().get("weight");
    return (manager, shape, type) -> {
      float bound = (float) (1 / Math.sqrt(weight.getShape().slice(1).size()));
      return manager.randomUniform(-bound, bound, shape, type);
    };
  }

  private static Initializer lecun(Block leaf) {
    return (manager, shape, type) -> {
      float bound = 2.4f / shape.slice(1).size();
      return manager.randomUniform(-bound, bound, shape, type);
    };
  }
}
