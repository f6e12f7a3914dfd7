package cnnbook.ops;

import cnnbook.tensor.MatrixProduct;
import cnnbook.tensor.MatrixView;
import cnnbook.tensor.Tensor;
import java.util.Arrays;

/**
 * Cross-correlation as in {@link Im2colConvolution}, made fast in three steps: the columns are
 * built and used in blocks that stay in the cache; the products run in the form that the JIT
 * compiler turns into vector instructions ({@link MatrixProduct#addRows}); all cores, or as many as
 * it is told, share the images.
 *
 * <p>Cost: the same products. Extra memory for each thread: one block of at most 256 KiB (or the
 * columns of one output row, if they are larger) and one line; for the weights' gradient one copy
 * of it.
 */
public final class FastConvolution implements Convolution {
  private final int threads;

  /** On all cores. */
  public FastConvolution() {
    this(Workers.count());
  }

  /**
   * On some cores.
   *
   * @param threads into how many parts the work is divided, at least 1; more than there are cores
   *     bring nothing
   */
  public FastConvolution(int threads) {
    if (threads < 1) {
      throw new IllegalArgumentException("threads is %d: 1 or more".formatted(threads));
    }
    this.threads = threads;
  }

  @Override
  public Tensor forward(Tensor x, Tensor weight, ConvShape shape) {
    Tensor out = Tensor.zeros(shape.outputShape());
    Patches patches = new Patches(shape);
    int blockRows = patches.rowsPerBlock();
    int blocks = (shape.oh() + blockRows - 1) / blockRows;
    Workers.shareRanges(
        shape.n() * shape.groups() * blocks,
        threads,
        (first, end) -> {
          float[][] panel = new float[shape.depth()][blockRows * shape.ow()];
          float[] line = new float[blockRows * shape.ow()];
          for (int task = first; task < end; task++) {
            int from = task % blocks * blockRows;
            int to = Math.min(from + blockRows, shape.oh());
            patches.fillColumns(x, task / blocks, from, to, panel);
            multiplyBlock(weight, panel, line, out, task / blocks, from, to, shape);
          }
        });
    return out;
  }

  /** Output rows from … to of all filters of a group = weight · panel. */
  private static void multiplyBlock(
      Tensor weight,
      float[][] panel,
      float[] line,
      Tensor out,
      int part,
      int from,
      int to,
      ConvShape s) {
    int width = (to - from) * s.ow();
    int firstFilter = part % s.groups() * s.groupFilters();
    for (int f = 0; f < s.groupFilters(); f++) {
      int weights = (firstFilter + f) * s.depth();
      Arrays.fill(line, 0, width, 0);
      MatrixProduct.addRows(weight.data(), weights, 1, panel, s.depth(), line, width);
      int target = ((part * s.groupFilters() + f) * s.oh() + from) * s.ow();
      System.arraycopy(line, 0, out.data(), target, width);
    }
  }

  @Override
  public Tensor inputGradient(Tensor dout, Tensor weight, ConvShape shape) {
    Tensor dx = Tensor.zeros(shape.inputShape());
    Patches patches = new Patches(shape);
    int parts = shape.n() * shape.groups();
    // Channels do not overlap in dx: a single image is shared by channels.
    int slices = parts >= threads ? 1 : Math.min(threads, shape.groupChannels());
    int area = shape.window().area();
    Workers.shareRanges(
        parts * slices,
        threads,
        (first, end) -> {
          for (int task = first; task < end; task++) {
            int slice = task % slices;
            int fromElement = slice * shape.groupChannels() / slices * area;
            int toElement = (slice + 1) * shape.groupChannels() / slices * area;
            addColumns(dout, weight, dx, task / slices, fromElement, toElement, patches, shape);
          }
        });
    return dx;
  }

  /** dx gains weightᵀ · dout for some elements of the kernel, block by block. */
  private static void addColumns(
      Tensor dout,
      Tensor weight,
      Tensor dx,
      int part,
      int fromElement,
      int toElement,
      Patches patches,
      ConvShape s) {
    int firstWeight = part % s.groups() * s.groupFilters() * s.depth();
    int blockRows = patches.rowsPerBlock();
    for (int from = 0; from < s.oh(); from += blockRows) {
      int to = Math.min(from + blockRows, s.oh());
      float[][] rows = outputBlock(dout, part, from, to, s).toRows();
      float[] line = new float[(to - from) * s.ow()];
      for (int k = fromElement; k < toElement; k++) {
        Arrays.fill(line, 0);
        MatrixProduct.addRows(weight.data(), firstWeight + k, s.depth(), rows, line);
        patches.addColumn(line, part, k, from, to, dx);
      }
    }
  }

  @Override
  public Tensor weightGradient(Tensor dout, Tensor x, ConvShape shape) {
    Patches patches = new Patches(shape);
    Tensor dw = Tensor.zeros(shape.weightShape());
    Workers.collectRanges(
            shape.n(),
            threads,
            (first, end) -> {
              float[][] own = new float[shape.f()][shape.depth()];
              float[][] rows = new float[patches.rowsPerBlock() * shape.ow()][shape.depth()];
              for (int part = first * shape.groups(); part < end * shape.groups(); part++) {
                addProducts(dout, x, own, rows, part, patches, shape);
              }
              return own;
            })
        .forEach(own -> addTo(dw, own));
    return dw;
  }

  /** dw (filters, depth) gains dout · columnsᵀ of one image and group, block by block. */
  private static void addProducts(
      Tensor dout, Tensor x, float[][] dw, float[][] rows, int part, Patches patches, ConvShape s) {
    int firstFilter = part % s.groups() * s.groupFilters();
    int blockRows = patches.rowsPerBlock();
    for (int from = 0; from < s.oh(); from += blockRows) {
      int to = Math.min(from + blockRows, s.oh());
      patches.fillRows(x, part, from, to, rows);
      MatrixView block = outputBlock(dout, part, from, to, s);
      for (int f = 0; f < s.groupFilters(); f++) {
        int gradients = block.offset() + f * block.rowStride();
        float[] line = dw[firstFilter + f];
        MatrixProduct.addRows(dout.data(), gradients, 1, rows, block.columns(), line, line.length);
      }
    }
  }

  /** Rows from … to of the output of one image and group: (filters, positions). */
  private static MatrixView outputBlock(Tensor out, int part, int from, int to, ConvShape s) {
    int plane = s.oh() * s.ow();
    int start = part * s.groupFilters() * plane + from * s.ow();
    return new MatrixView(out.data(), start, s.groupFilters(), (to - from) * s.ow(), plane, 1);
  }

  private static void addTo(Tensor dw, float[][] own) {
    int depth = own[0].length;
    for (int f = 0; f < own.length; f++) {
      for (int k = 0; k < depth; k++) {
        dw.data()[f * depth + k] += own[f][k];
      }
    }
  }
}
