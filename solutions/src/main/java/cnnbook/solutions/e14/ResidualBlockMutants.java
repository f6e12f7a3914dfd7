package cnnbook.solutions.e14;

import cnnbook.tensor.Tensor;

/** Wrong answers to exercise 14.1, each by one slip. */
public final class ResidualBlockMutants {
  private ResidualBlockMutants() {}

  /** Joins the skip after the last ReLU, as one of the notes says. */
  public static class ReluBeforeTheSkip extends ResidualBlockReference {
    @Override
    public Tensor forward(Tensor x, Tensor w1, Tensor w2) {
      return relu(branch(x, w1, w2)).plus(x);
    }
  }

  /** Is a plain block. */
  public static class NoSkip extends ResidualBlockReference {
    @Override
    public Tensor forward(Tensor x, Tensor w1, Tensor w2) {
      return relu(branch(x, w1, w2));
    }
  }

  /** Forgets the skip on the way back. */
  public static class BackwardWithoutSkip extends ResidualBlockReference {
    @Override
    Tensor join(Tensor throughBranch, Tensor throughSkip) {
      return throughBranch;
    }
  }

  /** Forgets the branch on the way back. */
  public static class SkipAlone extends ResidualBlockReference {
    @Override
    Tensor join(Tensor throughBranch, Tensor throughSkip) {
      return throughSkip;
    }
  }

  /** Forgets the ReLU inside the branch on the way back. */
  public static class NoInnerGate extends ResidualBlockReference {
    @Override
    Tensor innerGate(Tensor z, Tensor gradient) {
      return gradient;
    }
  }

  /** Forgets the last ReLU on the way back. */
  public static class NoOuterGate extends ResidualBlockReference {
    @Override
    Tensor outerGate(Tensor sum, Tensor gradient) {
      return gradient;
    }
  }

  /** Multiplies dw2 by what came before the inner ReLU. */
  public static class WeightSeesTheSums extends ResidualBlockReference {
    @Override
    public Gradients backward(Tensor x, Tensor w1, Tensor w2, Tensor dout) {
      Gradients right = super.backward(x, w1, w2, dout);
      Tensor sum = branch(x, w1, w2).plus(x);
      Tensor z = x.matmul(w1.transpose());
      Tensor dw2 = outerGate(sum, dout).transpose().matmul(z);
      return new Gradients(right.dx(), right.dw1(), dw2);
    }
  }

  /** Lets a branch of width 1 be broadcast over the skip. */
  public static class Broadcasts extends ResidualBlockReference {
    @Override
    public Tensor forward(Tensor x, Tensor w1, Tensor w2) {
      return relu(relu(x.matmul(w1.transpose())).matmul(w2.transpose()).plus(x));
    }
  }

  /** Adds the branch into the caller's x. */
  public static class AddsInPlace extends ResidualBlockReference {
    @Override
    public Tensor forward(Tensor x, Tensor w1, Tensor w2) {
      x.add(branch(x, w1, w2));
      return relu(x);
    }
  }
}
