package cnnbook.viz;

import static cnnbook.viz.Shown.batch;
import static cnnbook.viz.Shown.factor;
import static cnnbook.viz.Shown.plane;
import static cnnbook.viz.Shown.shortened;

import cnnbook.geometry.Window;
import cnnbook.ops.AddOp;
import cnnbook.ops.Conv2dOp;
import cnnbook.ops.MaxPool2dOp;
import cnnbook.ops.NaiveConvolution;
import cnnbook.ops.PadMode;
import cnnbook.tensor.Tensor;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;

/** The backward steppers of convolution, max-pooling and addition. */
final class BackwardSpec implements VisualSpec {

  /** A share of one upstream cell in one element of a gradient; source null: a copy. */
  private record Share(int cell, int target, int at, Tensor source, int from) {}

  /**
   * One visual and what it must show.
   *
   * @param backward dout → the gradients, each a matrix
   * @param terms all shares, by cell, then by target
   * @param area the elements of a window
   */
  private record Case(
      Visual visual,
      Tensor dout,
      List<String> names,
      Function<Tensor, List<Tensor>> backward,
      List<Share> terms,
      int area,
      Shown shown) {}

  private static Map<String, Case> cases() {
    Random random = new Random(5);
    Map<String, Case> cases = new LinkedHashMap<>();
    cases.put(
        "convolution",
        convolution(
            Tensor.matrix("1 0 2 1 0; 0 3 1 0 2; 1 1 0 2 1; 2 0 1 1 0; 0 1 2 0 1"),
            Tensor.matrix("1 0 -1; 2 0 -2; 1 0 -1"),
            Window.same(3).stride(2),
            Tensor.matrix("1 -1 2; 0 1 -2; 3 1 1")));
    cases.put(
        "random",
        convolution(
            Tensor.uniform(random, -1, 1, 5, 7),
            Tensor.uniform(random, -1, 1, 3, 2),
            Window.custom(3, 2, 1, 1, 0, 0, 2).dilation(2, 1).stride(1, 2),
            Tensor.uniform(random, -3, 3, 2, 4)));
    Tensor scores = Tensor.uniform(random, -9, 9, 6, 5);
    Window pool = Window.valid(3).stride(2).padding(1, 0, 0, 1);
    cases.put("pooling", pooling(scores, pool, Tensor.uniform(random, -1, 1, 3, 2)));
    cases.put(
        "addition",
        addition(
            Tensor.uniform(random, -1, 1, 3, 4),
            Tensor.uniform(random, -1, 1, 3, 4),
            Tensor.matrix("1 -2 0.5 0; 3 -0.25 0 1; 1 1 2 -1")));
    cases.put(
        "largest",
        convolution(
            Tensor.uniform(random, -1, 1, 12, 12),
            Tensor.uniform(random, -1, 1, 5, 5),
            Window.same(5),
            Tensor.uniform(random, -1, 1, 12, 12)));
    return cases;
  }

  private static Case convolution(Tensor x, Tensor w, Window window, Tensor dout) {
    Conv2dOp op = new Conv2dOp(window, 1, PadMode.ZERO, new NaiveConvolution());
    Conv2dOp.Forward forward = op.forward(batch(x), batch(w));
    List<Share> shares = new ArrayList<>();
    for (int cell = 0; cell < dout.count(); cell++) {
      for (int target = 0; target < 2; target++) {
        for (int e = 0; e < w.count(); e++) {
          int r = window.rows().input(cell / dout.size(1), e / w.size(1));
          int c = window.columns().input(cell % dout.size(1), e % w.size(1));
          int pixel = r * x.size(1) + c;
          if (r >= 0 && c >= 0 && r < x.size(0) && c < x.size(1)) {
            shares.add(
                target == 0 ? new Share(cell, 0, pixel, w, e) : new Share(cell, 1, e, x, pixel));
          }
        }
      }
    }
    return new Case(
        Visuals.convolutionBackward(x, w, window, dout),
        dout,
        List.of("dx", "dw"),
        upstream -> {
          Conv2dOp.Gradients gradients = op.backward(forward, batch(upstream));
          return List.of(plane(gradients.dx()), plane(gradients.dw()));
        },
        shares,
        w.count(),
        new Shown());
  }

  private static Case pooling(Tensor x, Window window, Tensor dout) {
    MaxPool2dOp op = new MaxPool2dOp(window);
    MaxPool2dOp.Forward forward = op.forward(batch(x));
    List<Share> shares = new ArrayList<>();
    for (int cell = 0; cell < dout.count(); cell++) {
      for (int k = 0; k < x.count(); k++) {
        if (x.data()[k] == forward.out().data()[cell]) {
          shares.add(new Share(cell, 0, k, null, k));
        }
      }
    }
    return new Case(
        Visuals.maxPoolBackward(x, window, dout),
        dout,
        List.of("dx"),
        upstream -> List.of(plane(op.backward(forward, batch(upstream)))),
        shares,
        0,
        new Shown());
  }

  private static Case addition(Tensor a, Tensor b, Tensor dout) {
    List<Share> shares = new ArrayList<>();
    for (int cell = 0; cell < dout.count(); cell++) {
      shares.add(new Share(cell, 0, cell, null, cell));
      shares.add(new Share(cell, 1, cell, null, cell));
    }
    return new Case(
        Visuals.addBackward(a, b, dout),
        dout,
        List.of("dF", "dx"),
        upstream -> new AddOp().backward(upstream),
        shares,
        0,
        new Shown());
  }

  @Override
  public String name() {
    return "backward";
  }

  @Override
  public Map<String, Visual> samples() {
    return VisualSpec.visuals(cases(), Case::visual);
  }

