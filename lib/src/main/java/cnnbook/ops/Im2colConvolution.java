package cnnbook.ops;

import cnnbook.tensor.Shape;
import cnnbook.tensor.Tensor;
import java.util.Arrays;

/**
 * Cross-correlation as a matrix product. Everything that the kernel sees at one position becomes a
 * column of a matrix ("im2col"); the filters are the rows of another; their product is the output.
 *
 * <p>For each image and group, with depth = (c / groups)·kh·kw:
 *
 * <pre>
 * out (filters, oh·ow)    = weight (filters, depth) · columns (depth, oh·ow)
 * dcolumns                = weightᵀ · dout
 * dw (filters, depth)    += dout · columnsᵀ
 * </pre>
 *
 * <p>Cost: as many products as {@link NaiveConvolution}, but in plain loops along memory, on one
 * core. Extra memory: one column buffer, depth·oh·ow numbers, reused for all images.
 *
 * <p>Source: Chellapilla, Puri and Simard, "High Performance Convolutional Neural Networks for
 * Document Processing", 2006, section 2.
 */
public final class Im2colConvolution implements Convolution {

  @Override
  public Tensor forward(Tensor x, Tensor weight, ConvShape shape) {
    Tensor out = Tensor.zeros(shape.outputShape());
    float[] columns = columnBuffer(shape);
    for (int part = 0; part < shape.n() * shape.groups(); part++) {
      fillColumns(x, part, shape, columns);
      multiply(weight.data(), part, columns, out.data(), shape);
    }
    return out;
  }

  @Override
  public Tensor inputGradient(Tensor dout, Tensor weight, ConvShape shape) {
    Tensor dx = Tensor.zeros(shape.inputShape());
    float[] columns = columnBuffer(shape);
    for (int part = 0; part < shape.n() * shape.groups(); part++) {
      multiplyTransposed(weight.data(), part, dout.data(), columns, shape);
      addColumns(columns, dx, part, shape);
    }
    return dx;
  }

  @Override
  public Tensor weightGradient(Tensor dout, Tensor x, ConvShape shape) {
    Tensor dw = Tensor.zeros(shape.weightShape());
    float[] columns = columnBuffer(shape);
    for (int part = 0; part < shape.n() * shape.groups(); part++) {
      fillColumns(x, part, shape, columns);
      addOuter(dout.data(), part, columns, dw.data(), shape);
    }
    return dw;
  }

  /** out = weight · columns, row by row. */
  private static void multiply(
      float[] weight, int part, float[] columns, float[] out, ConvShape s) {
    int width = positions(s);
    int firstFilter = part % s.groups() * s.groupFilters();
    for (int f = 0; f < s.groupFilters(); f++) {
      int target = (part * s.groupFilters() + f) * width;
      for (int k = 0; k < s.depth(); k++) {
        float value = weight[(firstFilter + f) * s.depth() + k];
        addMultiple(value, columns, k * width, out, target, width);
      }
    }
  }

  /** columns = weightᵀ · dout, row by row. */
  private static void multiplyTransposed(
      float[] weight, int part, float[] dout, float[] columns, ConvShape s) {
    int width = positions(s);
    int firstFilter = part % s.groups() * s.groupFilters();
    Arrays.fill(columns, 0);
    for (int k = 0; k < s.depth(); k++) {
      for (int f = 0; f < s.groupFilters(); f++) {
        float value = weight[(firstFilter + f) * s.depth() + k];
        int source = (part * s.groupFilters() + f) * width;
        addMultiple(value, dout, source, columns, k * width, width);
      }
    }
  }

  /** dw += dout · columnsᵀ: each value is the dot product of two rows. */
  private static void addOuter(float[] dout, int part, float[] columns, float[] dw, ConvShape s) {
    int width = positions(s);
    int firstFilter = part % s.groups() * s.groupFilters();
    for (int f = 0; f < s.groupFilters(); f++) {
      int row = (part * s.groupFilters() + f) * width;
      for (int k = 0; k < s.depth(); k++) {
        double sum = 0;
        for (int p = 0; p < width; p++) {
          sum += (double) dout[row + p] * columns[k * width + p];
        }
        dw[(firstFilter + f) * s.depth() + k] += (float) sum;
      }
    }
  }

  private static void addMultiple(
      float value, float[] source, int from, float[] target, int to, int count) {
    for (int i = 0; i < count; i++) {
      target[to + i] += value * source[from + i];
    }
  }

  /** Copies what the kernel sees at each position; zeros outside the image. */
  private static void fillColumns(Tensor x, int part, ConvShape s, float[] columns) {
    forEachPatchValue(part, s, (place, input) -> columns[place] = input < 0 ? 0 : x.data()[input]);
  }

  /** Adds each value of the columns to the input value that it was copied from ("col2im"). */
  private static void addColumns(float[] columns, Tensor dx, int part, ConvShape s) {
    forEachPatchValue(
        part,
        s,
        (place, input) -> {
          if (input >= 0) {
            dx.data()[input] += columns[place];
          }
        });
  }

  private interface PatchValue {
    void visit(int place, int input);
  }

  /** Visits the places of the columns, each with the place of its input value, −1 outside. */
  private static void forEachPatchValue(int part, ConvShape s, PatchValue visitor) {
    int place = 0;
    for (int k = 0; k < s.depth(); k++) {
      int plane = part * s.groupChannels() + k / s.window().area();
      int a = k / s.kw() % s.kh();
      int b = k % s.kw();
      for (int i = 0; i < s.oh(); i++) {
        int row = s.rows().input(i, a);
        for (int j = 0; j < s.ow(); j++, place++) {
          int column = s.columns().input(j, b);
          boolean inside = row >= 0 && row < s.h() && column >= 0 && column < s.w();
          visitor.visit(place, inside ? (plane * s.h() + row) * s.w() + column : -1);
        }
      }
    }
  }

  private static float[] columnBuffer(ConvShape shape) {
    return new float[Shape.of(shape.depth(), positions(shape)).count()];
  }

  private static int positions(ConvShape shape) {
    return shape.oh() * shape.ow();
  }
}
