package cnnbook.training;

import ai.djl.Device;
import ai.djl.ndarray.NDManager;
import cnnbook.EngineChoice;
import cnnbook.data.DataSets;
import cnnbook.data.LabeledImages;
import cnnbook.models.CifarResNet;
import cnnbook.models.Network;
import cnnbook.models.NetworkBuilder;
import cnnbook.models.Weights;
import cnnbook.models.Zoo;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Trains narrow networks for ten steps on the engine of {@code CNNBOOK_ENGINE}, as a program of its
 * own: a process has one default engine.
 */
final class EngineTwin {
  static final int STEPS = 10;
  private static final int BATCH = Integer.getInteger("bs",8);
  private static final int LEAST_SIZE = Integer.getInteger("sz",16);

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
      losses(args[i], Path.of(args[0])).forEach(loss -> line.append(' ').append(loss));
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

  /** The loss of each of the first batches, from the weights in {@code NAME.npz}. */
  static List<Double> losses(String name, Path folder) {
    List<Double> sums = new ArrayList<>(List.of(0.0));
    Hook hook =
        new Hook() {
          @Override
          public void onBatch(Batch batch) {
            sums.add(batch.loss().getAsDouble() * batch.number());
          }
        };
    try (NDManager manager = NDManager.newBaseManager(Device.cpu());
        Fit fit = fit(load(name, folder, manager), hook)) {
      fit.run();
    }
    List<Double> losses = new ArrayList<>();
    for (int i = 1; i < sums.size(); i++) {
      losses.add(sums.get(i) - sums.get(i - 1));
    }
    return losses;
  }

  private static Network load(String name, Path folder, NDManager manager) {
    try {
      Network network = narrow(name);
      Weights.load(network, folder.resolve(name + ".npz"), manager);
      return network;
    } catch (ReflectiveOperationException e) {
      throw new AssertionError(e);
    }
  }

  private static Fit fit(Network network, Hook hook) {
    int size = (int) network.input().tail();
    LabeledImages images = DataSets.fashionMnist().train().head(STEPS * BATCH);
    return Fit.builder()
        .setNetwork(network)
        .setTrain(images)
        .optSize(size)
        .setEpochs(1)
        .setBatchSize(BATCH)
        .setLearningRate(Double.parseDouble(System.getProperty("lr","0.01")))
        .optOptimizer(SgdOptimizer.builder().optMomentum(0.9).optDecay(Decay.all(1e-4)).build())
        .optDevice(Device.cpu())
        .optHook(hook)
        .build();
  }
}
