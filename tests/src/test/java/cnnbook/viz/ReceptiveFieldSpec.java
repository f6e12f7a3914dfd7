package cnnbook.viz;

import static cnnbook.viz.Shown.shortened;

import cnnbook.geometry.Axis;
import cnnbook.geometry.ReceptiveField;
import cnnbook.geometry.Window;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** The receptive-field tracer. */
final class ReceptiveFieldSpec implements VisualSpec {
  private static final int STATES = 500;

  private record Case(List<Window> layers, String... labels) {
    Visual visual() {
      return Visuals.receptiveField(layers, labels);
    }

    String name(int layer) {
      return layer == 0 ? "input" : labels.length == 0 ? "layer " + layer : labels[layer - 1];
    }
  }

  private static Map<String, Case> cases() {
    Map<String, Case> cases = new LinkedHashMap<>();
    cases.put(
        "three",
        new Case(
            List.of(Window.valid(3), Window.valid(2).stride(2), Window.valid(3)),
            "conv1",
            "pool",
            "conv2"));
    cases.put(
        "holes",
        new Case(
            List.of(
                Window.custom(2, 2, 2, 1, 0, 1, 0),
                Window.valid(2).dilation(3).padding(3),
                Window.valid(1).stride(2))));
    cases.put("full", new Case(List.of(Window.full(5), Window.valid(4).stride(3)), "a<b", "&"));
    List<Window> deep = new ArrayList<>();
    for (int block = 0; block < 4; block++) {
      deep.add(Window.same(3));
      deep.add(Window.same(3));
      deep.add(Window.valid(2).stride(2));
    }
    cases.put("deep", new Case(deep));
    List<Window> largest = new ArrayList<>(deep);
    largest.add(Window.same(3));
    largest.add(Window.same(3));
    largest.add(Window.same(5));
    cases.put("largest", new Case(largest));
    return cases;
  }

  @Override
  public String name() {
    return "receptive";
  }

  @Override
  public Map<String, Visual> samples() {
    return VisualSpec.visuals(cases(), Case::visual);
  }

  @Override
  public String code() {
    return """
        Visuals.receptiveField(
            List.of(Window.valid(3), Window.valid(2).stride(2), Window.valid(3)),
            "conv1", "pool", "conv2")""";
  }

  @Override
  public Map<String, Visual> problems() {
    return Map.of(
        "0 layers: from 1 to 16 can be traced",
        Visuals.receptiveField(List.of()),
        "1 labels for 2 layers",
        Visuals.receptiveField(List.of(Window.valid(3), Window.valid(3)), "conv1"),
        "one axis can be traced at a time",
        Visuals.receptiveField(List.of(Window.valid(3, 2))),
        "receptive field of 257 elements: at most 256 can be drawn",
        Visuals.receptiveField(List.of(Window.valid(257))));
  }

  @Override
  public List<String> scene() {
    return List.of();
  }

  @Override
  public List<State> states(String sample) {
    Working working = new Working(cases().get(sample));
    Random random = new Random(12);
    List<State> states = new ArrayList<>();
    for (int k = 0; k < STATES; k++) {
      int layer = random.nextInt(working.units.size());
      int unit = random.nextInt(working.units.get(layer));
      if (k % 4 == 0) {
        states.add(working.keys(layer, unit));
      } else {
        String action = k % 4 == 1 ? "focus" : "hover";
        states.add(
            new State("%s unit %d %d".formatted(action, layer, unit), working.shows(layer, unit)));
      }
    }
    return states;
  }

  /** The texts of one case: what reaches what is found from the input upwards. */
  private static final class Working {
    final Case one;
    final List<Axis> axes;
    final List<ReceptiveField> fields = new ArrayList<>();
    final List<Integer> units = new ArrayList<>();

    /** For each input element, for each layer, whether each unit sees it. */
    final List<List<boolean[]>> seen = new ArrayList<>();

    Working(Case one) {
      this.one = one;
      axes = one.layers.stream().map(Window::rows).toList();
      fields.add(ReceptiveField.input());
      fields.addAll(ReceptiveField.after(axes));
      ReceptiveField last = fields.get(axes.size());
      int n = last.size() + 2 * last.jump();
      units.add(n > 256 ? last.size() : n);
      for (Axis axis : axes) {
        units.add(axis.outputSize(units.get(units.size() - 1)));
      }
      for (int element = 0; element < units.get(0); element++) {
        seen.add(upwards(element));
      }
    }

