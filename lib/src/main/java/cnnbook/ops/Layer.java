package cnnbook.ops;

import cnnbook.tensor.Tensor;
import java.util.List;

/** A stage of a network: one tensor in, one tensor out. */
public interface Layer {

  /**
   * The output for an input, and the way back.
   *
   * @param x a batch, its first axis the images
   * @param training whether layers that differ (dropout, batch normalization) work as in training
   */
  Pass forward(Tensor x, boolean training);

  /** The output at inference. */
  default Tensor predict(Tensor x) {
    return forward(x, false).out();
  }

  /** What is learned, in order; none unless overridden. */
  default List<Parameter> parameters() {
    return List.of();
  }
}
