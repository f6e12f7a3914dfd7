package cnnbook.viz;

import cnnbook.tensor.Tensor;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.StringJoiner;
import java.util.stream.IntStream;

/** The replay of one training and of two. */
final class ReplaySpec implements VisualSpec {
  private static final int STATES = 500;
  private static final int MOST_PLANES = 64;
  private static final Numerals FOUR = new Numerals(4, false);
  private static final Numerals TWO = new Numerals(2, false);

  private record Case(List<String> names, List<List<Snapshot>> runs, String... classes) {
    Visual visual() {
      return runs.size() == 1
          ? Visuals.replay(runs.get(0), classes)
          : Visuals.replay(names.get(0), runs.get(0), names.get(1), runs.get(1), classes);
    }

    String called(int k) {
      return classes.length == 0 ? "class " + k : classes[k];
    }
  }

  private static Map<String, Case> cases() {
    Map<String, Case> cases = new LinkedHashMap<>();
    cases.put(
        "small",
        new Case(
            List.of("low rate", "high rate"),
            List.of(
                List.of(
                    snapshot(1, 0.68, 0.55, 0.66, 0.6, "0.1 0.2; -0.1 0", 12, 8, 8, 12),
                    snapshot(2, 0.61, 0.68, 0.6, 0.7, "0.2 0.3; -0.2 -0.1", 14, 6, 6, 14),
                    snapshot(3, 0.52, 0.79, 0.53, 0.8, "0.3 0.4; -0.3 -0.3", 16, 4, 4, 16)),
                List.of(
                    snapshot(1, 0.6, 0.66, 0.55, 0.75, "0.3 0.5; -0.4 -0.3", 15, 5, 5, 15),
                    snapshot(2, 0.4, 0.84, 0.42, 0.85, "0.6 0.8; -0.7 -0.8", 17, 3, 3, 17),
                    snapshot(3, 0.31, 0.9, 0.45, 0.825, "0.8 1; -0.9 -1", 18, 2, 5, 15))),
            "rising",
            "falling"));
    cases.put(
        "channels",
        new Case(
            List.of(""),
            List.of(run(new Random(2), new int[] {2, 3, 7, 8}, false, 5, 4, 3, 5, 4)),
            "</script>",
            "b & c",
            "\u2028",
            "d",
            "e"));
    cases.put(
        "largest",
        new Case(
            List.of("plain", "residual"),
            List.of(
                run(new Random(3), IntStream.rangeClosed(1, 20).toArray(), true, 10, 70, 1, 3, 5),
                run(
                    new Random(4),
                    IntStream.rangeClosed(1, 31).toArray(),
                    true,
                    10,
                    16,
                    3,
                    3,
                    3))));
    return cases;
  }

  private static Snapshot snapshot(
      int epoch,
      double loss,
      double accuracy,
      double valLoss,
      double valAccuracy,
      String filter,
      int... counts) {
    return new Snapshot(
        epoch,
        loss,
        accuracy,
        valLoss,
        valAccuracy,
        Tensor.matrix(filter).reshape(1, 1, 2, 2),
        new int[][] {{counts[0], counts[1]}, {counts[2], counts[3]}});
  }

  /** A run of random numbers; a class has no image, a loss is not finite. */
  private static List<Snapshot> run(
      Random random, int[] epochs, boolean validated, int classes, int... filters) {
    List<Snapshot> run = new ArrayList<>();
    for (int epoch : epochs) {
      int[][] confusion = new int[classes][];
      for (int truth = 0; truth < classes; truth++) {
        int most = truth == 1 ? 1 : 120;
        confusion[truth] = random.ints(classes, 0, most).toArray();
      }
      run.add(
          new Snapshot(
              epoch,
              epoch == 3 ? Double.POSITIVE_INFINITY : random.nextDouble() * 3,
              random.nextDouble(),
              validated ? random.nextDouble() * 3 : Double.NaN,
              validated ? random.nextDouble() : Double.NaN,
              Tensor.uniform(random, -0.6, 0.6, filters),
              confusion));
    }
    return run;
  }

  @Override
  public String name() {
    return "replay";
  }

  @Override
  public Map<String, Visual> samples() {
    return VisualSpec.visuals(cases(), Case::visual);
  }