    private List<boolean[]> upwards(int element) {
      List<boolean[]> layers = new ArrayList<>();
      boolean[] below = new boolean[units.get(0)];
      below[element] = true;
      layers.add(below);
      for (int l = 1; l < units.size(); l++) {
        boolean[] here = new boolean[units.get(l)];
        for (int k = 0; k < here.length; k++) {
          for (int a = 0; a < axes.get(l - 1).kernel(); a++) {
            int at = axes.get(l - 1).input(k, a);
            here[k] |= at >= 0 && at < below.length && below[at];
          }
        }
        layers.add(here);
        below = here;
      }
      return layers;
    }

    /** Goes one unit to the right by a key if there is one, else one layer up. */
    State keys(int layer, int unit) {
      String focus = "focus unit %d %d".formatted(layer, unit);
      if (unit + 1 < units.get(layer)) {
        return new State(List.of(focus, "key ArrowRight"), shows(layer, unit + 1));
      }
      int up = Math.min(layer + 1, units.size() - 1);
      ReceptiveField above = fields.get(up);
      long near = Math.round((fields.get(layer).center(unit) - above.center()) / above.jump());
      int to = up == layer ? unit : (int) Math.max(0, Math.min(units.get(up) - 1, near));
      return new State(List.of(focus, "key ArrowUp"), shows(up, to));
    }

    Map<String, String> shows(int layer, int unit) {
      return Map.of("formula", layer == 0 ? seenBy(unit) : sees(layer, unit), "layers", table());
    }

    private String table() {
      List<String> cells = new ArrayList<>();
      for (int l = 0; l < units.size(); l++) {
        if (l == 0) {
          cells.add("– – – –");
        } else {
          Axis axis = axes.get(l - 1);
          String after = axis.before() == axis.after() ? "" : "+" + axis.after();
          cells.add(
              axis.kernel()
                  + " "
                  + axis.stride()
                  + " "
                  + axis.before()
                  + after
                  + " "
                  + axis.dilation());
        }
        cells.add(units.get(l) + " " + fields.get(l).size() + " " + fields.get(l).jump());
      }
      return String.join(" ", cells);
    }

    private String sees(int layer, int unit) {
      ReceptiveField field = fields.get(layer);
      int outside = 0;
      int read = 0;
      for (int at = field.first(unit); at <= field.last(unit); at++) {
        boolean inside = at >= 0 && at < units.get(0);
        outside += inside ? 0 : 1;
        read += inside && seen.get(at).get(layer)[unit] ? 1 : 0;
      }
      String padding = outside > 0 ? ", " + outside + " of them padding" : "";
      String holes = "; " + read + " of them reach it, the others fall into holes";
      String what =
          "%s[%d] sees input %s … %s: %d elements around %s"
              .formatted(
                  one.name(layer),
                  unit,
                  minus(field.first(unit)),
                  minus(field.last(unit)),
                  field.size(),
                  minus(field.center(unit)));
      return what
          + padding
          + (read < field.size() - outside ? holes : "")
          + ("\nit reads " + directly(layer, unit) + "\n")
          + growth(axes.get(layer - 1), fields.get(layer - 1), field);
    }

    private String directly(int layer, int unit) {
      Axis axis = axes.get(layer - 1);
      List<String> direct = new ArrayList<>();
      for (int a = 0; a < axis.kernel(); a++) {
        int at = axis.input(unit, a);
        if (at >= 0 && at < units.get(layer - 1)) {
          direct.add(one.name(layer - 1) + "[" + at + "]");
        }
      }
      return direct.isEmpty() ? "padding alone" : shortened(direct, ", ");
    }

    private static String growth(Axis axis, ReceptiveField below, ReceptiveField field) {
      return "field = %d + %d·(%d − 1)·%d = %d; jump = %d·%d = %d"
          .formatted(
              below.size(),
              axis.dilation(),
              axis.kernel(),
              below.jump(),
              field.size(),
              below.jump(),
              axis.stride(),
              field.jump());
    }

    private String seenBy(int element) {
      List<String> lines = new ArrayList<>();
      lines.add("input[" + element + "] is seen by");
      for (int l = 1; l < units.size(); l++) {
        int count = 0;
        int first = -1;
        int last = -1;
        for (int k = 0; k < units.get(l); k++) {
          if (seen.get(element).get(l)[k]) {
            count++;
            first = first < 0 ? k : first;
            last = k;
          }
        }
        lines.add(
            count == 0
                ? "no unit of " + one.name(l)
                : count == 1
                    ? one.name(l) + "[" + first + "]"
                    : "%d units of %s, %d … %d".formatted(count, one.name(l), first, last));
      }
      return String.join("\n", lines);
    }

    private static String minus(double number) {
      String text = number == Math.rint(number) ? "" + (long) number : "" + number;
      return text.replace('-', '−');
    }
  }
}
