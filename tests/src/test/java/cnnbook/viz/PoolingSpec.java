package cnnbook.viz;

import static cnnbook.viz.Shown.batch;
import static cnnbook.viz.Shown.factor;
import static cnnbook.viz.Shown.plane;
import static cnnbook.viz.Shown.shortened;

import cnnbook.geometry.Axis;
import cnnbook.geometry.Window;
import cnnbook.ops.AvgPool2dOp;
import cnnbook.ops.MaxPool2dOp;
import cnnbook.tensor.Tensor;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Pooling. */
final class PoolingSpec implements VisualSpec {
  private static final int STATES = 500;
  private static final List<String> MOVES =
      List.of("not at all", "right by 1", "left by 1", "down by 1", "up by 1");
  private static final int[][] STEPS = {{0, 0}, {0, 1}, {0, -1}, {1, 0}, {-1, 0}};

  private record Case(Tensor map, Window window) {
    Visual visual() {
      return Visuals.pooling(map, window);
    }
  }

  private static Map<String, Case> cases() {
    Random random = new Random(4);
    Map<String, Case> cases = new LinkedHashMap<>();
    cases.put(
        "plain",
        new Case(
            Tensor.matrix("1 3 2 0 1; 4 9 1 1 2; 0 2 8 5 1; 1 0 6 7 3; 2 1 0 1 4"),
            Window.valid(2).stride(2)));
    cases.put(
        "padded",
        new Case(
            Tensor.uniform(random, -2, 2, 6, 7), Window.custom(3, 2, 2, 1, 0, 0, 1).stride(2, 3)));
    cases.put(
        "holes",
        new Case(
            Tensor.gaussian(random, 0, 1e4, 8, 5), Window.valid(2).stride(3).dilation(2).ceil()));
    cases.put(
        "ceil", new Case(Tensor.uniform(random, 0, 1, 2, 13), Window.valid(3).stride(2).ceil()));
    cases.put(
        "largest",
        new Case(Tensor.uniform(random, 0, 1, 64, 63), Window.valid(3).stride(2).padding(1)));
    return cases;
  }

  @Override
  public String name() {
    return "pooling";
  }

  @Override
  public Map<String, Visual> samples() {
    return VisualSpec.visuals(cases(), Case::visual);
  }

  @Override
  public String code() {
    return """
        Visuals.pooling(
            Tensor.matrix("1 3 2 0 1; 4 9 1 1 2; 0 2 8 5 1; 1 0 6 7 3; 2 1 0 1 4"))""";
  }

  @Override
  public Map<String, Visual> problems() {
    return Map.of(
        "kernel 3 does not fit the padded input of 2",
        Visuals.pooling(Tensor.ones(5, 2), Window.valid(3)),
        "crop it, for example image.slice(0, 0, 20).slice(1, 0, 64)",
        Visuals.pooling(Tensor.ones(20, 65)),
        "map has shape (1, 4, 4)",
        Visuals.pooling(Tensor.ones(1, 4, 4)),
        "lies wholly in the padding",
        Visuals.pooling(Tensor.ones(4, 4), Window.valid(2).padding(2)),
        "window of 12×12",
        Visuals.pooling(Tensor.ones(12, 12), Window.valid(12)));
  }

  @Override
  public List<String> scene() {
    return List.of("choose move 1", "hover max 0 0");
  }

  @Override
  public List<State> states(String sample) {
    Case one = cases().get(sample);
    List<Window> windows = windows(one);
    List<State> states = new ArrayList<>();
    Random random = new Random(9);
    int settings = windows.size() * MOVES.size() * (one.window.padded() ? 2 : 1);
    for (int setting = 0; setting < settings; setting++) {
      Working working =
          new Working(
              one.map,
              windows,
              setting % windows.size(),
              setting / windows.size() % MOVES.size(),
              setting / windows.size() / MOVES.size() == 0);
      List<String> choose = new ArrayList<>();
      choose.add("choose rounding " + setting % windows.size());
      choose.add("choose move " + working.move);
      if (one.window.padded()) {
        choose.add("choose counting " + (working.counting ? 0 : 1));
      }
      for (int k = 0; k < STATES / settings; k++) {
        states.add(working.random(random, k == 0 ? choose : List.of()));
      }
    }
    return states;
  }

  /** With floor and with ceil, where these differ and fit. */
  private static List<Window> windows(Case one) {
    Window ceil = one.window.ceil();
    Window floor = new Window(floor(one.window.rows()), floor(one.window.columns()));
    if (one.map.size(0) + floor.rows().totalPadding() < floor.rows().extent()) {
      return List.of(ceil);
    }
    boolean same = size(one.map, floor).equals(size(one.map, ceil));
    return same ? List.of(floor) : List.of(floor, ceil);
  }

