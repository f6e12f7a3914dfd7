package cnnbook.viz;

import cnnbook.data.DataSets;
import cnnbook.data.LabeledImages;
import cnnbook.geometry.Window;
import cnnbook.models.Djl;
import cnnbook.models.Explorer;
import cnnbook.models.LeNet;
import cnnbook.models.Network;
import cnnbook.ops.Conv2dOp;
import cnnbook.ops.NaiveConvolution;
import cnnbook.ops.ReluOp;
import cnnbook.ops.SoftmaxOp;
import cnnbook.tensor.Tensor;
import cnnbook.training.Fit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.StringJoiner;
import java.util.stream.Collectors;

/** The explorer of a network made by hand, of one with random numbers, and of a trained LeNet. */
final class ExplorerSpec implements VisualSpec {
  private static final int STATES = 500;
  private static final int MOST_MAPS = 32;
  private static final Numerals FOUR = new Numerals(4, false);

  private record Case(List<LayerMaps> layers, String... classes) {
    Visual visual() {
      return Visuals.explorer(layers, classes);
    }
  }

  private static final Map<String, Case> CASES = cases();

  private static Map<String, Case> cases() {
    Map<String, Case> cases = new LinkedHashMap<>();
    Tensor seven = seven();
    LayerMaps edges =
        LayerMaps.convolution(
            "edges",
            seven,
            Tensor.matrix("1 1 1 0 0 0 -1 -1 -1; 1 0 -1 1 0 -1 1 0 -1").reshape(2, 1, 3, 3),
            Tensor.vector(0, -1),
            Window.same(3));
    Tensor positive = new ReluOp().forward(edges.maps());
    cases.put(
        "small",
        new Case(List.of(LayerMaps.input(seven), edges, LayerMaps.of("relu", "ReLU", positive))));
    Random random = new Random(5);
    Tensor images = Tensor.gaussian(random, 0, 1, 2, 3, 9, 11);
    LayerMaps many =
        LayerMaps.convolution(
            "conv",
            images,
            Tensor.gaussian(random, 0, 0.3, 35, 3, 2, 4),
            Tensor.gaussian(random, 0, 0.1, 35),
            Window.custom(2, 4, 1, 0, 2, 1, 2).dilation(2, 1));
    Tensor scores = Tensor.gaussian(random, 0, 2, 2, 4);
    cases.put(
        "random",
        new Case(
            List.of(
                LayerMaps.input(images),
                many,
                LayerMaps.of("dense", "dense 83", Tensor.gaussian(random, 0, 9, 2, 83)),
                LayerMaps.of("</script>", "dense 4", scores)),
            "a & b",
            "\u2028",
            "c",
            "d"));
    cases.put("lenet", lenet());
    return cases;
  }

  private static Tensor seven() {
    return Tensor.matrix(
            "0 0 0 0 0 0 0; 0 9 9 9 9 9 0; 0 0 0 0 0 9 0; 0 0 0 0 9 0 0; 0 0 0 9 0 0 0; 0 0 0 9 0 0 0")
        .reshape(1, 1, 6, 7);
  }

  /** Trained a little, on four images. */
  private static Case lenet() {
    LabeledImages train = DataSets.fashionMnist().train().head(400);
    Network network = LeNet.modern();
    try (Fit fit =
        Fit.builder()
            .setNetwork(network)
            .setTrain(train)
            .setEpochs(5)
            .setBatchSize(16)
            .setLearningRate(0.1)
            .build()) {
      fit.run();
      try (var manager = ai.djl.ndarray.NDManager.newBaseManager()) {
        Tensor images = Djl.tensor(train.subset(0, 1, 2, 3).images(manager));
        return new Case(Explorer.layers(network, images), train.classes().toArray(String[]::new));
      }
    }
  }

  @Override
  public String name() {
    return "explorer";
  }

  @Override
  public Map<String, Visual> samples() {
    return VisualSpec.visuals(CASES, Case::visual);
  }

  @Override
  public String code() {
    String seven =
        "Tensor.matrix(\"0 0 0 0 0 0 0; 0 9 9 9 9 9 0; 0 0 0 0 0 9 0; 0 0 0 0 9 0 0; 0 0 0 9 0 0 0; 0 0 0 9 0 0 0\").reshape(1, 1, 6, 7)";
    String edges =
        """
        LayerMaps.convolution(
                "edges",
                SEVEN,
                Tensor.matrix("1 1 1 0 0 0 -1 -1 -1; 1 0 -1 1 0 -1 1 0 -1").reshape(2, 1, 3, 3),
                Tensor.vector(0, -1),
                Window.same(3))""";
    return """
        Visuals.explorer(
            List.of(
                LayerMaps.input(SEVEN),
                EDGES,
                LayerMaps.of("relu", "ReLU", new cnnbook.ops.ReluOp().forward(EDGES.maps()))))"""
        .replace("EDGES", edges)
        .replace("SEVEN", seven);
  }

