package cnnbook.viz;

import cnnbook.ops.SoftmaxOp;
import cnnbook.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The explorer of a trained network: what its script gets. */
final class ExplorerVisual {
  static final String TITLE = "Inside a network";

  /** The most maps of a layer that are shown; the first ones. */
  static final int MOST_MAPS = 32;

  private static final int MOST_IMAGES = 8;
  private static final int MOST_CLASSES = 20;

  /** Bytes for pictures and for the numbers of convolutions together. */
  private static final int ROOM = 230_000;

  /** Numbers of a dense layer in a row of its picture. */
  private static final int UNITS_IN_A_ROW = 40;

  private ExplorerVisual() {}

  /**
   * One layer.
   *
   * @param name of the layer
   * @param kind what it does
   * @param shape of its result for one image
   * @param parameters their number
   * @param maps how many it makes; 0 for a dense layer, whose numbers are one picture
   * @param shown how many pictures there are
   * @param rows of a picture
   * @param columns of a picture
   * @param full the number that has the full colour, as it is shown
   * @param grey whether the pictures are those of an image
   * @param levels for each image, see {@link Levels}
   * @param facts for each image and picture: the least, the mean and the largest number
   * @param working of a convolution, else null
   */
  private record Layer(
      String name,
      String kind,
      String shape,
      String parameters,
      int maps,
      int shown,
      int rows,
      int columns,
      String full,
      boolean grey,
      List<String> levels,
      List<String> facts,
      ExplorerWorking working) {}

  /**
   * Everything.
   *
   * @param images how many
   * @param layers from the input to the output
   * @param classes their names; empty if the last layer is no list of classes
   * @param scores for each image, as they are shown, parted by spaces
   * @param shares their softmax, likewise
   */
  private record Data(
      int images,
      List<Layer> layers,
      List<String> classes,
      List<String> scores,
      List<String> shares) {}

  static Visual of(List<LayerMaps> given, String... names) {
    require(given);
    List<LayerMaps> layers = fitting(given);
    Tensor last = layers.get(layers.size() - 1).maps();
    List<String> classes = classes(last, names);
    List<String> scores = List.of();
    List<String> shares = List.of();
    if (!classes.isEmpty()) {
      scores = rows(last, Numerals.fitting(last.data()));
      shares = rows(new SoftmaxOp().forward(last).out(), new Numerals(4, false));
    }
    List<Layer> all =
        IntStream.range(0, layers.size()).mapToObj(k -> layer(layers.get(k), k == 0)).toList();
    List<List<String>> table = table(all);
    List<List<String>> results = results(classes, scores, shares);
    Data data = new Data(last.size(0), all, classes, scores, shares);
    return Visual.of(
        TITLE,
        "explorer",
        data,
        Fallback.table(table) + (results.isEmpty() ? "" : Fallback.table(results)),
        Fallback.text(table) + (results.isEmpty() ? "" : Fallback.text(results)),
        "pictures",
        "convolution");
  }

  /**
   * The same layers, but only the first convolutions with their working: as many as leave room for
   * all pictures.
   */
  private static List<LayerMaps> fitting(List<LayerMaps> layers) {
    long room =
        ROOM - layers.stream().mapToLong(layer -> Levels.bytes(pictures(layer.maps()))).sum();
    List<LayerMaps> fitting = new ArrayList<>();
    for (LayerMaps layer : layers) {
      long size = layer.working().map(ExplorerWorking::bytes).orElse(0L);
      fitting.add(
          size <= room
              ? layer
              : new LayerMaps(
                  layer.name(), layer.kind(), layer.parameters(), layer.maps(), Optional.empty()));
      room -= size <= room ? size : 0;
    }
    return fitting;
  }

  private static Layer layer(LayerMaps layer, boolean image) {
    Tensor maps = layer.maps();
    Tensor pictures = pictures(maps);
    int shown = pictures.size(1);
    float largest = Math.max(Math.abs(maps.max()), Math.abs(maps.min()));
    Numerals numerals = Numerals.fitting(maps.data());
    List<String> levels = new ArrayList<>();
    List<String> facts = new ArrayList<>();
    for (int n = 0; n < maps.size(0); n++) {
      levels.add(Levels.of(pictures.select(0, n), largest));
      facts.add(facts(maps.select(0, n), shown, numerals));
    }
    return new Layer(
        layer.name(),
        layer.kind(),
        shape(maps),
        String.format(Locale.ROOT, "%,d", layer.parameters()),
        maps.rank() == 2 ? 0 : maps.size(1),
        shown,
        pictures.size(2),
        pictures.size(3),
        numerals.text(largest),
        image && maps.min() >= 0,
        levels,
        facts,
        layer.working().map(working -> ExplorerWorking.of(working, shown)).orElse(null));
  }