  @Override
  public String code() {
    return """
        Visuals.replay(
            "low rate",
            List.of(
                new Snapshot(1, 0.68, 0.55, 0.66, 0.6,
                    Tensor.matrix("0.1 0.2; -0.1 0").reshape(1, 1, 2, 2), new int[][] {{12, 8}, {8, 12}}),
                new Snapshot(2, 0.61, 0.68, 0.6, 0.7,
                    Tensor.matrix("0.2 0.3; -0.2 -0.1").reshape(1, 1, 2, 2), new int[][] {{14, 6}, {6, 14}}),
                new Snapshot(3, 0.52, 0.79, 0.53, 0.8,
                    Tensor.matrix("0.3 0.4; -0.3 -0.3").reshape(1, 1, 2, 2), new int[][] {{16, 4}, {4, 16}})),
            "high rate",
            List.of(
                new Snapshot(1, 0.6, 0.66, 0.55, 0.75,
                    Tensor.matrix("0.3 0.5; -0.4 -0.3").reshape(1, 1, 2, 2), new int[][] {{15, 5}, {5, 15}}),
                new Snapshot(2, 0.4, 0.84, 0.42, 0.85,
                    Tensor.matrix("0.6 0.8; -0.7 -0.8").reshape(1, 1, 2, 2), new int[][] {{17, 3}, {3, 17}}),
                new Snapshot(3, 0.31, 0.9, 0.45, 0.825,
                    Tensor.matrix("0.8 1; -0.9 -1").reshape(1, 1, 2, 2), new int[][] {{18, 2}, {5, 15}})),
            "rising",
            "falling")""";
  }

  @Override
  public Map<String, Visual> problems() {
    List<Snapshot> good = cases().get("channels").runs.get(0);
    Snapshot first = good.get(0);
    List<Snapshot> small = cases().get("small").runs.get(0);
    return Map.of(
        "the run has 0 snapshots",
        Visuals.replay(List.of()),
        "the run has epoch 2 behind epoch 3",
        Visuals.replay(List.of(good.get(1), first)),
        "2 names for 5 classes",
        Visuals.replay(good, "a", "b"),
        "a has 5 classes, b has 2",
        Visuals.replay("a", good, "b", small),
        "a begins with epoch 2, b with epoch 3",
        Visuals.replay("a", good, "b", good.subList(1, 2)),
        "needed is one shape",
        Visuals.replay(List.of(small.get(0), good.get(1))),
        "filters of shape (2, 2): needed is (F, C, kh, kw)",
        Visuals.replay(List.of(new Snapshot(1, 1, 1, 1, 1, Tensor.ones(2, 2), new int[2][2]))),
        "confusion matrix of 2 rows",
        Visuals.replay(List.of(new Snapshot(1, 1, 1, 1, 1, first.filters(), new int[2][3]))),
        "kernel of 12×3",
        Visuals.replay(
            List.of(new Snapshot(1, 1, 1, 1, 1, Tensor.ones(1, 1, 12, 3), new int[2][2]))));
  }

  @Override
  public List<String> scene() {
    return List.of("type epoch 1", "hover confusion 0 1 0");
  }

  @Override
  public List<State> states(String sample) {
    Case one = cases().get(sample);
    Now now = new Now(one);
    Random random = new Random(9);
    List<State> states = new ArrayList<>();
    states.add(new State(List.of(), now.shows()));
    while (states.size() < STATES) {
      String action = now.act(random);
      states.add(new State(action, now.shows()));
    }
    return states;
  }

  /** Where somebody who plays with a replay stands. */
  private static final class Now {
    final Case one;
    final int[] steps;
    final int[] filters;
    final List<Numerals> styles = new ArrayList<>();
    int step;
    int truth;
    int guess;

    Now(Case one) {
      this.one = one;
      steps =
          one.runs.stream()
              .flatMap(List::stream)
              .mapToInt(Snapshot::epoch)
              .sorted()
              .distinct()
              .toArray();
      filters = new int[one.runs.size()];
      for (List<Snapshot> run : one.runs) {
        float largest = 0;
        int scale = 0;
        for (Snapshot snapshot : run) {
          for (float weight : shown(snapshot)) {
            largest = Math.max(largest, Math.abs(weight));
            String text = Float.toString(weight);
            scale = Math.max(scale, text.length() - text.indexOf('.') - 1);
          }
        }
        // Written out for the sizes that occur here: tenths in full, others by the largest.
        styles.add(
            scale == 1 ? new Numerals(1, false) : new Numerals(largest >= 0.5 ? 2 : 3, false));
      }
    }

