package cnnbook.ops;

import cnnbook.tensor.Tensor;

/**
 * Cross-correlation by the loops of its definition. Each product of the three sums below is written
 * once, in {@link #forEachProduct}; the gradients walk through the same products as forward.
 *
 * <p>Cost: n·f·oh·ow·(c / groups)·kh·kw products one at a time, on one core; sums in double
 * precision, so 8 bytes of extra memory for each value of the result.
 *
 * <p>Source: Dumoulin and Visin, "A guide to convolution arithmetic for deep learning", section
 * 1.1.
 */
public final class NaiveConvolution implements Convolution {

  /** out[n,f,i,j] = Σ x[n, c, i·s − top + a·d, j·s − left + b·d] · weight[f, c, a, b]. */
  @Override
  public Tensor forward(Tensor x, Tensor weight, ConvShape shape) {
    Sums out = new Sums(shape.outputShape().count());
    forEachProduct(shape, (o, i, k) -> out.add(o, (double) x.data()[i] * weight.data()[k]));
    return Tensor.of(out.rounded(), shape.outputShape());
  }

  /** An input value changes each output in which it is a factor, by the other factor. */
  @Override
  public Tensor inputGradient(Tensor dout, Tensor weight, ConvShape shape) {
    Sums dx = new Sums(shape.inputShape().count());
    forEachProduct(shape, (o, i, k) -> dx.add(i, (double) dout.data()[o] * weight.data()[k]));
    return Tensor.of(dx.rounded(), shape.inputShape());
  }

  /** A weight changes each output in which it is a factor, by the other factor. */
  @Override
  public Tensor weightGradient(Tensor dout, Tensor x, ConvShape shape) {
    Sums dw = new Sums(shape.weightShape().count());
    forEachProduct(shape, (o, i, k) -> dw.add(k, (double) dout.data()[o] * x.data()[i]));
    return Tensor.of(dw.rounded(), shape.weightShape());
  }

  /** One product: the places of the output, the input value and the weight in their arrays. */
  private interface Product {
    void visit(int output, int input, int weight);
  }

  private static void forEachProduct(ConvShape s, Product product) {
    int output = 0;
    for (int n = 0; n < s.n(); n++) {
      for (int f = 0; f < s.f(); f++) {
        for (int i = 0; i < s.oh(); i++) {
          for (int j = 0; j < s.ow(); j++) {
            forEachProductOf(output++, n, f, i, j, s, product);
          }
        }
      }
    }
  }

  /** The products whose sum is the output (n, f, i, j); outside the image there are none. */
  private static void forEachProductOf(
      int output, int n, int f, int i, int j, ConvShape s, Product product) {
    int firstChannel = f / s.groupFilters() * s.groupChannels();
    int weight = f * s.depth();
    for (int c = 0; c < s.groupChannels(); c++) {
      int plane = n * s.c() + firstChannel + c;
      for (int a = 0; a < s.kh(); a++) {
        int row = s.rows().input(i, a);
        for (int b = 0; b < s.kw(); b++, weight++) {
          int column = s.columns().input(j, b);
          if (row >= 0 && row < s.h() && column >= 0 && column < s.w()) {
            product.visit(output, (plane * s.h() + row) * s.w() + column, weight);
          }
        }
      }
    }
  }

  /** Sums in double precision, rounded at the end. */
  private record Sums(double[] values) {
    Sums(int count) {
      this(new double[count]);
    }

    void add(int place, double product) {
      values[place] += product;
    }

    float[] rounded() {
      float[] result = new float[values.length];
      for (int i = 0; i < result.length; i++) {
        result[i] = (float) values[i];
      }
      return result;
    }
  }
}