  /** What is drawn: (N, C, H, W); the numbers of a dense layer fill rows, the rest is not there. */
  private static Tensor pictures(Tensor maps) {
    if (maps.rank() == 4) {
      return maps.slice(1, 0, Math.min(MOST_MAPS, maps.size(1)));
    }
    int units = maps.size(1);
    int columns = Math.min(UNITS_IN_A_ROW, units);
    int rows = (units + columns - 1) / columns;
    Tensor pictures = Tensor.full(Double.NaN, maps.size(0), 1, rows, columns);
    for (int n = 0; n < maps.size(0); n++) {
      System.arraycopy(maps.data(), n * units, pictures.data(), n * rows * columns, units);
    }
    return pictures;
  }

  /** Least, mean and largest number of each map shown. */
  private static String facts(Tensor maps, int shown, Numerals numerals) {
    Tensor each = maps.rank() == 1 ? maps.reshape(1, -1) : maps;
    return IntStream.range(0, shown)
        .mapToObj(k -> each.select(0, k))
        .map(
            m ->
                numerals.text(m.min())
                    + " "
                    + numerals.text(m.mean())
                    + " "
                    + numerals.text(m.max()))
        .collect(Collectors.joining(" "));
  }

  private static String shape(Tensor maps) {
    return IntStream.range(1, maps.rank())
        .mapToObj(axis -> "" + maps.size(axis))
        .collect(Collectors.joining("×"));
  }

  private static List<String> rows(Tensor table, Numerals numerals) {
    return IntStream.range(0, table.size(0))
        .mapToObj(n -> numerals.texts(table.select(0, n).data()))
        .toList();
  }

  private static List<String> classes(Tensor last, String... names) {
    boolean listed = last.rank() == 2 && last.size(1) >= 2 && last.size(1) <= MOST_CLASSES;
    if (names.length == 0) {
      return listed
          ? IntStream.range(0, last.size(1)).mapToObj(k -> "class " + k).toList()
          : List.of();
    }
    if (!listed || names.length != last.size(1)) {
      throw new IllegalArgumentException(
          "%d names for a last layer of shape %s: needed is one for each class, 2 to %d, or none"
              .formatted(names.length, last.shape(), MOST_CLASSES));
    }
    return List.of(names);
  }

  private static void require(List<LayerMaps> layers) {
    if (layers.size() < 2) {
      throw new IllegalArgumentException(
          "%d layers: needed are the images, by LayerMaps.input, and a layer at least"
              .formatted(layers.size()));
    }
    Tensor images = layers.get(0).maps();
    if (images.rank() != 4) {
      throw new IllegalArgumentException(
          "the first layer has shape %s: needed are images (N, C, H, W)".formatted(images.shape()));
    }
    if (images.size(0) > MOST_IMAGES) {
      throw new IllegalArgumentException(
          "%d images: at most %d can be shown; take images.slice(0, 0, %d)"
              .formatted(images.size(0), MOST_IMAGES, MOST_IMAGES));
    }
    VisualInput.requireAtMost(
        ConvolutionVisual.LARGEST_IMAGE,
        images.size(2),
        images.size(3),
        "image",
        "crop it, or take a network for smaller ones");
    for (LayerMaps layer : layers) {
      requireNumbers(layer, images.size(0));
    }
  }

  private static void requireNumbers(LayerMaps layer, int images) {
    Tensor maps = layer.maps();
    if ((maps.rank() != 2 && maps.rank() != 4) || maps.size(0) != images) {
      throw new IllegalArgumentException(
          "%s has shape %s: needed is (N, C, H, W) or (N, units) with N = %d"
              .formatted(layer.name(), maps.shape(), images));
    }
    for (float value : maps.data()) {
      if (!Float.isFinite(value)) {
        throw new IllegalArgumentException(
            "%s has a number that is not finite: the training has diverged"
                .formatted(layer.name()));
      }
    }
  }

  private static List<List<String>> table(List<Layer> layers) {
    List<List<String>> table = new ArrayList<>();
    table.add(List.of("layer", "kind", "output", "parameters"));
    for (Layer layer : layers) {
      table.add(List.of(layer.name(), layer.kind(), layer.shape(), layer.parameters()));
    }
    return table;
  }

  private static List<List<String>> results(
      List<String> classes, List<String> scores, List<String> shares) {
    if (classes.isEmpty()) {
      return List.of();
    }
    List<List<String>> table = new ArrayList<>();
    List<String> head = new ArrayList<>(List.of("softmax"));
    IntStream.range(0, shares.size()).forEach(n -> head.add("image " + n));
    table.add(head);
    for (int k = 0; k < classes.size(); k++) {
      List<String> row = new ArrayList<>(List.of(classes.get(k)));
      for (String image : shares) {
        row.add(image.split(" ")[k]);
      }
      table.add(row);
    }
    return table;
  }
}
