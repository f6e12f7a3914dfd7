package cnnbook.viz;

import cnnbook.geometry.Window;
import cnnbook.ops.Conv2dOp;
import cnnbook.tensor.Tensor;
import java.util.Optional;

/**
 * What one layer of a network made of some images, as {@link Visuals#explorer} shows it; {@code
 * cnnbook.models.Explorer} collects them.
 *
 * @param name of the layer
 * @param kind what it does, for instance {@code conv 5×5, padding 2, 6 filters}
 * @param parameters numbers that it has learned
 * @param maps (N, C, H, W), or (N, units) behind a dense layer
 * @param working of a convolution, so that its maps can be followed number by number
 */
public record LayerMaps(
    String name, String kind, long parameters, Tensor maps, Optional<Working> working) {

  /**
   * What a convolution computes its maps from.
   *
   * @param input (N, C, H, W)
   * @param weight (F, C, kh, kw)
   * @param bias (F)
   * @param window its kernel's size must be that of the weight
   */
  public record Working(Tensor input, Tensor weight, Tensor bias, Window window) {}

  /** The images themselves, (N, C, H, W): the first of all layers. */
  public static LayerMaps input(Tensor images) {
    return of("input", "image", images);
  }

  /** A layer without weights. */
  public static LayerMaps of(String name, String kind, Tensor maps) {
    return new LayerMaps(name, kind, 0, maps, Optional.empty());
  }

  /**
   * A convolution, computed by {@link Conv2dOp}.
   *
   * @param input (N, C, H, W)
   * @param weight (F, C, kh, kw)
   * @param bias (F)
   * @throws IllegalArgumentException if the shapes do not fit each other
   */
  public static LayerMaps convolution(
      String name, Tensor input, Tensor weight, Tensor bias, Window window) {
    Tensor maps = new Conv2dOp(window).forward(input, weight, bias).out();
    String kind =
        "conv %d×%d, %d filters".formatted(weight.size(2), weight.size(3), weight.size(0));
    long parameters = (long) weight.count() + bias.count();
    Working working = new Working(input, weight, bias, window);
    return new LayerMaps(name, kind, parameters, maps, Optional.of(working));
  }
}
