package cnnbook.training;

import cnnbook.data.Split;
import cnnbook.models.CifarResNet;
import cnnbook.models.DenseNet;
import cnnbook.models.EqualCost;
import cnnbook.models.ModelSummary;
import cnnbook.models.Network;
import cnnbook.models.NetworkBuilder;
import cnnbook.models.ResNet;
import cnnbook.models.SummaryTotals;
import cnnbook.viz.Charts;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import java.util.function.ToLongFunction;
import java.util.stream.IntStream;
import org.knowm.xchart.XYChart;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.LongColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/**
 * Networks of different kinds that cost the same, trained by one recipe: the same images, steps and
 * learning rates, the widths chosen so that the cost agrees as well as whole channels allow.
 *
 * <p>{@value #IMAGES} images of Fashion-MNIST, shrunk to 14×14 pixels; batches of 32, momentum 0.9,
 * weight decay 0.0001, a learning rate that falls from 0.05 to 0 along a half cosine in {@value
 * #EPOCHS} epochs; 2,000 test images. {@code ./cnnbook bench variants} trained all of them with
 * three seeds and wrote the {@link #shipped} tables; plan smoke takes one epoch.
 */
public final class EqualStudy {
  /** Epochs of the whole study. */
  public static final int EPOCHS = 5;

  /** Images to learn from. */
  public static final int IMAGES = 2_500;

  private static final int TESTS = 2_000;
  private static final double RATE = 0.05;

  /** Of the ResNet-50 that the others follow. */
  private static final double WIDTH = 0.125;

  private static final int[] BLOCKS = {5, 5, 5};
  private static final int RESNET = 32;

  private final String file;
  private final String title;
  private final Map<String, NetworkBuilder<?>> networks;
  private Split data;

  private EqualStudy(String file, String title, Map<String, NetworkBuilder<?>> networks) {
    this.file = file;
    this.title = title;
    this.networks = networks;
  }

  /**
   * Narrow ResNet-50s for small images with the multiply-accumulates of v1.5: {@code v1}, {@code
   * v1.5}, {@code v2}, {@code ResNeXt} of eight groups, {@code Wide}, whose 3×3 convolutions have
   * twice the channels, and {@code SE}.
   */
  public static EqualStudy variants() {
    Map<String, Supplier<ResNet.Builder>> kinds = new LinkedHashMap<>();
    kinds.put("v1", () -> resNet50().optVersion(ResNet.Version.V1));
    kinds.put("v1.5", EqualStudy::resNet50);
    kinds.put("v2", () -> resNet50().optVersion(ResNet.Version.V2));
    kinds.put("ResNeXt", () -> resNet50().optGroups(8, 14));
    kinds.put("Wide", () -> resNet50().optGroups(1, 128));
    kinds.put("SE", () -> resNet50().optSqueezeExcite(true));
    long macs = totals(resNet50().optWidth(WIDTH)).productMacs();
    Map<String, NetworkBuilder<?>> networks = new LinkedHashMap<>();
    kinds.forEach(
        (name, kind) ->
            networks.put(
                name,
                kind.get().optWidth(EqualCost.width(kind, SummaryTotals::productMacs, macs))));
    return new EqualStudy("variants.csv", "variants of ResNet-50 at equal MACs", networks);
  }

  /**
   * DenseNets of 34 layers with growth rates 4, 8 and 12, {@code DenseNet k=8}, each with two
   * ResNets of 32 layers that have as many parameters: {@code ResNet v1 to k=8} and, with
   * pre-activation like the DenseNet, {@code ResNet v2 to k=8}.
   */
  public static EqualStudy growth() {
    Map<String, NetworkBuilder<?>> networks = new LinkedHashMap<>();
    for (int k : List.of(4, 8, 12)) {
      NetworkBuilder<?> dense =
          small(DenseNet.builder(121)).optSmallImages(true).optGrowth(k).optBlocks(BLOCKS);
      long wanted = totals(dense).parameters();
      networks.put("DenseNet k=" + k, dense);
      networks.put("ResNet v1 to k=" + k, equal(() -> resNet(false), wanted));
      networks.put("ResNet v2 to k=" + k, equal(() -> resNet(true), wanted));
    }
    return new EqualStudy("growth.csv", "DenseNet and ResNet at equal parameters", networks);
  }

  private static NetworkBuilder<?> equal(Supplier<CifarResNet.Builder> kind, long parameters) {
    return kind.get().optWidth(EqualCost.width(kind, SummaryTotals::parameters, parameters));
  }

  private static ResNet.Builder resNet50() {
    return small(ResNet.builder(50)).optSmallImages(true);
  }

  private static CifarResNet.Builder resNet(boolean preActivation) {
    return small(CifarResNet.builder(RESNET)).optPreActivation(preActivation);
  }

