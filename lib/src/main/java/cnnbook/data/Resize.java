package cnnbook.data;

/**
 * Bilinear resizing, antialiased when it shrinks: each new pixel is the mean of the old ones under
 * a triangle around its place, which reaches one pixel to both sides, or as many old pixels as one
 * new pixel covers if that is more. So every old pixel counts, and thin lines do not vanish. Pixel
 * centres lie at halves; outside of the image there is nothing that could count. Heights and widths
 * are done one after the other in float32 and rounded once.
 */
final class Resize {
  private Resize() {}

  /**
   * Which old pixels make a new one along an axis.
   *
   * @param first the first of them for each new pixel
   * @param weights how much each counts, in sum 1
   */
  private record Taps(int[] first, float[][] weights) {
    static Taps of(int from, int to) {
      double scale = from / (double) to;
      double reach = Math.max(1, scale);
      int[] first = new int[to];
      float[][] weights = new float[to][];
      for (int i = 0; i < to; i++) {
        double middle = (i + 0.5) * scale;
        first[i] = Math.max(0, (int) Math.floor(middle - reach + 0.5));
        int end = Math.min(from, (int) Math.floor(middle + reach + 0.5));
        weights[i] = triangle(first[i], end, middle, reach);
      }
      return new Taps(first, weights);
    }

    private static float[] triangle(int begin, int end, double middle, double reach) {
      double[] heights = new double[end - begin];
      double sum = 0;
      for (int j = 0; j < heights.length; j++) {
        heights[j] = Math.max(0, 1 - Math.abs(begin + j + 0.5 - middle) / reach);
        sum += heights[j];
      }
      float[] weights = new float[heights.length];
      for (int j = 0; j < weights.length; j++) {
        weights[j] = (float) (heights[j] / sum);
      }
      return weights;
    }

    /**
     * The same weights as a matrix: (from, to), so that a row of old pixels times it is the new.
     */
    float[] matrix(int from) {
      float[] matrix = new float[from * first.length];
      for (int k = 0; k < first.length; k++) {
        for (int j = 0; j < weights[k].length; j++) {
          matrix[(first[k] + j) * first.length + k] = weights[k][j];
        }
      }
      return matrix;
    }

    /**
     * One line: new pixel k is written to {@code out[to + k * step]}.
     *
     * @param in old pixel j is {@code in[from + j * step]}
     */
    void apply(float[] in, int from, float[] out, int to, int step) {
      for (int k = 0; k < first.length; k++) {
        float sum = 0;
        int at = from + first[k] * step;
        for (float weight : weights[k]) {
          sum += weight * in[at];
          at += step;
        }
        out[to + k * step] = sum;
      }
    }
  }

  /**
   * What one axis is multiplied by, so that a device can do the same.
   *
   * @return (from, to), row by row
   */
  static float[] matrix(int from, int to) {
    return Taps.of(from, to).matrix(from);
  }

  /**
   * Resizes planes of bytes.
   *
   * @param planes (planes, h, w)
   * @return (planes, toH, toW)
   */
  static byte[] planes(byte[] planes, int h, int w, int toH, int toW) {
    Taps rows = Taps.of(h, toH);
    Taps columns = Taps.of(w, toW);
    int count = planes.length / (h * w);
    byte[] resized = new byte[Math.multiplyExact(Math.multiplyExact(count, toH), toW)];
    float[] old = new float[h * w];
    float[] narrow = new float[h * toW];
    float[] small = new float[toH * toW];
    for (int plane = 0; plane < count; plane++) {
      for (int i = 0; i < old.length; i++) {
        old[i] = planes[plane * old.length + i] & 0xFF;
      }
      for (int y = 0; y < h; y++) {
        columns.apply(old, y * w, narrow, y * toW, 1);
      }
      for (int x = 0; x < toW; x++) {
        rows.apply(narrow, x, small, x, toW);
      }
      for (int i = 0; i < small.length; i++) {
        resized[plane * small.length + i] = (byte) Math.round(small[i]);
      }
    }
    return resized;
  }
}
