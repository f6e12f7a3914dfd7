package cnnbook.bench;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.nn.Parameter;
import ai.djl.training.GradientCollector;
import ai.djl.training.ParameterStore;
import ai.djl.training.loss.Loss;
import cnnbook.models.ResNet;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.DoubleSupplier;

/**
 * ResNet-18, 16 images of 3×96×96, two threads: the book's network, the same of bare DJL blocks
 * with the same weights, and torchvision's in Python if there is one. They take turns, so that
 * whatever else the machine does hits all alike; the table has least times and medians, and the
 * book's in relation to each. Gradients are added up in all three, not set to 0. Argument: how many
 * rounds (30).
 */
public final class ResnetBench {
  private static final int THREADS = 2;
  private static final int BATCH = 16;
  private static final int SIZE = 96;
  private static final int WARM_UP = 5;

  /** Longer than OpenMP's threads spin after a step: they must not disturb the next one. */
  private static final int PAUSE_MILLISECONDS = 20;

  private final Engine engine = Engine.getEngine("PyTorch");
  private final NDManager manager = engine.newBaseManager();
  private final Shape shape = new Shape(BATCH, 3, SIZE, SIZE);
  private final NDArray images = manager.randomNormal(shape);
  private final NDArray labels = manager.arange(0, BATCH);
  private final Loss loss = Loss.softmaxCrossEntropyLoss();

  private ResnetBench() {}

  /** Measures and prints the table. */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    System.setProperty("ai.djl.pytorch.num_threads", String.valueOf(THREADS));
    int rounds = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 30;
    new ResnetBench().measure(rounds);
  }

  private void measure(int rounds) throws IOException, InterruptedException {
    try (manager) {
      Optional<Torch> torch = Torch.start("resnet_bench.py", THREADS, BATCH, SIZE);
      try {
        table("forward", run(ways(torch, "forward", false), rounds));
        table("forward + backward", run(ways(torch, "train", true), rounds));
      } finally {
        torch.ifPresent(Torch::close);
      }
    }
  }

  private Map<String, DoubleSupplier> ways(Optional<Torch> torch, String step, boolean learns) {
    Block book = ResNet.builder(18).optSize(SIZE).build();
    Block bare = BareResNet.of18Layers();
    book.initialize(manager, DataType.FLOAT32, shape);
    bare.initialize(manager, DataType.FLOAT32, shape);
    copyWeights(book, bare);
    requireEqual(book, bare);
    Map<String, DoubleSupplier> ways = new LinkedHashMap<>();
    ways.put("book", timed(book, learns));
    ways.put("bare DJL", timed(bare, learns));
    torch.ifPresent(python -> ways.put("torch", () -> python.ask(step)[0]));
    return ways;
  }

  private DoubleSupplier timed(Block net, boolean learns) {
    net.getParameters().values().stream()
        .filter(Parameter::requiresGradient)
        .forEach(parameter -> parameter.getArray().setRequiresGradient(learns));
    return () -> milliseconds(net, learns);
  }

  private static void copyWeights(Block from, Block to) {
    Iterator<Parameter> targets = to.getParameters().values().iterator();
    for (Parameter source : from.getParameters().values()) {
      source.getArray().copyTo(targets.next().getArray());
    }
  }

  private void requireEqual(Block a, Block b) {
    try (NDManager step = manager.newSubManager()) {
      NDArray x = attached(images, step);
      NDArray difference = forward(a, x, step, false).sub(forward(b, x, step, false));
      float greatest = difference.abs().max().getFloat();
      if (!(greatest < 1e-4)) {
        throw new IllegalStateException("the two networks differ by " + greatest);
      }
    }
  }

  private double milliseconds(Block net, boolean learns) {
    long start = System.nanoTime();
    try (NDManager step = manager.newSubManager()) {
      NDArray x = attached(images, step);
      if (learns) {
        try (GradientCollector gradients = engine.newGradientCollector()) {
          NDList out = new NDList(forward(net, x, step, true));
          NDArray value = loss.evaluate(new NDList(attached(labels, step)), out);
          gradients.backward(value);
          value.getFloat();
        }
      } else {
        forward(net, x, step, false).sum().getFloat();
      }
    }
    return (System.nanoTime() - start) / 1e6;
  }

  /**
   * A second handle of the same memory; what is computed from it belongs to the step and is freed
   * with it.
   */
  private static NDArray attached(NDArray array, NDManager step) {
    NDArray handle = array.stopGradient();
    handle.attach(step);
    return handle;
  }

  private static NDArray forward(Block net, NDArray x, NDManager step, boolean training) {
    return net.forward(new ParameterStore(step, false), new NDList(x), training).singletonOrThrow();
  }

  private static Map<String, double[]> run(Map<String, DoubleSupplier> ways, int rounds)
      throws InterruptedException {
    Map<String, double[]> times = new LinkedHashMap<>();
    ways.keySet().forEach(way -> times.put(way, new double[rounds]));
    List<String> order = new ArrayList<>(ways.keySet());
    for (int round = -WARM_UP; round < rounds; round++) {
      for (String way : order) {
        Thread.sleep(PAUSE_MILLISECONDS);
        double time = ways.get(way).getAsDouble();
        if (round >= 0) {
          times.get(way)[round] = time;
        }
      }
      Collections.rotate(order, 1);
    }
    return times;
  }

  private static void table(String what, Map<String, double[]> times) {
    times.forEach(
        (way, all) ->
            System.out.printf(
                Locale.ROOT,
                "%-18s  %-8s  least %6.1f ms, median %6.1f (quartiles %6.1f %6.1f);"
                    + " book takes %.2f, %.2f of it%n",
                what,
                way,
                quantile(all, 0),
                quantile(all, 0.5),
                quantile(all, 0.25),
                quantile(all, 0.75),
                quantile(times.get("book"), 0) / quantile(all, 0),
                quantile(times.get("book"), 0.5) / quantile(all, 0.5)));
  }

  private static double quantile(double[] values, double share) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return sorted[(int) Math.round(share * (sorted.length - 1))];
  }
}
