package cnnbook.bench;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.convolutional.Conv2d;
import ai.djl.training.GradientCollector;
import cnnbook.geometry.Window;
import cnnbook.ops.Conv2dOp;
import cnnbook.ops.Convolution;
import cnnbook.ops.FastConvolution;
import cnnbook.ops.Im2colConvolution;
import cnnbook.ops.NaiveConvolution;
import cnnbook.tensor.Tensor;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/**
 * The three convolutions against DJL's on PyTorch, on layers of LeNet, VGG and ResNet; all cores.
 * Prints times, and speeds relative to DJL's in the same run.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class ConvBench {
  /** A layer of a published network, and how many images it gets. */
  public enum Layer {
    /** 1 → 6, 5×5 with padding 2 on 28×28. */
    LENET_1(64, 1, 28, 6, 5, 2),
    /** 6 → 16, 5×5 on 14×14. */
    LENET_2(64, 6, 14, 16, 5, 0),
    /** 64 → 64, 3×3 with padding 1 on 56×56. */
    VGG(4, 64, 56, 64, 3, 1),
    /** 256 → 64, 1×1 on 28×28. */
    RESNET_1X1(8, 256, 28, 64, 1, 0);

    final int[] input;
    final int[] weight;
    final Window window;

    Layer(int n, int c, int size, int f, int kernel, int padding) {
      input = new int[] {n, c, size, size};
      weight = new int[] {f, c, kernel, kernel};
      window = Window.valid(kernel).padding(padding);
    }
  }

  /** Who computes. */
  public enum Way {
    /** The loops of the definition. */
    NAIVE,
    /** One column buffer. */
    IM2COL,
    /** Blocks, vector instructions, all cores. */
    FAST,
    /** DJL on PyTorch. */
    DJL
  }

  /** The layer. */
  @Param public Layer layer;

  /** Who computes. */
  @Param({"IM2COL", "FAST", "DJL"})
  public Way way;

  private Tensor x;
  private Tensor weight;
  private Tensor bias;
  private Tensor dout;
  private Conv2dOp op;
  private NDManager manager;
  private NDArray[] arrays;
  private NDArray upstream;

  /** Draws the numbers. */
  @Setup
  public void setUp() {
    Random random = new Random(1);
    x = Tensor.gaussian(random, 0, 1, layer.input);
    weight = Tensor.gaussian(random, 0, 1, layer.weight);
    bias = Tensor.gaussian(random, 0, 1, layer.weight[0]);
    op = new Conv2dOp(layer.window).algorithm(algorithm());
    dout =
        Tensor.gaussian(
            random,
            0,
            1,
            op.algorithm(new FastConvolution()).forward(x, weight, bias).out().shape().toArray());
    manager = Engine.getEngine("PyTorch").newBaseManager();
    arrays = new NDArray[] {array(x), array(weight), array(bias)};
    upstream = array(dout);
  }

  private Convolution algorithm() {
    return switch (way) {
      case NAIVE -> new NaiveConvolution();
      case IM2COL -> new Im2colConvolution();
      case FAST, DJL -> new FastConvolution();
    };
  }

  private NDArray array(Tensor tensor) {
    long[] sizes = new long[tensor.rank()];
    for (int axis = 0; axis < sizes.length; axis++) {
      sizes[axis] = tensor.size(axis);
    }
    return manager.create(tensor.data(), new Shape(sizes));
  }

  /** Frees the engine's memory. */
  @TearDown
  public void tearDown() {
    manager.close();
  }

  /** The forward pass alone. */
  @Benchmark
  public Object forward() {
    if (way != Way.DJL) {
      return op.forward(x, weight, bias);
    }
    try (NDManager batch = manager.newSubManager()) {
      return engineForward(batch);
    }
  }

  /** The forward pass and all three gradients. */
  @Benchmark
  public Object forwardBackward() {
    if (way != Way.DJL) {
      return op.backward(op.forward(x, weight, bias), dout);
    }
    try (NDManager batch = manager.newSubManager();
        GradientCollector collector = manager.getEngine().newGradientCollector()) {
      for (NDArray array : arrays) {
        array.setRequiresGradient(true);
      }
      NDArray out = engineForward(batch);
      collector.backward(out.mul(upstream).sum());
      return arrays;
    }
  }

  private NDArray engineForward(NDManager batch) {
    int padding = layer.window.rows().before();
    NDArray input = arrays[0];
    input.attach(batch);
    NDArray out =
        Conv2d.conv2d(
                input,
                arrays[1],
                arrays[2],
                new Shape(1, 1),
                new Shape(padding, padding),
                new Shape(1, 1),
                1)
            .head();
    input.attach(manager);
    return out;
  }

  /**
   * Runs all and prints the table.
   *
   * @param arguments ways to measure, all but NAIVE if there is none
   */
  public static void main(String[] arguments) throws RunnerException {
    OptionsBuilder options = new OptionsBuilder();
    options.include(ConvBench.class.getName());
    if (arguments.length > 0) {
      options.param("way", arguments);
    }
    print(new Runner(options.build()).run());
  }

  private static void print(Collection<RunResult> results) {
    Map<String, Double> times = new TreeMap<>();
    for (RunResult result : results) {
      times.put(
          key(result, result.getParams().getParam("way")), result.getPrimaryResult().getScore());
    }
    System.out.printf("%-40s %10s %14s%n", "layer, pass, way", "ms", "speed / DJL's");
    for (RunResult result : results) {
      String key = key(result, result.getParams().getParam("way"));
      Double djl = times.get(key(result, Way.DJL.name()));
      System.out.printf(
          Locale.ROOT,
          "%-40s %10.3f %14s%n",
          key,
          times.get(key),
          djl == null ? "" : String.format(Locale.ROOT, "%.2f", djl / times.get(key)));
    }
  }

  private static String key(RunResult result, String way) {
    String benchmark = result.getParams().getBenchmark();
    return result.getParams().getParam("layer")
        + " "
        + benchmark.substring(benchmark.lastIndexOf('.') + 1)
        + " "
        + way;
  }
}
