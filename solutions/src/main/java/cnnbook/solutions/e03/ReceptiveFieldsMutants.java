package cnnbook.solutions.e03;

import java.util.Arrays;

/** Wrong answers to exercise 3.2, each by one slip. */
public final class ReceptiveFieldsMutants {
  private ReceptiveFieldsMutants() {}

  /** Adds the kernels up as if no layer had a stride. */
  public static class NoJump extends ReceptiveFieldsReference {
    @Override
    public int[] sizes(Layer[] layers) {
      Layer[] slow =
          Arrays.stream(layers)
              .map(l -> new Layer(l.kernel(), 1, l.dilation(), l.padding()))
              .toArray(Layer[]::new);
      return super.sizes(slow);
    }
  }

  /** Takes the jump behind the layer. */
  public static class JumpBehind extends ReceptiveFieldsReference {
    @Override
    public int[] sizes(Layer[] layers) {
      int[] jumps = jumps(layers);
      int[] sizes = new int[layers.length];
      int size = 1;
      for (int i = 0; i < layers.length; i++) {
        size += reach(layers[i]) * jumps[i];
        sizes[i] = size;
      }
      return sizes;
    }
  }

  /** Adds strides, where 2 and 2 hide it. */
  public static class AddsStrides extends ReceptiveFieldsReference {
    @Override
    public int[] jumps(Layer[] layers) {
      int[] jumps = new int[layers.length];
      for (int i = 0; i < layers.length; i++) {
        int stride = layers[i].stride();
        jumps[i] = i == 0 || stride == 1 ? jumpBefore(i, jumps) * stride : jumps[i - 1] + stride;
        jumps[i] = i == 1 && jumps[0] == 1 ? stride : jumps[i];
      }
      return jumps;
    }
  }

  /** Does not know dilation. */
  public static class NoDilation extends ReceptiveFieldsReference {
    @Override
    int reach(Layer layer) {
      return layer.kernel() - 1;
    }
  }

  /** Multiplies kernel and dilation. */
  public static class DilationTimesKernel extends ReceptiveFieldsReference {
    @Override
    int reach(Layer layer) {
      return layer.dilation() * layer.kernel() - 1;
    }
  }

  /** Forgets the padding. */
  public static class NoPadding extends ReceptiveFieldsReference {
    @Override
    public int[] span(Layer[] layers, int place) {
      Layer[] bare =
          Arrays.stream(layers)
              .map(l -> new Layer(l.kernel(), l.stride(), l.dilation(), 0))
              .toArray(Layer[]::new);
      return super.span(bare, place);
    }
  }

  /** Adds the padding of all layers as if it were the input's. */
  public static class PaddingOfTheInput extends ReceptiveFieldsReference {
    @Override
    public int[] span(Layer[] layers, int place) {
      int[] span = super.span(layers, place);
      int[] jumps = jumps(layers);
      for (int i = 1; i < layers.length; i++) {
        span[0] += layers[i].padding() * (jumps[i - 1] - 1);
        span[1] += layers[i].padding() * (jumps[i - 1] - 1);
      }
      return span;
    }
  }

  /** Moves the span by one element per place. */
  public static class StepsOfOne extends ReceptiveFieldsReference {
    @Override
    public int[] span(Layer[] layers, int place) {
      int[] span = super.span(layers, 0);
      return new int[] {span[0] + place, span[1] + place};
    }
  }

  /** Needs at least one layer. */
  public static class NeedsALayer extends ReceptiveFieldsReference {
    @Override
    public int[] span(Layer[] layers, int place) {
      int first = super.span(layers, place)[0];
      return new int[] {first, first + sizes(layers)[layers.length - 1] - 1};
    }
  }
}