  @Override
  public Map<String, Visual> problems() {
    LayerMaps images = LayerMaps.input(Tensor.ones(2, 1, 5, 5));
    LayerMaps dense = LayerMaps.of("dense", "dense 3", Tensor.ones(2, 3));
    return Map.of(
        "1 layers: needed are the images",
        Visuals.explorer(List.of(images)),
        "the first layer has shape (2, 3)",
        Visuals.explorer(List.of(dense, dense)),
        "9 images: at most 8",
        Visuals.explorer(List.of(LayerMaps.input(Tensor.ones(9, 1, 2, 2)), dense)),
        "image of 65×5: at most 64×64 can be shown",
        Visuals.explorer(List.of(LayerMaps.input(Tensor.ones(2, 1, 65, 5)), dense)),
        "deep has shape (3, 4): needed is (N, C, H, W) or (N, units) with N = 2",
        Visuals.explorer(List.of(images, LayerMaps.of("deep", "", Tensor.ones(3, 4)))),
        "deep has a number that is not finite",
        Visuals.explorer(List.of(images, LayerMaps.of("deep", "", Tensor.full(Double.NaN, 2, 4)))),
        "2 names for a last layer of shape (2, 3)",
        Visuals.explorer(List.of(images, dense), "a", "b"));
  }

  @Override
  public List<String> scene() {
    return List.of("hover maps 1 1", "press maps 1 1", "press all", "hover out 3 4");
  }

  @Override
  public List<State> states(String sample) {
    Now now = new Now(CASES.get(sample));
    Random random = new Random(8);
    List<State> states = new ArrayList<>();
    states.add(new State(List.of(), now.shows()));
    while (states.size() < STATES) {
      List<String> actions = now.act(random);
      states.add(new State(actions, now.shows()));
    }
    return states;
  }

  /** Where somebody who explores a network stands. */
  private static final class Now {
    final Case one;
    final int images;
    final Map<String, Tensor> contributions = new LinkedHashMap<>();
    final Map<Integer, Numerals> styles = new LinkedHashMap<>();
    int image;
    int layer;
    int map;
    int open = -1;
    int opened;
    int channel;
    int row;
    int column;

    Now(Case one) {
      this.one = one;
      images = one.layers.get(0).maps().size(0);
      for (int l = 0; l < one.layers.size(); l++) {
        if (one.layers.get(l).working().isPresent()) {
          contributions(l);
        }
      }
    }

    private void contributions(int l) {
      LayerMaps.Working w = one.layers.get(l).working().get();
      Conv2dOp op = new Conv2dOp(w.window()).algorithm(new NaiveConvolution());
      List<Float> all = new ArrayList<>();
      Tensor weight = w.weight().slice(0, 0, Math.min(MOST_MAPS, w.weight().size(0)));
      for (int c = 0; c < w.input().size(1); c++) {
        Tensor part = op.forward(w.input().slice(1, c, c + 1), weight.slice(1, c, c + 1)).out();
        contributions.put(l + " " + c, part);
        for (float value : part.data()) {
          all.add(value);
        }
      }
      float[] joined = new float[all.size()];
      for (int k = 0; k < joined.length; k++) {
        joined[k] = all.get(k);
      }
      styles.put(l, Numerals.fitting(joined));
    }

    List<String> act(Random random) {
      // Somebody who looks at a computation moves the window most of the time.
      switch (random.nextInt(open < 0 ? 3 : 8)) {
        case 0:
          image = random.nextInt(images);
          row = 0;
          column = 0;
          return List.of("choose image " + image);
        case 1:
          layer = random.nextInt(one.layers.size());
          map = random.nextInt(shown(layer));
          return List.of("hover maps %d %d".formatted(layer, map));
        case 2:
          return openMap(random);
        case 3:
          return chooseChannel(random);
        default:
          Tensor part = contributions.get(open + " " + channel);
          row = random.nextInt(part.size(2));
          column = random.nextInt(part.size(3));
          return List.of("hover out %d %d".formatted(row, column));
      }
    }

