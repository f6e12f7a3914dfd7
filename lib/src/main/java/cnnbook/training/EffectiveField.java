package cnnbook.training;

import cnnbook.models.Composite;
import cnnbook.tensor.Tensor;

/**
 * The receptive field as it is, not as it could be: how much each pixel really moves the unit in
 * the middle of a layer's maps. Luo and others, "Understanding the Effective Receptive Field in
 * Deep Convolutional Neural Networks", 2016, section 3.
 */
public final class EffectiveField {
  private EffectiveField() {}

  /**
   * The mean size of the gradient, over images and input channels.
   *
   * @param network with its weights drawn
   * @param images (N, C, H, W); the more, the smoother
   * @param layer with maps, by the paths of {@code ModelSummary}
   * @return (H, W), its largest value 1; all 0 if no image reaches the unit
   */
  public static Tensor of(Composite network, Tensor images, String layer) {
    Tensor slopes = Saliency.gradient(network, images, layer, Saliency.middle()).map(Math::abs);
    Tensor mean = slopes.mean(0).mean(0);
    return mean.max() == 0 ? mean : mean.times(1 / mean.max());
  }

  /**
   * The side of the smallest square around the field's centre of gravity that holds a share of it.
   *
   * @param field (H, W), none of it negative, not all of it 0
   * @param share in (0, 1]
   * @return odd, at least 1; what lies outside of the image counts as nothing
   */
  public static int side(Tensor field, double share) {
    if (!(share > 0 && share <= 1)) {
      throw new IllegalArgumentException("share must be in (0, 1], not " + share);
    }
    int row = middle(field.sum(1));
    int column = middle(field.sum(0));
    int reach = 0;
    // In double and with a little room: a share of 1 must be reached.
    double wanted = share * field.sum() * (1 - 1e-6);
    while (inside(field, row, column, reach) < wanted) {
      reach++;
    }
    return 2 * reach + 1;
  }

  /** The mean position, each weighted by what lies there. */
  private static int middle(Tensor weights) {
    double sum = weights.times(Tensor.count(0, weights.count())).sum();
    return (int) Math.round(sum / weights.sum());
  }

  private static double inside(Tensor field, int row, int column, int reach) {
    int bottom = Math.min(field.size(0), row + reach + 1);
    int right = Math.min(field.size(1), column + reach + 1);
    Tensor rows = field.slice(0, Math.max(0, row - reach), bottom);
    return rows.slice(1, Math.max(0, column - reach), right).sum();
  }
}
