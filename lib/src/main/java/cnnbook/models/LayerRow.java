package cnnbook.models;

import ai.djl.ndarray.types.Shape;
import cnnbook.geometry.ReceptiveField;
import java.util.Optional;

/**
 * One layer in a {@link ModelSummary}, or several taken together.
 *
 * @param path its name: {@code layer1.0.conv2}; a sum or an activation that is no layer of its own
 *     has its block's path and {@code add}, {@code relu}, …
 * @param type the family it belongs to
 * @param kind what it does, for instance {@code conv 3×3, stride 2, padding 1, 64 filters}
 * @param output shape of the result, (N, C, H, W) or (N, units)
 * @param parameters numbers that are learned; those of a layer that is used twice, at its first use
 * @param buffers numbers that are kept but not learned: batch normalization's running statistics
 * @param macs multiply-accumulate operations for one image, as {@link cnnbook.geometry.LayerCost}
 *     counts them
 * @param activationBytes the result in float32 for the whole batch, 4 bytes for each number; 0 for
 *     a mere change of shape
 * @param rows what one element of the result sees of the image's rows, where that is known
 * @param columns what it sees of the image's columns
 * @param trainingOnly whether it belongs to an auxiliary head, which does not run in inference
 */
public record LayerRow(
    String path,
    Type type,
    String kind,
    Shape output,
    long parameters,
    long buffers,
    long macs,
    long activationBytes,
    Optional<ReceptiveField> rows,
    Optional<ReceptiveField> columns,
    boolean trainingOnly) {

  /** Families of layers. */
  public enum Type {
    /** A convolution. */
    CONVOLUTION,
    /** A dense layer. */
    DENSE,
    /** Batch normalization. */
    NORMALIZATION,
    /** Any pooling. */
    POOLING,
    /** A sum, a concatenation, a product with gates. */
    JOIN,
    /** Activations, dropout, changes of shape: layers without weights. */
    ELEMENTWISE,
    /** A layer that the summary does not know: its parameters count, its products do not. */
    OTHER,
    /** Several layers. */
    BLOCK
  }

  /** The output without the batch: {@code 64×56×56}. */
  public String outputText() {
    return SummaryText.dimensions(output);
  }

  /** Height and width that an element sees: {@code 483}, or {@code 7×5} where they differ. */
  public String fieldText() {
    return pair(rows.map(ReceptiveField::size), columns.map(ReceptiveField::size));
  }

  /** Pixels between what neighbours see, down and to the right: {@code 32}, or {@code 4×2}. */
  public String jumpText() {
    return pair(rows.map(ReceptiveField::jump), columns.map(ReceptiveField::jump));
  }

  private static String pair(Optional<Integer> down, Optional<Integer> right) {
    if (down.isEmpty() || right.isEmpty()) {
      return "?";
    }
    return down.equals(right) ? down.get().toString() : down.get() + "×" + right.get();
  }
}
