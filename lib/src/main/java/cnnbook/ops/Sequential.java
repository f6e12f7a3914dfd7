package cnnbook.ops;

import cnnbook.tensor.Tensor;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * Layers one after the other; the gradient walks back through them in reverse order.
 *
 * @param layers in the order of the forward pass
 */
public record Sequential(List<Layer> layers) implements Layer {

  /** Keeps its own copy of the list. */
  public Sequential {
    layers = List.copyOf(layers);
  }

  /** These layers, in this order. */
  public static Sequential of(Layer... layers) {
    return new Sequential(List.of(layers));
  }

  @Override
  public Pass forward(Tensor x, boolean training) {
    Deque<Pass> passes = new ArrayDeque<>();
    Tensor out = x;
    for (Layer layer : layers) {
      Pass pass = layer.forward(out, training);
      passes.push(pass);
      out = pass.out();
    }
    return new Pass(out, dout -> backward(passes, dout));
  }

  private static Tensor backward(Deque<Pass> passes, Tensor dout) {
    Tensor gradient = dout;
    for (Pass pass : passes) {
      gradient = pass.backward().apply(gradient);
    }
    return gradient;
  }

  @Override
  public List<Parameter> parameters() {
    return layers.stream().flatMap(layer -> layer.parameters().stream()).toList();
  }
}
