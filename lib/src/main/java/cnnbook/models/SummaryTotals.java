package cnnbook.models;

import cnnbook.models.LayerRow.Type;
import java.util.List;

/**
 * Sums over layers.
 *
 * @param parameters numbers that are learned
 * @param buffers numbers that are kept but not learned: running statistics
 * @param macs multiply-accumulate operations for one image
 * @param normalizationMacs those of them in batch normalization, which papers leave out as a rule
 * @param activationBytes the results of all layers for the whole batch, in float32
 */
public record SummaryTotals(
    long parameters, long buffers, long macs, long normalizationMacs, long activationBytes) {

  static SummaryTotals of(List<LayerRow> rows) {
    return new SummaryTotals(
        rows.stream().mapToLong(LayerRow::parameters).sum(),
        rows.stream().mapToLong(LayerRow::buffers).sum(),
        rows.stream().mapToLong(LayerRow::macs).sum(),
        rows.stream()
            .filter(row -> row.type() == Type.NORMALIZATION)
            .mapToLong(LayerRow::macs)
            .sum(),
        rows.stream().mapToLong(LayerRow::activationBytes).sum());
  }

  /** Those in convolutions and dense layers: the number that papers print. */
  public long productMacs() {
    return macs - normalizationMacs;
  }

  /** Bytes of the parameters and buffers in float32: 4 for each number. */
  public long parameterBytes() {
    return Float.BYTES * (parameters + buffers);
  }
}
