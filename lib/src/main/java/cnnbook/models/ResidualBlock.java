package cnnbook.models;

import ai.djl.nn.Block;
import ai.djl.nn.Parameter;
import ai.djl.nn.convolutional.Convolution;
import ai.djl.training.initializer.Initializer;

/**
 * A block that learns what is to be added to its input, y = x + F(x): its subclasses say what F is.
 * He, Zhang, Ren and Sun, "Deep Residual Learning for Image Recognition", 2016, section 3.1.
 */
public abstract class ResidualBlock extends Composite {
  private final boolean plain;
  private Block downsample;
  private Block squeeze;

  ResidualBlock(Shortcut shortcut) {
    plain = shortcut == Shortcut.NONE;
  }

  /** Adds what stands beside the branch; called last, so that names come in PyTorch's order. */
  final void beside(Block shortcut, Block gate) {
    squeeze = gate == null ? null : child("se", gate);
    downsample = shortcut == null ? null : child("downsample", shortcut);
  }

  /** Whether x passes a projection or a change of shape on its way to the sum. */
  final boolean changesShape() {
    return downsample != null;
  }

  /** The sum of the branch's result and what the shortcut makes of x. */
  final <T> T join(Flow<T> f, T branch, T x) {
    T y = squeeze == null ? branch : f.run(squeeze, branch);
    if (plain) {
      return y;
    }
    return f.add(y, downsample == null ? x : f.run(downsample, x));
  }

  /**
   * Has every residual block in a network that is not yet initialised begin with F(x) = 0, so that
   * it passes on what it gets: γ = 0 in the last normalization (Goyal and others, "Accurate, Large
   * Minibatch SGD", 2017, section 5.1).
   */
  static void startAsIdentities(Block network) {
    for (Block block : Names.tree(network).values()) {
      if (block instanceof ResidualBlock) {
        Block last = ((ResidualBlock) block).last();
        boolean weighs = last instanceof Convolution;
        last.setInitializer(
            Initializer.ZEROS, weighs ? Parameter.Type.WEIGHT : Parameter.Type.GAMMA);
      }
    }
  }

  /**
   * What makes the branch 0 when it begins with 0 and can still learn: the last normalization, or
   * in a pre-activation block the last convolution. A normalization in front of a ReLU would get no
   * gradient through it.
   */
  abstract Block last();
}
