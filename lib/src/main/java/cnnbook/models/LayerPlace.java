package cnnbook.models;

import java.util.Map;

/**
 * Where a layer stands in its network.
 *
 * @param depth convolutions and dense layers on the longest way from the image up to and with it:
 *     how papers count layers, shortcuts' projections left out
 * @param single whether it is one layer or operation, not a block of several
 * @param response whether its result is what He and others call the response of a layer: that of a
 *     convolution larger than 1×1, behind its batch normalization if one follows at once
 * @param branch whether its result is what a residual block adds to its shortcut: the operand of a
 *     sum that has passed more layers
 */
public record LayerPlace(int depth, boolean single, boolean response, boolean branch) {

  /**
   * The places of all layers, operations and blocks, by the paths of {@link ModelSummary} in the
   * order of a forward pass in training. Nothing is computed.
   */
  public static Map<String, LayerPlace> of(Composite network) {
    return new PlaceFlow().places(network);
  }
}