  @Override
  public String code() {
    return """
        Visuals.convolutionBackward(
            Tensor.matrix("1 0 2 1 0; 0 3 1 0 2; 1 1 0 2 1; 2 0 1 1 0; 0 1 2 0 1"),
            Tensor.matrix("1 0 -1; 2 0 -2; 1 0 -1"),
            Window.same(3).stride(2),
            Tensor.matrix("1 -1 2; 0 1 -2; 3 1 1"))""";
  }

  @Override
  public Map<String, Visual> problems() {
    Tensor ones = Tensor.ones(4, 4);
    Window window = Window.valid(3);
    return Map.of(
        "dout has shape (1, 1, 3, 3), needed is (1, 1, 2, 2)",
        Visuals.convolutionBackward(ones, Tensor.ones(3, 3), window, Tensor.ones(3, 3)),
        "image of 13×4: at most 12×12 can be shown; crop it, for example image.slice(0, 0, 12)",
        Visuals.convolutionBackward(Tensor.ones(13, 4), Tensor.ones(3, 3), window, ones),
        "at most 300,000 fit a notebook; show a smaller part",
        Visuals.convolutionBackward(
            Tensor.ones(12, 12), Tensor.ones(11, 11), Window.same(11), Tensor.ones(12, 12)),
        "dout has shape (1, 1, 4, 4), needed is (1, 1, 2, 2)",
        Visuals.maxPoolBackward(ones, window, ones),
        "shapes (4, 4) and (4, 5) must be equal",
        Visuals.addBackward(ones, Tensor.ones(4, 5), ones));
  }

  @Override
  public List<String> scene() {
    return List.of("press step", "press step");
  }

  @Override
  public List<State> states(String sample) {
    Case one = cases().get(sample);
    int count = one.dout.count();
    List<List<Tensor>> frames = new ArrayList<>();
    for (int cell = 0; cell < count; cell++) {
      Tensor part = Tensor.zeros(one.dout.shape());
      System.arraycopy(one.dout.data(), 0, part.data(), 0, cell + 1);
      frames.add(one.backward.apply(part));
    }
    List<Numerals> numerals = new ArrayList<>();
    for (int target = 0; target < one.names.size(); target++) {
      int k = target;
      float[] all = new float[frames.get(0).get(k).count() * count];
      for (int cell = 0; cell < count; cell++) {
        float[] values = frames.get(cell).get(k).data();
        System.arraycopy(values, 0, all, cell * values.length, values.length);
      }
      numerals.add(Numerals.fitting(all));
    }
    List<State> states = new ArrayList<>();
    for (int cell = 0; cell < count; cell++) {
      String action = "hover dout " + place(one.dout, cell, " ");
      states.add(new State(action, spread(one, cell, frames.get(cell), numerals)));
    }
    for (int target = 0; target < one.names.size(); target++) {
      Tensor gradient = frames.get(count - 1).get(target);
      for (int at = 0; at < gradient.count(); at++) {
        String action = "hover target %d %s".formatted(target, place(gradient, at, " "));
        String formula = gathered(one, target, at, gradient, numerals.get(target));
        states.add(new State(action, Map.of("formula", formula)));
      }
    }
    return states;
  }

  private static Map<String, String> spread(
      Case one, int cell, List<Tensor> gradients, List<Numerals> numerals) {
    Map<String, String> shows = new LinkedHashMap<>();
    List<String> lines = new ArrayList<>();
    List<Share> own = one.terms.stream().filter(share -> share.cell == cell).toList();
    int lost = one.area == 0 ? 0 : one.area - own.size() / 2;
    String dropped = lost == 0 ? "" : ": " + lost + " of its places lie in the padding";
    lines.add(
        "dout[%s] = %s".formatted(place(one.dout, cell, ", "), one.shown.text(one.dout, cell))
            + dropped);
    for (int target = 0; target < gradients.size(); target++) {
      int k = target;
      Tensor gradient = gradients.get(k);
      shows.put("target " + k, numerals.get(k).texts(gradient.data()));
      String name = one.names.get(k);
      List<String> words =
          own.stream()
              .filter(share -> share.target == k)
              .map(
                  share ->
                      "%s[%s] += %s"
                          .formatted(name, place(gradient, share.at, ", "), term(one, share)))
              .toList();
      lines.add(words.isEmpty() ? name + " gets nothing" : shortened(words, ", "));
    }
    shows.put("formula", String.join("\n", lines));
    return shows;
  }

  private static String gathered(Case one, int target, int at, Tensor gradient, Numerals numerals) {
    String name = one.names.get(target) + "[" + place(gradient, at, ", ") + "]";
    String value = numerals.text(gradient.data()[at]);
    List<Share> own =
        one.terms.stream().filter(share -> share.target == target && share.at == at).toList();
    if (own.isEmpty()) {
      return name + " = " + value + ": no cell of dout depends on it";
    }
    List<String> terms = own.stream().map(share -> term(one, share)).toList();
    String sum = shortened(terms, " + ");
    boolean copy = own.size() == 1 && own.get(0).source == null;
    boolean exact = exact(one, numerals);
    return name + " = " + sum + (copy ? "" : (exact ? " = " : " ≈ ") + value);
  }

  /** Whole numbers and quarters are shown in full, random ones are not. */
  private static boolean exact(Case one, Numerals numerals) {
    return one.shown.exact(one.dout) && numerals.decimals() == 0;
  }

  private static String term(Case one, Share share) {
    String cell = factor(one.shown.text(one.dout, share.cell));
    return share.source == null
        ? cell
        : cell + "·" + factor(one.shown.text(share.source, share.from));
  }

  private static String place(Tensor matrix, int k, String glue) {
    return k / matrix.size(1) + glue + k % matrix.size(1);
  }
}