  private static <B extends NetworkBuilder<B>> B small(B builder) {
    return builder.optChannels(1).optSize(Studies.SIZE).optClasses(10);
  }

  private static SummaryTotals totals(NetworkBuilder<?> builder) {
    return ModelSummary.of(builder.build()).totals();
  }

  /** The networks of this study. */
  public List<String> names() {
    return List.copyOf(networks.keySet());
  }

  /**
   * A network as the study trains it, for 1×14×14 images and ten classes; its weights are not yet
   * drawn.
   *
   * @throws IllegalArgumentException if the study has none of this name; the message lists them
   */
  public Network network(String name) {
    NetworkBuilder<?> builder = networks.get(name);
    if (builder == null) {
      throw new IllegalArgumentException(
          "no network \"%s\" is compared here: there are %s".formatted(name, networks.keySet()));
    }
    return builder.build();
  }

  /** The images to learn from, and the others; read when they are first asked for. */
  public synchronized Split data() {
    if (data == null) {
      data = Studies.data(IMAGES, TESTS);
    }
    return data;
  }

  /**
   * A training by the study's rules.
   *
   * @param network for images like {@link #data}
   * @param plan smoke takes one epoch, the others take all
   * @param seed of its weights and of the order of the images
   */
  public FitBuilder fit(Network network, Plan plan, long seed) {
    return Studies.fit(network, data(), RATE, plan == Plan.SMOKE ? 1 : EPOCHS, seed);
  }

  /**
   * Trains a network.
   *
   * @param name one of {@link #names}
   * @return a row for each epoch: network, seed, epoch, loss and accuracy on the training images,
   *     val accuracy on 2,000 others
   */
  public Table train(String name, Plan plan, long seed) {
    try (Fit fit = fit(network(name), plan, seed).build()) {
      return Studies.of(name, seed, fit.run().rows());
    }
  }

  /** What the whole study gave, in the columns of {@link #train}; seeds 1, 2, 3. */
  public Table shipped() {
    return Studies.read(file, title);
  }

  /** The name of the file that {@link #shipped} reads. */
  public String file() {
    return file;
  }

  /**
   * What each network costs and how its trainings ended: network, parameters, MACs of one image in
   * convolutions and dense layers, activation bytes of one image, and of the seeds the mean
   * training loss, the mean test accuracy, the lowest and the highest.
   *
   * @param rows as {@link #train} makes them, of all networks
   */
  public Table summary(Table rows) {
    return Table.create(
        title,
        StringColumn.create("network", names()),
        costs("parameters", SummaryTotals::parameters),
        costs("MACs", SummaryTotals::productMacs),
        costs("activation bytes", SummaryTotals::activationBytes),
        ends("loss", rows, ends -> ends.doubleColumn("loss").mean()),
        ends("test accuracy", rows, ends -> ends.doubleColumn("val accuracy").mean()),
        ends("lowest", rows, ends -> ends.doubleColumn("val accuracy").min()),
        ends("highest", rows, ends -> ends.doubleColumn("val accuracy").max()));
  }

  private LongColumn costs(String column, ToLongFunction<SummaryTotals> cost) {
    return LongColumn.create(
        column, networks.values().stream().mapToLong(b -> cost.applyAsLong(totals(b))).toArray());
  }

  private DoubleColumn ends(String column, Table rows, ToDoubleFunction<Table> number) {
    return DoubleColumn.create(
        column,
        names().stream()
            .mapToDouble(name -> number.applyAsDouble(Studies.endsOf(rows, name)))
            .toArray());
  }

  /**
   * How training ended, network beside network: a point for each seed and one for their mean.
   *
   * @param rows as {@link #train} makes them, of all networks
   * @param column {@code loss}, {@code accuracy} or {@code val accuracy}
   */
  public XYChart byNetwork(Table rows, String column) {
    List<String> names = names();
    DoubleColumn x = DoubleColumn.create("seeds' places");
    DoubleColumn y = DoubleColumn.create("seeds");
    double[] means = new double[names.size()];
    for (int i = 0; i < means.length; i++) {
      DoubleColumn seeds = Studies.endsOf(rows, names.get(i)).doubleColumn(column);
      means[i] = seeds.mean();
      for (double seed : seeds) {
        x.append(i);
        y.append(seed);
      }
    }
    XYChart chart = Charts.lines(title, "", column.replace("val", "test"));
    double[] places = IntStream.range(0, means.length).asDoubleStream().toArray();
    Charts.addPoints(chart, "each seed", x.asDoubleArray(), y.asDoubleArray());
    Charts.addPoints(chart, "mean", places, means);
    Charts.addNames(chart, names, places, means);
    chart.getStyler().setXAxisMin(-0.5).setXAxisMax(names.size() - 0.5);
    // Places have no size: the names beside the points say all.
    chart.getStyler().setXAxisTickLabelsFormattingFunction(place -> "");
    return chart;
  }
}
