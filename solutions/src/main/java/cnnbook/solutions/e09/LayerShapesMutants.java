package cnnbook.solutions.e09;

/** Wrong answers to exercise 9.1, each by one slip. */
public final class LayerShapesMutants {
  private LayerShapesMutants() {}

  /** Counts no biases. */
  public static class NoBias extends LayerShapesReference {
    @Override
    long parameters(int[] in, Layer layer) {
      return Math.max(super.parameters(in, layer) - layer.out(), 0);
    }
  }

  /** Takes the padding for both sides together. */
  public static class TotalPadding extends LayerShapesReference {
    @Override
    int size(int n, Layer layer) {
      return (n + layer.padding() - layer.kernel()) / layer.stride() + 1;
    }
  }

  /** Lets a window in that hangs over the border. */
  public static class CeilForFloor extends LayerShapesReference {
    @Override
    int size(int n, Layer layer) {
      int floor = super.size(n, layer);
      return (n + 2 * layer.padding() - layer.kernel()) % layer.stride() == 0 ? floor : floor + 1;
    }
  }

  /** Is right for square maps only. */
  public static class SquareMaps extends LayerShapesReference {
    @Override
    int[] next(int[] in, Layer layer) {
      int[] out = super.next(in, layer);
      return out.length == 3 ? new int[] {out[0], out[1], out[1]} : out;
    }
  }

  /** Halves at every pooling, whatever its window. */
  public static class PoolAlwaysHalves extends LayerShapesReference {
    @Override
    int[] next(int[] in, Layer layer) {
      int[] out = super.next(in, layer);
      return layer.kind().equals("pool") ? new int[] {in[0], in[1] / 2, in[2] / 2} : out;
    }
  }

  /** Multiplies in int. */
  public static class Overflows extends LayerShapesReference {
    @Override
    long parameters(int[] in, Layer layer) {
      return (int) super.parameters(in, layer);
    }
  }

  /** Lets a kernel look at one channel. */
  public static class OneChannel extends LayerShapesReference {
    @Override
    long parameters(int[] in, Layer layer) {
      return super.parameters(layer.kind().equals("conv") ? new int[] {1} : in, layer);
    }
  }

  /** Passes over kinds that it does not know. */
  public static class SkipsUnknownKinds extends LayerShapesReference {
    @Override
    int[] next(int[] in, Layer layer) {
      boolean known = "conv pool flatten dense".contains(layer.kind());
      return known ? super.next(in, layer) : in;
    }
  }
}
