package cnnbook.solutions.e15;

import cnnbook.tensor.Tensor;

/** Wrong answers to exercise 15.2, each by one slip. */
public final class PreActivationMutants {
  private PreActivationMutants() {}

  /** Has a ReLU behind the addition, as the first version does. */
  public static class ReluAtTheEnd extends PreActivationReference {
    @Override
    Tensor after(Tensor x, Block block) {
      return relu(super.after(x, block));
    }
  }

  /** Lets the skip begin behind the first normalization. */
  public static class SkipFromTheActivation extends PreActivationReference {
    @Override
    Tensor after(Tensor x, Block block) {
      return super.after(x, block).minus(x).plus(relu(first(x, block)));
    }
  }

  /** Has no skip. */
  public static class NoSkip extends PreActivationReference {
    @Override
    Tensor after(Tensor x, Block block) {
      return super.after(x, block).minus(x);
    }
  }

  /** Forgets the skip on the way back. */
  public static class BackwardWithoutSkip extends PreActivationReference {
    @Override
    Tensor join(Tensor throughBranch, Tensor throughSkip) {
      return throughBranch;
    }
  }

  /** Forgets the scales on the way back. */
  public static class BackwardWithoutScales extends PreActivationReference {
    @Override
    Tensor throughBranch(Tensor x, Block block, Tensor dout) {
      Tensor z1 = first(x, block);
      Tensor z2 = second(relu(z1).matmul(block.w1().transpose()), block);
      return gate(z1, gate(z2, dout.matmul(block.w2())).matmul(block.w1()));
    }
  }

  /** Gates by x itself, not by what goes into the ReLU. */
  public static class GatesByTheInput extends PreActivationReference {
    @Override
    Tensor throughBranch(Tensor x, Block block, Tensor dout) {
      Tensor a = relu(first(x, block)).matmul(block.w1().transpose());
      Tensor da = gate(second(a, block), dout.matmul(block.w2())).times(block.scale2());
      return gate(x, da.matmul(block.w1())).times(block.scale1());
    }
  }

  /** Has one ReLU only on the way back. */
  public static class OneGate extends PreActivationReference {
    @Override
    Tensor throughBranch(Tensor x, Block block, Tensor dout) {
      Tensor da = dout.matmul(block.w2()).times(block.scale2());
      return gate(first(x, block), da.matmul(block.w1())).times(block.scale1());
    }
  }

  /** Gates every block by the first block's input. */
  public static class SameInputForAll extends PreActivationReference {
    @Override
    public Tensor[] backward(Tensor x, Block[] blocks, Tensor dout) {
      Tensor[] gradients = super.backward(x, blocks, dout);
      for (int i = blocks.length - 1; i >= 0; i--) {
        gradients[i] = throughBranch(x, blocks[i], gradients[i + 1]).plus(gradients[i + 1]);
      }
      return gradients;
    }
  }

  /** Returns the last gradient first. */
  public static class TurnedAnswer extends PreActivationReference {
    @Override
    public Tensor[] backward(Tensor x, Block[] blocks, Tensor dout) {
      Tensor[] right = super.backward(x, blocks, dout);
      Tensor[] turned = new Tensor[right.length];
      for (int i = 0; i < right.length; i++) {
        turned[i] = right[right.length - 1 - i];
      }
      return turned;
    }
  }

  /** Adds the branch into the caller's x. */
  public static class AddsInPlace extends PreActivationReference {
    @Override
    Tensor after(Tensor x, Block block) {
      Tensor out = super.after(x, block);
      x.add(out.minus(x));
      return x;
    }
  }
}
