package cnnbook.models;

import ai.djl.nn.Block;
import java.util.List;

/**
 * What a {@link Composite} is defined on. A block says once how its parts are connected; run on
 * arrays that is the forward pass, run on shapes it gives the output's shape, run on table rows the
 * summary. So the three can never disagree.
 *
 * @param <T> what flows: an array, a shape, a row
 */
public interface Flow<T> {

  /** Sends x through a block. */
  T run(Block block, T x);

  /** max(x, 0), value by value. */
  T relu(T x);

  /** The sum of two of the same shape: where a shortcut joins. */
  T add(T a, T b);

  /** Arrays (N, C₁, H, W), (N, C₂, H, W), … one after the other along the channels. */
  T concat(List<T> parts);

  /** Each map of x (N, C, H, W) times its gate in (N, C). */
  T gate(T x, T gates);

  /**
   * A second result of the network beside its main one, in training: the logits of an auxiliary
   * head.
   */
  void side(T output);

  /** Whether the auxiliary heads run: in training, not in inference. */
  boolean training();
}
