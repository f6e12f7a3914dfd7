package cnnbook.solutions.e15;

import cnnbook.exercises.e15.PreActivation;
import cnnbook.tensor.Shape;
import cnnbook.tensor.Tensor;

/** A right answer to exercise 15.2. */
public class PreActivationReference implements PreActivation {
  @Override
  public Tensor forward(Tensor x, Block[] blocks) {
    return inputs(x, blocks)[blocks.length];
  }

  /** What goes into each block, and what comes out of the last. */
  Tensor[] inputs(Tensor x, Block... blocks) {
    Tensor[] inputs = new Tensor[blocks.length + 1];
    inputs[0] = x;
    for (int i = 0; i < blocks.length; i++) {
      requireFit(x, blocks[i]);
      inputs[i + 1] = after(inputs[i], blocks[i]);
    }
    return inputs;
  }

  Tensor after(Tensor x, Block block) {
    Tensor a = relu(first(x, block)).matmul(block.w1().transpose());
    return relu(second(a, block)).matmul(block.w2().transpose()).plus(x);
  }

  Tensor first(Tensor x, Block block) {
    return x.times(block.scale1()).plus(block.shift1());
  }

  Tensor second(Tensor a, Block block) {
    return a.times(block.scale2()).plus(block.shift2());
  }

  @Override
  public Tensor[] backward(Tensor x, Block[] blocks, Tensor dout) {
    Tensor[] inputs = inputs(x, blocks);
    Tensor[] gradients = new Tensor[blocks.length + 1];
    gradients[blocks.length] = dout.requireSameShape(x);
    for (int i = blocks.length - 1; i >= 0; i--) {
      Tensor branch = throughBranch(inputs[i], blocks[i], gradients[i + 1]);
      gradients[i] = join(branch, gradients[i + 1]);
    }
    return gradients;
  }

  Tensor throughBranch(Tensor x, Block block, Tensor dout) {
    Tensor z1 = first(x, block);
    Tensor z2 = second(relu(z1).matmul(block.w1().transpose()), block);
    Tensor da = gate(z2, dout.matmul(block.w2())).times(block.scale2());
    return gate(z1, da.matmul(block.w1())).times(block.scale1());
  }

  Tensor join(Tensor throughBranch, Tensor throughSkip) {
    return throughBranch.plus(throughSkip);
  }

  static Tensor relu(Tensor z) {
    return z.map(value -> Math.max(value, 0));
  }

  static Tensor gate(Tensor z, Tensor gradient) {
    return z.combine(gradient, (value, g) -> value > 0 ? g : 0);
  }

  private static void requireFit(Tensor x, Block block) {
    int d = x.size(1);
    // A branch or a scale of width 1 would be broadcast without a word.
    if (!block.scale1().shape().equals(Shape.of(d)) || block.w2().size(0) != d) {
      throw new IllegalArgumentException(
          "x %s, scale1 %s, w2 %s: needed are (n, d), (d), (d, k)"
              .formatted(x.shape(), block.scale1().shape(), block.w2().shape()));
    }
  }
}