  private static Axis floor(Axis axis) {
    return new Axis(
        axis.kernel(), axis.stride(), axis.before(), axis.after(), axis.dilation(), false);
  }

  private static String size(Tensor map, Window window) {
    return window.outputHeight(map.size(0)) + "×" + window.outputWidth(map.size(1));
  }

  /** The texts of one setting, from the operations and from loops over the windows. */
  private static final class Working {
    final Shown shown = new Shown();
    final Tensor original;
    final Tensor map;
    final Window window;
    final int move;
    final boolean counting;
    final int oh;
    final int ow;
    final int mostRows;
    final int mostColumns;
    final int reachRows;
    final int reachColumns;
    final Numerals means;
    final String sign;

    Working(Tensor original, List<Window> windows, int rounding, int move, boolean counting) {
      this.original = original;
      this.move = move;
      this.counting = counting;
      window = windows.get(rounding);
      map = shifted(original, STEPS[move]);
      Window largest = windows.get(windows.size() - 1);
      oh = window.outputHeight(map.size(0));
      ow = window.outputWidth(map.size(1));
      mostRows = largest.outputHeight(map.size(0));
      mostColumns = largest.outputWidth(map.size(1));
      reachRows = reach(largest.rows(), map.size(0), mostRows);
      reachColumns = reach(largest.columns(), map.size(1), mostColumns);
      float[] all = everyMean(windows);
      means = Numerals.fitting(all);
      sign = shown.exact(original) && means.exact(all) ? "=" : "≈";
    }

    private float[] everyMean(List<Window> windows) {
      List<Float> values = new ArrayList<>();
      for (Window one : windows) {
        for (int[] step : STEPS) {
          for (boolean count : new boolean[] {true, false}) {
            for (float mean : mean(shifted(original, step), one, count).data()) {
              values.add(mean);
            }
          }
        }
      }
      float[] all = new float[values.size()];
      for (int k = 0; k < all.length; k++) {
        all[k] = values.get(k);
      }
      return all;
    }

    private static int reach(Axis axis, int size, int positions) {
      int end = axis.input(positions - 1, axis.kernel() - 1) + 1;
      return Math.max(size + axis.after(), end) + axis.before();
    }

    private static Tensor mean(Tensor map, Window window, boolean counting) {
      return plane(new AvgPool2dOp(window, counting).forward(batch(map)).out());
    }

    private static Tensor shifted(Tensor map, int[] step) {
      Tensor shifted = map.copy();
      for (int i = 0; i < map.size(0); i++) {
        for (int j = 0; j < map.size(1); j++) {
          int row = Math.min(Math.max(i - step[0], 0), map.size(0) - 1);
          int column = Math.min(Math.max(j - step[1], 0), map.size(1) - 1);
          shifted.set(map.get(row, column), i, j);
        }
      }
      return shifted;
    }

    State random(Random random, List<String> before) {
      List<String> actions = new ArrayList<>(before);
      Map<String, String> shows = new LinkedHashMap<>();
      int kind = random.nextInt(3);
      if (kind < 2) {
        int i = random.nextInt(mostRows);
        int j = random.nextInt(mostColumns);
        actions.add("hover %s %d %d".formatted(kind == 0 ? "max" : "avg", i, j));
        shows.put("formula", i < oh && j < ow ? output(i, j) : dropped(i, j));
      } else {
        int row = random.nextInt(reachRows);
        int column = random.nextInt(reachColumns);
        actions.add("hover in %d %d".formatted(row, column));
        shows.put(
            "formula", input(row - window.rows().before(), column - window.columns().before()));
      }
      shows.put("changes", changes());
      if (Math.max(mostRows, mostColumns) <= 20) {
        shows.put("max", grid(largest(map), Numerals.fitting(map.data())));
        shows.put("avg", grid(mean(map, window, counting), means));
      }
      return new State(actions, shows);
    }

    private Tensor largest(Tensor of) {
      return plane(new MaxPool2dOp(window).forward(batch(of)).out());
    }

    private String grid(Tensor values, Numerals numerals) {
      List<String> texts = new ArrayList<>();
      for (int i = 0; i < mostRows; i++) {
        for (int j = 0; j < mostColumns; j++) {
          texts.add(i < oh && j < ow ? numerals.text(values.get(i, j)) : "");
        }
      }
      return String.join(" ", texts);
    }