    String act(Random random) {
      int classes = one.runs.get(0).get(0).confusion().length;
      int run = random.nextInt(filters.length);
      switch (random.nextInt(5)) {
        case 0:
          step = random.nextInt(steps.length);
          return "type epoch " + step;
        case 1:
          step = random.nextInt(steps.length);
          return "hover " + (random.nextBoolean() ? "loss " : "accuracy ") + step;
        case 2:
          step = Math.min(step + 1, steps.length - 1);
          return "press step";
        case 3:
          filters[run] = random.nextInt(shown(one.runs.get(run).get(0)).length / area(run));
          return "hover filters %d %d".formatted(run, filters[run]);
        default:
          truth = random.nextInt(classes);
          guess = random.nextInt(classes);
          return "hover confusion %d %d %d".formatted(run, truth, guess);
      }
    }

    Map<String, String> shows() {
      Map<String, String> shows = new LinkedHashMap<>();
      shows.put("epoch", steps[step] + " of " + steps[steps.length - 1]);
      StringJoiner formula = new StringJoiner("\n").add("epoch " + steps[step]);
      for (int run = 0; run < filters.length; run++) {
        Snapshot snapshot = snapshot(run);
        shows.put("numbers " + run, numbers(snapshot));
        shows.put("weights " + run, weights(run, snapshot));
        shows.put("picked " + run, "Weights of " + filter(run, snapshot));
        StringJoiner counts = new StringJoiner(" ");
        for (int[] row : snapshot.confusion()) {
          IntStream.of(row).forEach(count -> counts.add("" + count));
        }
        shows.put("confusion " + run, counts.toString());
        formula.add(said(run, snapshot));
      }
      shows.put("formula", formula.toString());
      return shows;
    }

    private Snapshot snapshot(int run) {
      Snapshot last = null;
      for (Snapshot snapshot : one.runs.get(run)) {
        last = snapshot.epoch() <= steps[step] ? snapshot : last;
      }
      return last;
    }

    private static String numbers(Snapshot s) {
      return String.join(
          " ",
          FOUR.text(s.loss()),
          Double.isNaN(s.valLoss()) ? "–" : FOUR.text(s.valLoss()),
          TWO.text(100 * s.accuracy()) + "%",
          Double.isNaN(s.valAccuracy()) ? "–" : TWO.text(100 * s.valAccuracy()) + "%");
    }

    private String weights(int run, Snapshot snapshot) {
      StringJoiner weights = new StringJoiner(" ");
      for (int k = 0; k < area(run); k++) {
        weights.add(styles.get(run).text(shown(snapshot)[filters[run] * area(run) + k]));
      }
      return weights.toString();
    }

    private String filter(int run, Snapshot snapshot) {
      int channels = snapshot.filters().size(1);
      String filter = "filter " + filters[run] / channels;
      return channels == 1 ? filter : filter + ", channel " + filters[run] % channels;
    }

    private String said(int run, Snapshot snapshot) {
      int[] row = snapshot.confusion()[truth];
      int all = IntStream.of(row).sum();
      String since =
          snapshot.epoch() < steps[step] ? " (since epoch %d)".formatted(snapshot.epoch()) : "";
      String who = filters.length == 1 ? "" : one.names.get(run) + since + ": ";
      String share = all == 0 ? "" : " (" + TWO.text(100 * ((double) row[guess] / all)) + "%)";
      return who
          + "%d of %d images of %s called %s"
              .formatted(row[guess], all, one.called(truth), one.called(guess))
          + share;
    }

    private int area(int run) {
      Tensor filter = one.runs.get(run).get(0).filters();
      return filter.size(2) * filter.size(3);
    }

    private static float[] shown(Snapshot snapshot) {
      Tensor all = snapshot.filters();
      Tensor planes = all.reshape(-1, all.size(2), all.size(3));
      return planes.slice(0, 0, Math.min(MOST_PLANES, planes.size(0))).data();
    }
  }
}
