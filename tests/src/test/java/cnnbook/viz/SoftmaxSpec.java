package cnnbook.viz;

import cnnbook.ops.CrossEntropyOp;
import cnnbook.ops.SoftmaxOp;
import cnnbook.tensor.Tensor;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.StringJoiner;

/** Softmax and cross-entropy. */
final class SoftmaxSpec implements VisualSpec {
  private static final int STATES = 500;
  private static final Numerals FOUR = new Numerals(4, false);
  private static final Numerals TWO = new Numerals(2, false);

  private record Case(Tensor scores, int label, String... names) {
    Visual visual() {
      return Visuals.softmax(scores, label, names);
    }

    String name(int k) {
      return names.length == 0 ? "class " + k : names[k];
    }
  }

  private static Map<String, Case> cases() {
    Map<String, Case> cases = new LinkedHashMap<>();
    cases.put("three", new Case(Tensor.vector(2, 1, 0.1), 0, "cat", "dog", "ship"));
    cases.put("escaped", new Case(Tensor.vector(-1.234567, 9.9), 1, "</script><b>", "\u2028'\"&"));
    cases.put("ten", new Case(Tensor.gaussian(new Random(3), 0, 2, 10), 7));
    return cases;
  }

  @Override
  public String name() {
    return "softmax";
  }

  @Override
  public Map<String, Visual> samples() {
    return VisualSpec.visuals(cases(), Case::visual);
  }

  @Override
  public String code() {
    return "Visuals.softmax(Tensor.vector(2, 1, 0.1), 0, \"cat\", \"dog\", \"ship\")";
  }

  @Override
  public Map<String, Visual> problems() {
    return Map.of(
        "label 0 is 3: legal is 0 … 2",
        Visuals.softmax(Tensor.vector(1, 2, 3), 3),
        "scores have shape (1, 3)",
        Visuals.softmax(Tensor.vector(1, 2, 3).reshape(1, 3), 0),
        "2 names for 3 scores",
        Visuals.softmax(Tensor.vector(1, 2, 3), 0, "a", "b"),
        "the sliders reach from −10 to 10",
        Visuals.softmax(Tensor.vector(1, -11), 0),
        "probabilities need finite scores",
        Visuals.softmax(Tensor.vector(1, Double.NaN), 0));
  }

  @Override
  public List<String> scene() {
    return List.of("type slider 1 1.5");
  }

  @Override
  public List<State> states(String sample) {
    Case one = cases().get(sample);
    Tensor scores = one.scores.copy();
    Random random = new Random(7);
    List<State> states = new ArrayList<>();
    int label = one.label;
    for (int k = 0; k < STATES; k++) {
      int picked = random.nextInt(scores.count());
      if (k % 5 == 0) {
        label = picked;
        states.add(new State("press right " + picked, shows(one, scores, label, picked)));
      } else {
        String value = Float.toString((random.nextInt(201) - 100) / 10f);
        scores.set(Float.parseFloat(value), picked);
        String action = "type slider " + picked + " " + value;
        states.add(new State(action, shows(one, scores, label, picked)));
      }
    }
    return states;
  }

  private static Map<String, String> shows(Case one, Tensor scores, int label, int picked) {
    int count = scores.count();
    Tensor row = scores.reshape(1, count);
    Tensor shares = new SoftmaxOp().forward(row).out();
    CrossEntropyOp op = new CrossEntropyOp();
    CrossEntropyOp.Forward forward = op.forward(row, label);
    Tensor gradient = op.backward(forward);
    double[] terms = new double[count];
    double sum = 0;
    Map<String, String> shows = new LinkedHashMap<>();
    for (int k = 0; k < count; k++) {
      terms[k] = Math.exp((double) scores.data()[k] - scores.max());
      sum += terms[k];
      shows.put("score " + k, TWO.text(scores.data()[k]));
      shows.put("share " + k, FOUR.text(shares.data()[k]));
    }
    shows.put("terms", table(scores, terms, shares, forward.targets(), gradient));
    shows.put("sum", "Σ exp(x − max) ≈ " + FOUR.text(sum));
    String right = FOUR.text(shares.data()[label]);
    String loss = FOUR.text(forward.loss());
    shows.put("loss", "loss = −ln p(%s) ≈ −ln %s ≈ %s".formatted(one.name(label), right, loss));
    String p = FOUR.text(shares.data()[picked]);
    String division = "%s / %s ≈ %s".formatted(FOUR.text(terms[picked]), FOUR.text(sum), p);
    float slope = gradient.data()[picked];
    shows.put(
        "formula",
        "%s: p ≈ %s\n∂loss/∂x = p − y ≈ %s − %d ≈ %s: a step of gradient descent %s this score"
            .formatted(
                one.name(picked),
                division,
                p,
                picked == label ? 1 : 0,
                FOUR.text(slope),
                effect(slope)));
    return shows;
  }

  private static String table(
      Tensor scores, double[] terms, Tensor shares, Tensor targets, Tensor gradient) {
    StringJoiner table = new StringJoiner(" ");
    for (float score : scores.data()) {
      table.add(TWO.text((double) score - scores.max()));
    }
    for (double term : terms) {
      table.add(FOUR.text(term));
    }
    table.add(FOUR.texts(shares.data()));
    table.add(new Numerals(0, false).texts(targets.data()));
    table.add(FOUR.texts(gradient.data()));
    return table.toString();
  }

  private static String effect(float gradient) {
    return Math.abs(gradient) < 5e-5 ? "hardly moves" : gradient < 0 ? "raises" : "lowers";
  }
}
