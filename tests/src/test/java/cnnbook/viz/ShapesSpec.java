package cnnbook.viz;

import cnnbook.geometry.Axis;
import cnnbook.geometry.Window;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** The shape calculator. */
final class ShapesSpec implements VisualSpec {
  private static final int STATES = 500;

  @Override
  public String name() {
    return "shapes";
  }

  @Override
  public Map<String, Visual> samples() {
    Map<String, Visual> samples = new LinkedHashMap<>();
    samples.put("plain", Visuals.shapes());
    samples.put("asymmetric", Visuals.shapes(9, Window.custom(2, 2, 3, 1, 2, 1, 2).dilation(2)));
    samples.put("ceil", Visuals.shapes(6, Window.valid(3).stride(2).padding(1).ceil()));
    samples.put("misfit", Visuals.shapes(4, Window.valid(3).dilation(3)));
    samples.put("largest", Visuals.shapes(9999, Window.valid(9999).stride(9999).padding(9999)));
    return samples;
  }

  @Override
  public String code() {
    return "Visuals.shapes()";
  }

  @Override
  public Map<String, Visual> problems() {
    return Map.of(
        "n is 0: from 1 to 9999 can be calculated here",
        Visuals.shapes(0, Window.valid(1)),
        "stride is 10000",
        Visuals.shapes(5, Window.valid(1).stride(10_000)),
        "one axis can be calculated at a time",
        Visuals.shapes(5, Window.valid(1, 2)));
  }

  @Override
  public List<String> scene() {
    return List.of("type n 8");
  }

  /** What stands in the fields. */
  private record Fields(int n, int k, int s, int before, int after, int d, boolean ceil) {
    static Fields random(Random random) {
      int k = random.nextInt(8);
      return new Fields(
          random.nextInt(random.nextInt(10) == 0 ? 500 : 16),
          k,
          random.nextInt(5),
          random.nextInt(random.nextBoolean() ? 1 : 4),
          random.nextInt(4) - (random.nextInt(30) == 0 ? 1 : 0),
          random.nextInt(random.nextBoolean() ? 2 : 4),
          random.nextBoolean());
    }

    List<String> actions(boolean toggle) {
      List<String> actions =
          new ArrayList<>(
              List.of(
                  "type n " + n,
                  "type k " + k,
                  "type s " + s,
                  "type before " + before,
                  "type after " + after,
                  "type d " + d));
      if (toggle) {
        actions.add("press ceil");
      }
      return actions;
    }

    Map<String, String> shows() {
      Axis axis;
      int size;
      try {
        axis = new Axis(k, s, before, after, d, ceil);
        size = axis.outputSize(n);
      } catch (IllegalArgumentException e) {
        return Map.of("remark", "✗ " + e.getMessage(), "size", "–", "formula", "", "djl", "");
      }
      return Map.of(
          "size",
          n + " → " + size,
          "formula",
          formula(axis, size),
          "remark",
          remark(axis, size),
          "djl",
          line(axis));
    }

    private String formula(Axis axis, int size) {
      String bracket = ceil ? "⌈%s⌉" : "⌊%s⌋";
      int room = n + axis.totalPadding() - axis.extent();
      double quotient = (double) room / s;
      int all = (int) (ceil ? Math.ceil(quotient) : Math.floor(quotient)) + 1;
      String formula =
          "out = %s + 1\n    = %s + 1\n    = %s + 1 = %d + 1 = %d"
              .formatted(
                  bracket.formatted("(n + p − d·(k − 1) − 1) / s"),
                  bracket.formatted(
                      "(%d + %d − %d·(%d − 1) − 1) / %d".formatted(n, before + after, d, k, s)),
                  bracket.formatted(room + " / " + s),
                  all - 1,
                  all)
              .replaceAll("([⌊⌈ ])-(\\d)", "$1−$2");
      return formula
          + (all == size ? "" : ", less the one that would begin in the padding after: " + size);
    }

    /** From the elements that are read, one by one. */
    private String remark(Axis axis, int size) {
      int padded = n + before + after;
      boolean[] covered = new boolean[Math.max(padded, axis.input(size - 1, k - 1) + before + 1)];
      for (int i = 0; i < size; i++) {
        for (int at = axis.start(i); at < axis.start(i) + axis.extent(); at++) {
          covered[at + before] = true;
        }
      }
      int unread = 0;
      while (!covered[covered.length - 1 - unread]) {
        unread++;
      }
      int gap = 0;
      while (axis.extent() + gap < covered.length - unread && !covered[axis.extent() + gap]) {
        gap++;
      }
      return words(unread, covered.length - padded, gap);
    }

    private String words(int unread, int beyond, int gap) {
      List<String> words = new ArrayList<>();
      if (unread > 0) {
        int padding = Math.min(unread, after);
        String of = padding == unread ? " (padding)" : " (" + padding + " of them padding)";
        words.add(
            (unread == 1 ? "the last row" : "the last " + unread + " rows")
                + (padding == 0 ? "" : of)
                + (unread == 1 ? " is never read" : " are never read"));
      }
      if (beyond > 0) {
        words.add("the last window reaches " + rows(beyond) + " beyond the edge");
      }
      if (gap > 0) {
        words.add("between two windows " + rows(gap) + (gap == 1 ? " is skipped" : " are skipped"));
      }
      return words.isEmpty()
          ? "✓ the windows end exactly at the edge"
          : "⚠ legal, " + String.join("; ", words);
    }

    private static String rows(int count) {
      return count + (count == 1 ? " row" : " rows");
    }
  }

  /** The line that builds the layer in DJL; a comment if DJL has none. */
  static String line(Axis axis) {
    int k = axis.kernel();
    int before = axis.before();
    boolean even = before == axis.after();
    if (axis.ceil() && axis.dilation() > 1) {
      return "// none: DJL's pooling has no dilation";
    }
    if (axis.ceil() && !even) {
      return "// none: DJL's pooling has no unequal padding";
    }
    if (axis.ceil()) {
      return before > k / 2.0
          ? "// none: PyTorch pools with padding up to half of the kernel"
          : "Pool.maxPool2dBlock(%s, %s, %s, true)"
              .formatted(both(k), both(axis.stride()), both(before));
    }
    String line = "Conv2d.builder().setFilters(1).setKernelShape(" + both(k) + ")";
    line += axis.stride() > 1 ? ".optStride(" + both(axis.stride()) + ")" : "";
    line += even && before > 0 ? ".optPadding(" + both(before) + ")" : "";
    line += (axis.dilation() > 1 ? ".optDilation(" + both(axis.dilation()) + ")" : "") + ".build()";
    return even
        ? line
        : "new SequentialBlock().addSingleton(x -> x.pad(new Shape(%d, %d, %d, %d), 0)).add(%s)"
            .formatted(before, axis.after(), before, axis.after(), line);
  }

  private static String both(int value) {
    return "new Shape(%d, %d)".formatted(value, value);
  }

  @Override
  public List<State> states(String sample) {
    Random random = new Random(sample.hashCode());
    boolean ceil = sample.equals("ceil");
    List<State> states = new ArrayList<>();
    for (int k = 0; k < STATES; k++) {
      Fields fields = Fields.random(random);
      states.add(new State(fields.actions(fields.ceil != ceil), fields.shows()));
      ceil = fields.ceil;
    }
    return states;
  }
}
