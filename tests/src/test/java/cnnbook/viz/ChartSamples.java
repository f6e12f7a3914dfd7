package cnnbook.viz;

import cnnbook.models.LeNet;
import cnnbook.models.ModelSummary;
import cnnbook.models.ResNet;
import cnnbook.tensor.Tensor;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.DoubleUnaryOperator;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.internal.chartpart.Chart;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.Table;

/** One of each chart, with numbers like those of the lessons. */
final class ChartSamples {
  private static final List<String> CLOTHES =
      List.of(
          "t-shirt",
          "trouser",
          "pullover",
          "dress",
          "coat",
          "sandal",
          "shirt",
          "sneaker",
          "bag",
          "ankle boot");

  private ChartSamples() {}

  /** Name → what makes it: an XChart chart or a {@link Figure}. */
  static Map<String, Supplier<Object>> all() {
    Map<String, Supplier<Object>> samples = new LinkedHashMap<>();
    addLines(samples);
    addHeatMaps(samples);
    addMaps(samples);
    addBars(samples);
    return samples;
  }

  static BufferedImage picture(Object sample) {
    return sample instanceof Figure figure
        ? figure.image()
        : ChartBundle.picture((Chart<?, ?>) sample);
  }

  static String words(Object sample) {
    return sample instanceof Figure figure
        ? figure.alternative()
        : ChartText.describe((Chart<?, ?>) sample);
  }

  private static void addLines(Map<String, Supplier<Object>> samples) {
    double[] epochs = range(1, 10);
    samples.put(
        "lines", () -> Charts.lines("Loss", epochs, "train", falling(2), "test", falling(3)));
    samples.put("loss", () -> Charts.loss(history()));
    samples.put("accuracy", () -> Charts.accuracy(history()));
    samples.put("lines-seven", ChartSamples::seven);
    samples.put("lines-long", ChartSamples::everyBatch);
    samples.put("gradient-norms", ChartSamples::gradients);
    for (String name : List.of("relu", "elu", "sigmoid", "tanh", "gelu")) {
      samples.put("activation-" + name, () -> Charts.activation(name));
    }
    String[] names = {"relu", "leaky relu", "elu", "gelu", "sigmoid", "softplus", "tanh"};
    samples.put("activations", () -> Charts.activations(names));
    samples.put("derivatives", () -> Charts.derivatives(names));
    samples.put("fit", ChartSamples::fit);
    double[] noise = new Random(5).doubles(60).toArray();
    samples.put("scatter", () -> Charts.scatter("Points", range(1, 60), noise));
    samples.put("costs", ChartSamples::costs);
  }

  private static XYChart costs() {
    double[] costs = {61_000, 61_500, 62_000, 3_700_000, 9_000_000, 500, 7_000_000};
    double[] heights = {0.85, 0.85, 0.86, 0.88, 0.88, 0.7, 0.881};
    List<String> names = List.of("one", "two", "three", "a network", "another", "least", "third");
    XYChart chart = Charts.costs("Accuracy against parameters", "parameters", "accuracy");
    Charts.addPoints(chart, "networks", costs, heights);
    Charts.addNames(chart, names, costs, heights);
    return chart;
  }

  private static void addHeatMaps(Map<String, Supplier<Object>> samples) {
    Random random = new Random(1);
    Tensor sobel = Tensor.matrix("1 0 -1; 2 0 -2; 1 0 -1");
    Tensor product = Tensor.count(1, 4, 6);
    Tensor weights = Tensor.gaussian(random, 0, 0.1, 5, 5);
    Tensor image = Tensor.uniform(random, 0, 255, 28, 28);
    Tensor strange = Tensor.matrix("1 NaN 3; 4 Infinity 6");
    samples.put("heat-map-sobel", () -> Charts.heatMap("Sobel kernel", sobel));
    samples.put("heat-map-count", () -> Charts.heatMap("4×6 numbers", product));
    samples.put("heat-map-weights", () -> Charts.heatMap("A learned kernel", weights));
    samples.put("heat-map-image", () -> Charts.heatMap("28×28 pixels", image));
    samples.put("heat-map-nan", () -> Charts.heatMap("Broken", strange));
    samples.put("heat-map-equal", () -> Charts.heatMap("All equal", Tensor.full(0.3, 2, 3)));
    samples.put("confusion", () -> Charts.confusion(counts(), CLOTHES));
    samples.put("confusion-shares", () -> Charts.confusionShares(counts(), CLOTHES));
    samples.put(
        "confusion-two",
        () -> Charts.confusion(new int[][] {{50, 3}, {8, 39}}, List.of("cat", "dog")));
  }

  private static void addMaps(Map<String, Supplier<Object>> samples) {
    Tensor maps = waves(16, 28).map(v -> Math.max(0, v));
    Tensor filters = Tensor.gaussian(new Random(2), 0, 0.3, 6, 5, 5);
    Tensor second = Tensor.gaussian(new Random(3), 0, 0.2, 4, 3, 3, 3);
    samples.put("maps", () -> Charts.maps("Feature maps of conv2", maps));
    samples.put("maps-own", () -> MapGrid.of("Their own scales", maps).optOwnScales().draw());
    samples.put("filters", () -> Charts.maps("Filters of conv1", filters));
    samples.put("filters-channels", () -> Charts.maps("Filter, channel", second));
    samples.put("predictions", ChartSamples::predictions);
  }

