package cnnbook.ops;

import cnnbook.tensor.Shape;
import cnnbook.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;

/**
 * Puts tensors beside each other along one axis: with axis 1 the channels of several maps.
 *
 * <p>(n, c₁, h, w), (n, c₂, h, w), … → (n, c₁ + c₂ + …, h, w); backward cuts dout into the same
 * parts. Source: Huang and others, "Densely Connected Convolutional Networks", section 3.
 *
 * @param axis the one that grows; −1 is the last one
 */
public record ConcatOp(int axis) {

  /**
   * All inputs in one.
   *
   * @throws IllegalArgumentException if there is none, or two differ along another axis
   */
  public Tensor forward(List<Tensor> inputs) {
    if (inputs.isEmpty()) {
      throw new IllegalArgumentException("concat needs at least 1 tensor, there are 0");
    }
    Shape first = inputs.get(0).shape();
    int total = 0;
    for (Tensor input : inputs) {
      if (input.rank() != first.rank()
          || !input.shape().with(axis, 1).equals(first.with(axis, 1))) {
        throw new IllegalArgumentException(
            "shapes %s and %s may differ along axis %d alone"
                .formatted(first, input.shape(), axis));
      }
      total += input.size(axis);
    }
    Tensor out = Tensor.zeros(first.with(axis, total));
    int from = 0;
    for (Tensor input : inputs) {
      copyInto(out, input, from * out.shape().stride(axis));
      from += input.size(axis);
    }
    return out;
  }

  /**
   * The part of dout for each input.
   *
   * @param inputs as given to forward
   * @param dout of forward's output's shape
   */
  public List<Tensor> backward(List<Tensor> inputs, Tensor dout) {
    List<Tensor> parts = new ArrayList<>();
    int from = 0;
    for (Tensor input : inputs) {
      Tensor part = dout.slice(axis, from, from + input.size(axis));
      Require.shape(input.shape(), part, "dout's part");
      parts.add(part);
      from += input.size(axis);
    }
    if (from != dout.size(axis)) {
      throw new IllegalArgumentException(
          "dout %s has size %d along axis %d, the inputs together %d"
              .formatted(dout.shape(), dout.size(axis), axis, from));
    }
    return parts;
  }

  private void copyInto(Tensor out, Tensor input, int offset) {
    int chunk = input.size(axis) * input.shape().stride(axis);
    int step = out.size(axis) * out.shape().stride(axis);
    for (int i = 0; i < input.count() / chunk; i++) {
      System.arraycopy(input.data(), i * chunk, out.data(), i * step + offset, chunk);
    }
  }
}