    private List<String> openMap(Random random) {
      List<Integer> able = new ArrayList<>(styles.keySet());
      open = able.get(random.nextInt(able.size()));
      opened = random.nextInt(shown(open));
      channel = 0;
      row = 0;
      column = 0;
      return List.of("press maps %d %d".formatted(open, opened));
    }

    private List<String> chooseChannel(Random random) {
      int channels = one.layers.get(open).working().get().input().size(1);
      if (channels == 1) {
        return List.of();
      }
      channel = random.nextInt(channels);
      row = 0;
      column = 0;
      return List.of("choose channel " + channel);
    }

    Map<String, String> shows() {
      Map<String, String> shows = new LinkedHashMap<>();
      shows.put("map", facts());
      Tensor last = one.layers.get(one.layers.size() - 1).maps();
      if (last.rank() == 2) {
        scores(last, shows);
      }
      if (open >= 0) {
        computation(shows);
      }
      return shows;
    }

    private String facts() {
      LayerMaps of = one.layers.get(layer);
      Tensor all = of.maps().select(0, image);
      Tensor shown = of.maps().rank() == 2 ? all : all.select(0, map);
      Numerals style = Numerals.fitting(of.maps().data());
      return "%s: from %s to %s, mean %s; full colour at %s%s"
          .formatted(
              name(layer, map),
              style.text(shown.min()),
              style.text(shown.max()),
              style.text(shown.mean()),
              style.text(Math.max(of.maps().max(), -of.maps().min())),
              of.working().isPresent() ? "; a click or Enter opens its computation" : "");
    }

    private String name(int l, int k) {
      LayerMaps of = one.layers.get(l);
      return of.name() + (of.maps().rank() == 2 ? ", all numbers" : ", map " + k);
    }

    private void scores(Tensor last, Map<String, String> shows) {
      Tensor row = last.select(0, image);
      Tensor shares = new SoftmaxOp().forward(row.reshape(1, row.count())).out();
      Numerals style = Numerals.fitting(last.data());
      StringJoiner cells = new StringJoiner(" ");
      int best = 0;
      for (int k = 0; k < row.count(); k++) {
        cells.add(style.text(row.data()[k])).add(FOUR.text(shares.data()[k]));
        best = shares.data()[k] > shares.data()[best] ? k : best;
      }
      shows.put("scores", cells.toString());
      shows.put(
          "guess",
          "likeliest: %s (%s)".formatted(one.classes[best], FOUR.text(shares.data()[best])));
    }

    private void computation(Map<String, String> shows) {
      LayerMaps.Working w = one.layers.get(open).working().get();
      Tensor part = contributions.get(open + " " + channel).select(0, image).select(0, opened);
      Tensor kernel = w.weight().select(0, opened).select(0, channel);
      Numerals kernels = Numerals.fitting(w.weight().slice(0, 0, shown(open)).data());
      int channels = w.input().size(1);
      String which = channels == 1 ? "" : ", input channel " + channel;
      shows.put("opened", name(open, opened) + which);
      String sum =
          channels == 1
              ? "this output"
              : "the sum of such outputs of all " + channels + " channels";
      Tensor biases = w.bias().slice(0, 0, shown(open));
      String bias = Numerals.fitting(biases.data()).text(biases.data()[opened]);
      shows.put("note", "The map is " + sum + ", plus the bias " + bias + ".");
      shows.put("kernel", kernels.texts(kernel.data()));
      shows.put("sum", styles.get(open).text(part.get(row, column)));
      shows.put("window", window(w));
    }

    private String window(LayerMaps.Working w) {
      Tensor x = w.input().select(0, image).select(0, channel);
      Numerals style = Numerals.fitting(w.input().data());
      List<String> cells = new ArrayList<>();
      for (int a = 0; a < w.weight().size(2); a++) {
        for (int b = 0; b < w.weight().size(3); b++) {
          int r = w.window().rows().input(row, a);
          int c = w.window().columns().input(column, b);
          boolean inside = r >= 0 && c >= 0 && r < x.size(0) && c < x.size(1);
          cells.add(style.text(inside ? x.get(r, c) : 0));
        }
      }
      return cells.stream().collect(Collectors.joining(" "));
    }

    private int shown(int l) {
      Tensor maps = one.layers.get(l).maps();
      return maps.rank() == 2 ? 1 : Math.min(MOST_MAPS, maps.size(1));
    }
  }
}
