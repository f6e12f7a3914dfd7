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
      return of(from, to, 0, to);
    }

    /**
     * Those of a part of the new pixels.
     *
     * @param to how many new pixels there would be in all
     * @param begin the first of them that is wanted
     * @param count how many are wanted
     */
    static Taps of(int from, long to, long begin, int count) {
      double scale = from / (double) to;
      double reach = Math.max(1, scale);
      int[] first = new int[count];
      float[][] weights = new float[count][];
      for (int i = 0; i < count; i++) {
        double middle = (begin + i + 0.5) * scale;
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

    /** The first old pixel that counts, and the one behind the last. */
    int[] range() {
      int last = first.length - 1;
      return new int[] {first[0], first[last] + weights[last].length};
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
     * @param in old pixel j is {@code in[from + (j - skipped) * step]}
     * @param skipped how many old pixels at the beginning are not in it
     */
    void apply(float[] in, int from, int skipped, float[] out, int to, int step) {
      for (int k = 0; k < first.length; k++) {
        float sum = 0;
        int at = from + (first[k] - skipped) * step;
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
    return planes(planes, h, w, Taps.of(h, toH), Taps.of(w, toW));
  }

  /**
   * The middle of planes that are resized, without the rest. Half pixels are rounded to the even
   * side, as torchvision does it.
   *
   * @param planes (planes, h, w)
   * @param wholeH the height that the resized planes would have, at least {@code height}
   * @param wholeW the width that they would have, at least {@code width}
   * @return (planes, height, width)
   */
  static byte[] middle(
      byte[] planes, int h, int w, long wholeH, long wholeW, int height, int width) {
    long top = (long) Math.rint((wholeH - height) / 2.0);
    long left = (long) Math.rint((wholeW - width) / 2.0);
    return planes(planes, h, w, Taps.of(h, wholeH, top, height), Taps.of(w, wholeW, left, width));
  }

  private static byte[] planes(byte[] planes, int h, int w, Taps rows, Taps columns) {
    int toH = rows.first.length;
    int toW = columns.first.length;
    int count = planes.length / (h * w);
    byte[] resized = new byte[Math.multiplyExact(Math.multiplyExact(count, toH), toW)];
    int[] range = rows.range();
    float[] old = new float[w];
    float[] narrow = new float[Math.multiplyExact(range[1] - range[0], toW)];
    float[] small = new float[toH * toW];
    for (int plane = 0; plane < count; plane++) {
      for (int y = range[0]; y < range[1]; y++) {
        for (int x = 0; x < w; x++) {
          old[x] = planes[(plane * h + y) * w + x] & 0xFF;
        }
        columns.apply(old, 0, 0, narrow, (y - range[0]) * toW, 1);
      }
      for (int x = 0; x < toW; x++) {
        rows.apply(narrow, x, range[0], small, x, toW);
      }
      for (int i = 0; i < small.length; i++) {
        resized[plane * small.length + i] = (byte) Math.round(small[i]);
      }
    }
    return resized;
  }
}
