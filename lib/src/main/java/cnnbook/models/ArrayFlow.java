package cnnbook.models;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import ai.djl.nn.Block;
import ai.djl.training.ParameterStore;
import java.util.List;

/** The forward pass. */
record ArrayFlow(ParameterStore store, boolean training, List<NDArray> sides)
    implements Flow<NDArray> {

  @Override
  public NDArray run(Block block, NDArray x) {
    if (block instanceof Composite) {
      return ((Composite) block).flow(this, x);
    }
    return block.forward(store, new NDList(x), training).singletonOrThrow();
  }

  @Override
  public NDArray relu(NDArray x) {
    return Activation.relu(x);
  }

  @Override
  public NDArray add(NDArray a, NDArray b) {
    return a.add(b);
  }

  @Override
  public NDArray concat(List<NDArray> parts) {
    return NDArrays.concat(new NDList(parts), 1);
  }

  @Override
  public NDArray gate(NDArray x, NDArray gates) {
    return x.mul(gates.reshape(gates.getShape().addAll(new Shape(1, 1))));
  }

  @Override
  public void side(NDArray output) {
    sides.add(output);
  }
}
