package cnnbook.ops;

import cnnbook.tensor.Tensor;
import java.util.Random;

/**
 * The weights before the first step: random, as wide as keeps signals alive through many layers.
 *
 * <pre>
 *          uniform in ±a               normal with standard deviation σ
 * Xavier   a = √(6 / (in + out))       σ = √(2 / (in + out))
 * He       a = √(6 / in)               σ = √(2 / in)
 * </pre>
 *
 * <p>"in" is the number of inputs of one output: (c / groups)·kh·kw, or c in a dense layer; "out"
 * the number of outputs that one input reaches: f·kh·kw, or f. (As in PyTorch, f is not divided by
 * the groups.) Sources: Glorot and Bengio, "Understanding the difficulty of training deep
 * feedforward neural networks", section 4.2.1, equations 12 and 16; He and others, "Delving Deep
 * into Rectifiers", section 2.2, equation 10.
 */
public enum Initializer {
  /** Uniform in ±√(6 / (in + out)). */
  XAVIER_UNIFORM {
    @Override
    Tensor create(Random random, double in, double out, int... shape) {
      return within(Math.sqrt(6 / (in + out)), random, shape);
    }
  },
  /** Normal with σ = √(2 / (in + out)). */
  XAVIER_NORMAL {
    @Override
    Tensor create(Random random, double in, double out, int... shape) {
      return Tensor.gaussian(random, 0, Math.sqrt(2 / (in + out)), shape);
    }
  },
  /** Uniform in ±√(6 / in). */
  HE_UNIFORM {
    @Override
    Tensor create(Random random, double in, double out, int... shape) {
      return within(Math.sqrt(6 / in), random, shape);
    }
  },
  /** Normal with σ = √(2 / in). */
  HE_NORMAL {
    @Override
    Tensor create(Random random, double in, double out, int... shape) {
      return Tensor.gaussian(random, 0, Math.sqrt(2 / in), shape);
    }
  };

  /**
   * New weights.
   *
   * @param random the source of chance
   * @param shape (f, c / groups, kh, kw) of a convolution, (f, c) of a dense layer
   * @throws IllegalArgumentException if the shape has fewer than 2 axes
   */
  public Tensor create(Random random, int... shape) {
    if (shape.length < 2) {
      throw new IllegalArgumentException(
          "weights need at least 2 axes, (outputs, inputs, …), not " + shape.length);
    }
    double area = 1;
    for (int axis = 2; axis < shape.length; axis++) {
      area *= shape[axis];
    }
    return create(random, shape[1] * area, shape[0] * area, shape);
  }

  abstract Tensor create(Random random, double in, double out, int... shape);

  private static Tensor within(double bound, Random random, int... shape) {
    return Tensor.uniform(random, -bound, bound, shape);
  }
}
