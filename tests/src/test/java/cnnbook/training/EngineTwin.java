package cnnbook.training;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.nn.Parameter;
import cnnbook.EngineChoice;
import cnnbook.data.DataSets;
import cnnbook.data.LabeledImages;
import cnnbook.models.CifarResNet;
import cnnbook.models.NamedParameters;
import cnnbook.models.Network;
import cnnbook.models.NetworkBuilder;
import cnnbook.models.Weights;
import cnnbook.models.Zoo;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Trains narrow networks for ten steps on the engine of {@code CNNBOOK_ENGINE}, as a program of its
 * own: a process has one default engine.
 */
final class EngineTwin {
  static final int STEPS = 10;
  private static final int BATCH = 16;
  private static final int LEAST_SIZE = 32;
  private static final double RATE = 0.01;

  /**
   * For networks of many normalized layers. Their gradient is enormous at the start (ResNet-50: a
   * norm near 800, nearly all of it in the first layer), so a usual step lands where the loss is
   * rough: what the engines round differently grows tenfold with each step, and no two of them
   * agree for long. Small steps of bounded gradients keep to where it is smooth.
   */
  private static final double GENTLE_RATE = 1e-4;

  private static final double GENTLEST_RATE = 1e-5;
  private static final float NOISE = 1e-6f;
  private static final int SOME = 6;
  private static final int MANY = 40;

  private EngineTwin() {}

  /**
   * Prints a line for each network: its name, then its losses.
   *
   * @param args the folder of the weights, then names of networks
   */
  public static void main(String[] args) {
    EngineChoice.apply();
    for (int i = 1; i < args.length; i++) {
      StringBuilder line = new StringBuilder(args[i]);
      losses(args[i], Path.of(args[0]), Device.cpu())
          .forEach(loss -> line.append(' ').append(loss));
      System.out.println(line);
    }
  }

  /** A few channels in each layer, and no dropout: each engine draws its own random numbers. */
  static Network narrow(String name) throws ReflectiveOperationException {
    NetworkBuilder<?> builder = Zoo.builder(name);
    boolean slim = builder instanceof CifarResNet.Builder || name.startsWith("d2l-");
    builder.optChannels(1).optClasses(10).optWidth(slim ? 1.0 / 4 : 1.0 / 16);
    for (var method : builder.getClass().getMethods()) {
      if (method.getName().equals("optDropout")) {
        method.invoke(builder, 0.0);
      }
    }
    return builder.optSize(Math.max(LEAST_SIZE, builder.build().smallest())).build();
  }

  /** Saves weights drawn by this process's engine as {@code NAME.npz}. */
  static void save(String name, Path folder) throws ReflectiveOperationException {
    Engine engine = Engine.getInstance();
    engine.setRandomSeed(3);
    Network network = narrow(name);
    try (NDManager manager = engine.newBaseManager(Device.cpu())) {
      network.initialize(manager, DataType.FLOAT32, network.input());
      Weights.save(network, folder.resolve(name + ".npz"));
    }
  }

  /** The loss of each of the first batches, from the weights in {@code NAME.npz}. */
  static List<Double> losses(String name, Path folder, Device device) {
    return losses(name, folder, device, network -> {});
  }

  /**
   * As above, from weights that are all changed by a random share of about one part in a million:
   * as much as rounding changes what a layer gives.
   */
  static List<Double> shakenLosses(String name, Path folder, Device device, int seed) {
    Engine.getInstance().setRandomSeed(seed);
    return losses(name, folder, device, EngineTwin::shake);
  }

  private static void shake(Network network) {
    for (Parameter parameter : NamedParameters.of(network).values()) {
      NDArray array = parameter.getArray();
      NDManager manager = array.getManager();
      try (NDArray factor = manager.randomNormal(1, NOISE, array.getShape(), DataType.FLOAT32)) {
        array.muli(factor);
      }
    }
  }

  private static List<Double> losses(
      String name, Path folder, Device device, Consumer<Network> before) {
    List<Double> sums = new ArrayList<>(List.of(0.0));
    Hook hook =
        new Hook() {
          @Override
          public void onBatch(Batch batch) {
            sums.add(batch.loss().getAsDouble() * batch.number());
          }
        };
    try (NDManager manager = NDManager.newBaseManager(device);
        Fit fit = fit(load(name, folder, manager, before), device, hook)) {
      fit.run();
    }
    List<Double> losses = new ArrayList<>();
    for (int i = 1; i < sums.size(); i++) {
      losses.add(sums.get(i) - sums.get(i - 1));
    }
    return losses;
  }

  private static Network load(String name, Path folder, NDManager manager, Consumer<Network> then) {
    try {
      Network network = narrow(name);
      Weights.load(network, folder.resolve(name + ".npz"), manager);
      then.accept(network);
      return network;
    } catch (ReflectiveOperationException e) {
      throw new AssertionError(e);
    }
  }

  private static Fit fit(Network network, Device device, Hook hook) {
    int size = (int) network.input().tail();
    LabeledImages images = DataSets.fashionMnist().train().head(STEPS * BATCH);
    return Fit.builder()
        .setNetwork(network)
        .setTrain(images)
        .optSize(size)
        .setEpochs(1)
        .setBatchSize(BATCH)
        .setLearningRate(rate(network))
        .optClip(Clip.byNorm(1))
        .optOptimizer(SgdOptimizer.builder().optMomentum(0.9).optDecay(Decay.all(1e-4)).build())
        .optDevice(device)
        .optHook(hook)
        .build();
  }

  private static double rate(Network network) {
    long normalized = normalizations(network);
    if (normalized > MANY) {
      return GENTLEST_RATE;
    }
    return normalized > SOME ? GENTLE_RATE : RATE;
  }

  private static long normalizations(Network network) {
    return NamedParameters.of(network).keySet().stream()
        .filter(name -> name.endsWith("runningMean"))
        .count();
  }
}
