package cnnbook.training;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import cnnbook.data.LabeledImages;
import cnnbook.data.Split;
import cnnbook.models.Network;
import cnnbook.models.NetworkBuilder;
import cnnbook.models.Zoo;
import cnnbook.viz.Charts;
import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYSeries;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.Table;

/**
 * What depth does to training: plain and residual networks of growing depth, the same images, the
 * same steps, the same learning rates. A small form of He, Zhang, Ren and Sun, "Deep Residual
 * Learning for Image Recognition", 2016, section 4.2 and figure 6.
 *
 * <p>2,000 images of Fashion-MNIST, shrunk to 14×14 pixels; networks of a quarter of the paper's
 * width; batches of 32, momentum 0.9, weight decay 0.0001, a learning rate that falls from 0.02 to
 * 0 along a half cosine. The whole of it takes {@value #EPOCHS} epochs and three seeds, and {@code
 * ./cnnbook bench degradation} wrote its {@link #shipped} table; plan smoke takes one epoch.
 */
public final class DepthStudy {
  /** Epochs of the whole study. */
  public static final int EPOCHS = 4;

  private static final int IMAGES = 2_000;
  private static final int TESTS = 1_000;
  private static final double WIDTH = 0.25;
  private static final double RATE = 0.02;

  private final int epochs;
  private final Split data = Studies.data(IMAGES, TESTS);

  private DepthStudy(int epochs) {
    this.epochs = epochs;
  }

  /** The study as far as a plan takes it. */
  public static DepthStudy of(Plan plan) {
    return new DepthStudy(plan == Plan.SMOKE ? 1 : EPOCHS);
  }

  /** Epochs of each training. */
  public int epochs() {
    return epochs;
  }

  /**
   * A description of a network as the study trains it, for 1×14×14 images and ten classes.
   *
   * @param name in {@link Zoo}: {@code plain20}, {@code resnet56}, {@code resnet20-v2}, …
   */
  public static NetworkBuilder<?> network(String name) {
    return Zoo.builder(name).optChannels(1).optSize(Studies.SIZE).optClasses(10).optWidth(WIDTH);
  }

  /** The images to learn from, and the others. */
  public Split data() {
    return data;
  }

  /**
   * A training by the study's rules, for whoever wants to add a hook or keep the network.
   *
   * @param network for images like {@link #data}
   * @param seed of its weights and of the order of the images
   */
  public FitBuilder fit(Network network, long seed) {
    return Studies.fit(network, data, RATE, epochs, seed);
  }

  /**
   * Trains a network.
   *
   * @param name in {@link Zoo}
   * @param seed of its weights and of the order of the images
   * @return a row for each epoch: network, depth, seed, epoch, loss and accuracy on the training
   *     images, val accuracy on 1,000 others
   */
  public Table train(String name, long seed) {
    try (Fit fit = fit(network(name).build(), seed).build()) {
      return table(name, seed, fit.run().rows());
    }
  }

  /**
   * Draws the weights of a network from seed 1 and sends one batch through it and back. The weights
   * are freed again.
   *
   * @param network without weights, for images like {@link #data}
   * @param normalized whether its batch normalization works as in training; if not, it works as in
   *     inference, and as its statistics are still mean 0 and variance 1, it does nothing
   * @return what {@link Probe#table} says of all layers and blocks
   */
  public Table probe(Network network, boolean normalized) {
    try (NDManager manager = NDManager.newBaseManager()) {
      manager.getEngine().setRandomSeed(1);
      LabeledImages batch = data.train().head(Studies.BATCH);
      NDArray images = batch.images(manager);
      network.initialize(manager, DataType.FLOAT32, images.getShape());
      try (Probe probe =
          Probe.builder()
              .setNetwork(network)
              .optTraining(normalized)
              .run(images, batch.labels(manager))) {
        return probe.table();
      }
    }
  }

  /** What the whole study gave, in the columns of {@link #train}; seeds 1, 2, 3. */
  public static Table shipped() {
    return Studies.read("degradation.csv", "plain and residual networks");
  }

  /** The rows of the last epoch: how each training ended. */
  public static Table ends(Table rows) {
    return Studies.ends(rows);
  }

  /**
   * The mean of a column over the seeds, for a network at its last epoch.
   *
   * @param rows as {@link #train} makes them
   * @param column {@code loss}, {@code accuracy} or {@code val accuracy}
   * @throws IllegalArgumentException if there are no rows of this network
   */
  public static double mean(Table rows, String network, String column) {
    return Studies.endsOf(rows, network).doubleColumn(column).mean();
  }

  /**
   * How training ended against the depth: a point for each seed, a line through the means, for the
   * families {@code plain} and {@code resnet}.
   *
   * @param column {@code loss}, {@code accuracy} or {@code val accuracy}
   */
  public static XYChart byDepth(Table rows, String column) {
    XYChart chart = Charts.lines(title(column) + " by depth", "layers with weights", column);
    Table ends = ends(rows);
    for (String family : List.of("plain", "resnet")) {
      Table mine = ends.where(ends.stringColumn("network").matchesRegex(family + "\\d+"));
      double[] depths = mine.intColumn("depth").unique().asDoubleArray();
      Arrays.sort(depths);
      double[] means =
          DoubleStream.of(depths).map(depth -> mean(rows, family + (int) depth, column)).toArray();
      XYSeries line = Charts.add(chart, family, depths, means);
      Charts.addPoints(
              chart,
              family + ", each seed",
              mine.intColumn("depth").asDoubleArray(),
              mine.doubleColumn(column).asDoubleArray())
          .setMarkerColor(line.getLineColor());
    }
    return chart;
  }

  private static String title(String column) {
    return switch (column) {
      case "loss" -> "Training loss";
      case "accuracy" -> "Training accuracy";
      default -> "Test accuracy";
    };
  }

  /** The columns for one training. */
  private static Table table(String name, long seed, List<History.Row> rows) {
    int depth = Integer.parseInt(name.replaceFirst("^\\D+(\\d+).*", "$1"));
    int[] depths = rows.stream().mapToInt(row -> depth).toArray();
    return Studies.of(name, seed, rows).insertColumn(1, IntColumn.create("depth", depths));
  }
}
