package cnnbook.training;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.training.ParameterStore;
import cnnbook.models.LayerRow;
import cnnbook.models.ModelSummary;
import java.util.List;
import java.util.function.Supplier;

/**
 * A layer or a network with an input of random numbers, ready to run forward in inference mode
 * again and again, and what such a run has to compute and to move.
 *
 * <pre>{@code
 * try (Workload conv = Workload.of("3×3", Layers.conv3x3(64, 1), new Shape(1, 64, 56, 56))) {
 *   double rate = new Stopwatch(1).time(conv).rate(conv.operations());
 * }
 * }</pre>
 */
public final class Workload implements Supplier<NDArray>, AutoCloseable {
  private final String name;
  private final Block block;
  private final NDManager manager;
  private final ParameterStore store;
  private final NDArray input;
  private final double operations;
  private final double bytes;

  private Workload(String name, Block block, Shape input, Device device) {
    this.name = name;
    this.block = block;
    List<LayerRow> rows = ModelSummary.of(block, input).rows();
    operations = rows.stream().mapToDouble(row -> operations(row, input.get(0))).sum();
    manager = NDManager.newBaseManager(device);
    if (!block.isInitialized()) {
      block.initialize(manager, DataType.FLOAT32, input);
    }
    store = new ParameterStore(manager, false);
    this.input = manager.randomNormal(input);
    long numbers = input.size() + block.getOutputShapes(new Shape[] {input})[0].size();
    for (LayerRow row : rows) {
      numbers += row.parameters() + row.buffers();
    }
    bytes = (double) Float.BYTES * numbers;
  }

  /**
   * On the CPU.
   *
   * @param name for tables and charts
   * @param block initialised or not; if not, its weights live as long as this
   * @param input (N, C, H, W) or (N, units)
   * @throws IllegalArgumentException if the block does not take such an input
   */
  public static Workload of(String name, Block block, Shape input) {
    return of(name, block, input, Device.cpu());
  }

  /** As above, on any device, where an initialised block must have its weights already. */
  public static Workload of(String name, Block block, Shape input, Device device) {
    return new Workload(name, block, input, device);
  }

  private static double operations(LayerRow row, long images) {
    return row.macs() > 0 ? 2.0 * row.macs() * images : row.activationBytes() / Float.BYTES;
  }

  /** As given. */
  public String name() {
    return name;
  }

  /**
   * Floating-point operations of a run: two, a product and a sum, for each multiply-accumulate of
   * the whole batch, and one for each number that a layer without products makes.
   */
  public double operations() {
    return operations;
  }

  /**
   * Bytes that a run has to move between memory and processor at least: the input, the parameters
   * and the result, once each, in float32. What lies between several layers is not counted.
   */
  public double bytes() {
    return bytes;
  }

  /** Operations for each byte: the arithmetic intensity. */
  public double intensity() {
    return operations / bytes;
  }

  /** Runs it. The result belongs to whoever asked, and is to be closed. */
  @Override
  public NDArray get() {
    try (NDManager scope = manager.newSubManager()) {
      // What comes in between belongs to the input's manager, and goes with it.
      input.attach(scope);
      try {
        NDArray result = block.forward(store, new NDList(input), false).head();
        result.attach(manager);
        return result;
      } finally {
        input.attach(manager);
      }
    }
  }

  /** Frees input and weights. */
  @Override
  public void close() {
    manager.close();
  }
}
