package cnnbook.viz;

import cnnbook.tensor.Tensor;

/**
 * A matrix as a visual's script gets it.
 *
 * @param rows their number
 * @param columns their number
 * @param texts the values as they are shown, row by row, parted by spaces; minus is written -,
 *     which is shorter in UTF-8, and becomes − again in the script
 * @param tones the values as brightness, 0 … 9 from the smallest to the largest, one digit each
 */
record Plane(int rows, int columns, String texts, String tones) {
  private static final int LIGHTEST = 9;

  static Plane of(Tensor matrix, Numerals numerals) {
    return new Plane(
        matrix.size(0),
        matrix.size(1),
        numerals.texts(matrix.data()).replace('−', '-'),
        tones(matrix.data()));
  }

  private static String tones(float[] values) {
    double low = Double.POSITIVE_INFINITY;
    double high = Double.NEGATIVE_INFINITY;
    for (float value : values) {
      low = Float.isFinite(value) ? Math.min(low, value) : low;
      high = Float.isFinite(value) ? Math.max(high, value) : high;
    }
    StringBuilder tones = new StringBuilder();
    for (float value : values) {
      double share = high > low ? (Math.max(low, Math.min(high, value)) - low) / (high - low) : 1;
      tones.append(Double.isNaN(value) ? 0 : Math.round(share * LIGHTEST));
    }
    return tones.toString();
  }
}
