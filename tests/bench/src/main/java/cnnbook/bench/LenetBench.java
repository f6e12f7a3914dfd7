package cnnbook.bench;

import ai.djl.Device;
import ai.djl.Model;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.DefaultTrainingConfig;
import ai.djl.training.GradientCollector;
import ai.djl.training.Trainer;
import ai.djl.training.loss.Loss;
import ai.djl.training.tracker.Tracker;
import cnnbook.models.LeNet;
import cnnbook.ops.CrossEntropyOp;
import cnnbook.ops.Networks;
import cnnbook.ops.Pass;
import cnnbook.ops.Sequential;
import cnnbook.ops.Sgd;
import cnnbook.tensor.Tensor;
import java.util.Collection;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
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

/** Training steps of LeNet made of operations against LeNet of DJL blocks: images a second. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
public class LenetBench {
  private static final int BATCH = 256;

  /** Who trains. */
  public enum Way {
    /** The operations of this library. */
    OPS,
    /** DJL on PyTorch. */
    DJL
  }

  /** Who trains. */
  @Param public Way way;

  private Tensor x;
  private int[] labels;
  private Sequential network;
  private Sgd sgd;
  private Model model;
  private Trainer trainer;

  /** Draws images and weights. */
  @Setup
  public void setUp() {
    Random random = new Random(1);
    x = Tensor.uniform(random, 0, 1, BATCH, 1, 28, 28);
    labels = random.ints(BATCH, 0, 10).toArray();
    network = Networks.leNet(random);
    sgd = new Sgd(0.1);
    model = Model.newInstance("lenet", "PyTorch");
    model.setBlock(LeNet.classic());
    trainer =
        model.newTrainer(
            new DefaultTrainingConfig(Loss.softmaxCrossEntropyLoss())
                .optDevices(new Device[] {Device.cpu()})
                .optOptimizer(
                    ai.djl.training.optimizer.Optimizer.sgd()
                        .setLearningRateTracker(Tracker.fixed(0.1f))
                        .build()));
    trainer.initialize(new Shape(BATCH, 1, 28, 28));
  }

  /** Frees the engine's memory. */
  @TearDown
  public void tearDown() {
    trainer.close();
    model.close();
  }

  /** One step of stochastic gradient descent. */
  @Benchmark
  public double step() {
    return way == Way.OPS ? ownStep() : engineStep();
  }

  private double ownStep() {
    Pass pass = network.forward(x, true);
    CrossEntropyOp loss = new CrossEntropyOp();
    CrossEntropyOp.Forward forward = loss.forward(pass.out(), labels);
    pass.backward().apply(loss.backward(forward));
    sgd.step(network.parameters());
    return forward.loss();
  }

  private double engineStep() {
    try (NDManager manager = trainer.getManager().newSubManager()) {
      NDArray images = manager.create(x.data(), new Shape(BATCH, 1, 28, 28));
      NDArray truth = manager.create(labels);
      NDArray loss;
      try (GradientCollector collector = trainer.newGradientCollector()) {
        NDList out = trainer.forward(new NDList(images));
        loss = trainer.getLoss().evaluate(new NDList(truth), out);
        collector.backward(loss);
      }
      trainer.step();
      return loss.getFloat();
    }
  }

  /** Runs both and prints the table. */
  public static void main(String[] arguments) throws RunnerException {
    Collection<RunResult> results =
        new Runner(new OptionsBuilder().include(LenetBench.class.getName()).build()).run();
    Map<String, Double> rates = new HashMap<>();
    for (RunResult result : results) {
      double steps = result.getPrimaryResult().getScore();
      rates.put(result.getParams().getParam("way"), steps * BATCH);
    }
    rates.forEach(
        (way, rate) ->
            System.out.printf(
                Locale.ROOT,
                "%-4s %8.0f images/s, %.2f of DJL's%n",
                way,
                rate,
                rate / rates.get(Way.DJL.name())));
  }
}