  private static void addBars(Map<String, Supplier<Object>> samples) {
    Tensor before = Tensor.gaussian(new Random(4), 0, 0.2, 2000);
    Tensor after = Tensor.gaussian(new Random(5), 0.1, 0.1, 2000);
    samples.put(
        "histogram", () -> Charts.histogram("Weights of fc1", "before", before, "after", after));
    samples.put(
        "bars",
        () ->
            Charts.bars(
                "Accuracy",
                List.of("LeNet", "AlexNet", "VGG"),
                "train",
                new double[] {0.82, 0.88, 0.93},
                "test",
                new double[] {0.78, 0.88, 0.92}));
    samples.put(
        "parameters-lenet", () -> Charts.parameters(ModelSummary.of(LeNet.classic()).table()));
    samples.put(
        "parameters-resnet",
        () -> Charts.parameters(ModelSummary.of(ResNet.builder(50).build()).table()));
  }

  private static Object seven() {
    var chart = Charts.epochs("Seven runs", "loss");
    for (int run = 0; run < 7; run++) {
      Charts.add(chart, "run " + run, range(1, 10), falling(2 + run));
    }
    return chart;
  }

  private static Object everyBatch() {
    Random random = new Random(9);
    double[] steps = range(1, 500);
    double[] slow = map(steps, i -> 2.3 * Math.exp(-i / 300) + 0.1 * random.nextGaussian());
    double[] fast = map(steps, i -> 2.3 * Math.exp(-i / 100) + 0.05 * random.nextGaussian());
    return Charts.lines("Loss of each batch", steps, "slow", slow, "fast", fast);
  }

  private static Object gradients() {
    double[] depth = range(1, 20);
    var chart =
        Charts.gradientNorms(
            depth,
            "plain",
            map(depth, d -> 1e-6 * Math.pow(1.9, d)),
            "residual",
            map(depth, d -> 0.5 + 0.02 * d));
    double[] deeper = range(1, 32);
    Charts.add(chart, "deeper plain", deeper, map(deeper, d -> d < 5 ? 0 : Math.pow(1.7, d - 33)));
    return chart;
  }

  private static Object fit() {
    double[] x = range(0, 40);
    double[] measured = map(x, i -> Math.sin(i / 6));
    double[] corners = {0, 9, 28, 40};
    double[] heights = {0, 1, -1, 0.4};
    return Charts.fit("A sine of three pieces", x, measured, corners, heights);
  }

  private static Object predictions() {
    Random random = new Random(8);
    List<BufferedImage> images =
        IntStream.range(0, 8).mapToObj(i -> image(random)).collect(Collectors.toList());
    List<String> truth = CLOTHES.subList(0, 8);
    List<String> predicted =
        List.of("t-shirt", "trouser", "coat", "dress", "coat", "ankle boot", "t-shirt", "sneaker");
    return Charts.predictions(images, predicted, truth);
  }

  private static BufferedImage image(Random random) {
    BufferedImage image = new BufferedImage(28, 28, BufferedImage.TYPE_BYTE_GRAY);
    for (int i = 0; i < 28 * 28; i++) {
      int grey = (int) (127 + 60 * Math.sin(i % 28 / 5.0) + 40 * random.nextDouble());
      image.getRaster().setSample(i % 28, i / 28, 0, grey);
    }
    return image;
  }

  static int[][] counts() {
    Random random = new Random(7);
    int[][] counts = new int[10][10];
    for (int[] row : counts) {
      IntStream.range(0, 10).forEach(guess -> row[guess] = random.nextInt(60));
    }
    IntStream.range(0, 10).forEach(k -> counts[k][k] = 800 + random.nextInt(200));
    return counts;
  }

  private static Table history() {
    return Table.create(
        IntColumn.create("epoch", IntStream.rangeClosed(1, 10).toArray()),
        DoubleColumn.create("loss", falling(2)),
        DoubleColumn.create("val loss", falling(3)),
        DoubleColumn.create("accuracy", map(falling(2), v -> 1 - v / 3)),
        DoubleColumn.create("val accuracy", map(falling(3), v -> 1 - v / 3)));
  }

  private static Tensor waves(int maps, int side) {
    Tensor all = Tensor.zeros(maps, side, side);
    for (int i = 0; i < all.count(); i++) {
      int map = i / (side * side);
      double x = i % side;
      double y = i / side % side;
      all.data()[i] = (float) ((1 + map) * Math.sin(x / (2 + map % 4)) * Math.cos(y / (2 + map)));
    }
    return all;
  }

  private static double[] falling(int slowness) {
    return map(range(1, 10), epoch -> 2.3 * Math.exp(-epoch / slowness) + 0.1 * slowness);
  }

  private static double[] range(int from, int to) {
    return IntStream.rangeClosed(from, to).asDoubleStream().toArray();
  }

  private static double[] map(double[] values, DoubleUnaryOperator function) {
    return DoubleStream.of(values).map(function).toArray();
  }

  static void write(BufferedImage image, Path file) {
    try {
      ImageIO.write(image, "png", file.toFile());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
