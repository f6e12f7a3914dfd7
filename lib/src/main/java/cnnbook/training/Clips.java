package cnnbook.training;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.nn.Block;

/** What {@link Clip} offers; records, so that a checkpoint tells one from another by its text. */
final class Clips {
  private Clips() {}

  record None() implements Clip {
    @Override
    public void apply(Block network) {
      // Gradients stay as they are.
    }
  }

  record ByNorm(double max) implements Clip {
    ByNorm {
      Require.positive("the largest norm", max);
    }

    @Override
    public void apply(Block network) {
      try (Gradients gradients = Gradients.of(network)) {
        NDArray limit = gradients.scope().create((float) max);
        NDArray factor = limit.div(gradients.norm().add(1e-6f)).minimum(1f);
        gradients.byName().values().forEach(gradient -> gradient.muli(factor));
      }
    }
  }

  record ByValue(double max) implements Clip {
    ByValue {
      Require.positive("the largest value", max);
    }

    @Override
    public void apply(Block network) {
      try (Gradients gradients = Gradients.of(network)) {
        for (NDArray gradient : gradients.byName().values()) {
          gradient.set(new NDIndex("..."), gradient.clip((float) -max, (float) max));
        }
      }
    }
  }
}