    private String changes() {
      if (move == 0) {
        return "Shift the map by one pixel to see which values stay.";
      }
      return "Shifted %s: the maximum keeps %d of %d values, the average %d; what changed is hatched."
          .formatted(
              MOVES.get(move),
              same(largest(original), largest(map)),
              oh * ow,
              same(mean(original, window, counting), mean(map, window, counting)));
    }

    private static int same(Tensor a, Tensor b) {
      int same = 0;
      for (int k = 0; k < a.count(); k++) {
        same += a.data()[k] == b.data()[k] ? 1 : 0;
      }
      return same;
    }

    /** Row, column of each place under a window. */
    private List<int[]> places(int i, int j) {
      List<int[]> places = new ArrayList<>();
      for (int a = 0; a < window.rows().kernel(); a++) {
        for (int b = 0; b < window.columns().kernel(); b++) {
          places.add(new int[] {window.rows().input(i, a), window.columns().input(j, b)});
        }
      }
      return places;
    }

    private String output(int i, int j) {
      List<String> texts = new ArrayList<>();
      List<String> terms = new ArrayList<>();
      List<String> zeros = new ArrayList<>();
      int[] best = null;
      for (int[] place : places(i, j)) {
        if (inside(place)) {
          texts.add(text(place));
          terms.add(factor(text(place)));
          best = best == null || value(place) > value(best) ? place : best;
        } else if (counting && padding(place)) {
          zeros.add("0");
        }
      }
      terms.addAll(zeros);
      String max =
          "max[%d, %d] = max(%s) = %s, from x[%d, %d]"
              .formatted(i, j, shortened(texts, ", "), text(best), best[0], best[1]);
      Tensor mean = mean(map, window, counting);
      String avg =
          "avg[%d, %d] = (%s) / %d %s %s"
              .formatted(
                  i, j, shortened(terms, " + "), terms.size(), sign, means.text(mean.get(i, j)));
      return max + "\n" + avg + (move == 0 ? "" : "\n" + before(i, j));
    }

    private String before(int i, int j) {
      float max = largest(original).get(i, j);
      float avg = mean(original, window, counting).get(i, j);
      return "before the shift: max %s, %s; avg %s, %s"
          .formatted(
              shown.text(original, max),
              max == largest(map).get(i, j) ? "kept" : "changed",
              means.text(avg),
              avg == mean(map, window, counting).get(i, j) ? "kept" : "changed");
    }

    private String dropped(int i, int j) {
      long beyond = places(i, j).stream().filter(p -> !inside(p) && !padding(p)).count();
      return "out[%d, %d] is dropped by floor: %d of the %d places of its window lie beyond the edge"
          .formatted(i, j, beyond, window.area());
    }

    private String input(int r, int c) {
      int[] here = {r, c};
      String name = "[%d, %d]".formatted(r, c).replace('-', '−');
      if (!inside(here) && !padding(here)) {
        return name + " lies beyond the edge: it holds no value";
      }
      List<String> uses = new ArrayList<>();
      MaxPool2dOp.Forward forward = new MaxPool2dOp(window).forward(batch(map));
      for (int k = 0; k < oh * ow; k++) {
        if (places(k / ow, k % ow).stream().anyMatch(p -> p[0] == r && p[1] == c)) {
          boolean wins = inside(here) && forward.winners()[k] == r * map.size(1) + c;
          uses.add("out[%d, %d]".formatted(k / ow, k % ow) + (wins ? " as its maximum" : ""));
        }
      }
      String what = inside(here) ? "x" + name + " = " + text(here) : "padding" + name;
      if (uses.isEmpty()) {
        return what + " is never read";
      }
      String role =
          inside(here)
              ? ""
              : counting
                  ? ", where it never wins and counts as 0 in the average"
                  : ", where it does not count";
      String windows = uses.size() == 1 ? "the window of " : uses.size() + " windows: ";
      return what + " lies in " + windows + shortened(uses, ", ") + role;
    }

    private boolean inside(int[] place) {
      return place[0] >= 0 && place[1] >= 0 && place[0] < map.size(0) && place[1] < map.size(1);
    }

    private boolean padding(int[] place) {
      return !inside(place)
          && place[0] < map.size(0) + window.rows().after()
          && place[1] < map.size(1) + window.columns().after();
    }

    private float value(int[] place) {
      return map.get(place[0], place[1]);
    }

    private String text(int[] place) {
      return shown.text(map, value(place));
    }
  }
}
