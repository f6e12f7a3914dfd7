package cnnbook.ops;

import ai.djl.ndarray.NDArray;
import cnnbook.models.Djl;
import cnnbook.tensor.Tensor;
import java.util.List;

/**
 * Rearranges rows and columns of images on an engine by matrix products, whose gradients every
 * engine knows. So padding of any kind and windows of any kind become primitives of the engine.
 */
final class Expand {
  private Expand() {}

  /**
   * Images whose row i is row rows[i] of x and whose column j is column columns[j]; −1 is zeros.
   *
   * @param x (n, c, h, w)
   */
  static NDArray select(NDArray x, List<Integer> rows, List<Integer> columns) {
    int h = (int) x.getShape().get(2);
    int w = (int) x.getShape().get(3);
    return weigh(x, selection(rows, h), selection(columns, w));
  }

  /** rows · image · columnsᵀ for each image; rows (oh, h), columns (ow, w). */
  static NDArray weigh(NDArray x, Tensor rows, Tensor columns) {
    return alongLast(alongLast(x, columns).transpose(0, 1, 3, 2), rows).transpose(0, 1, 3, 2);
  }

  private static NDArray alongLast(NDArray x, Tensor weights) {
    long[] shape = x.getShape().getShape();
    NDArray matrix = Djl.array(x.getManager(), weights.transpose());
    return x.reshape(shape[0] * shape[1] * shape[2], shape[3])
        .matMul(matrix)
        .reshape(shape[0], shape[1], shape[2], weights.size(0));
  }

  private static Tensor selection(List<Integer> sources, int size) {
    Tensor selection = Tensor.zeros(sources.size(), size);
    for (int i = 0; i < sources.size(); i++) {
      if (sources.get(i) >= 0) {
        selection.set(1, i, sources.get(i));
      }
    }
    return selection;
  }
}
