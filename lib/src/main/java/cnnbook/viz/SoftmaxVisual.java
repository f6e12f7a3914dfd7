package cnnbook.viz;

import cnnbook.ops.CrossEntropyOp;
import cnnbook.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Softmax and cross-entropy with sliders: what its script gets. */
final class SoftmaxVisual {
  static final String TITLE = "Softmax and cross-entropy";

  /** The scores that the sliders reach, to either side. */
  static final int REACH = 10;

  static final int MOST_CLASSES = 10;

  private static final Numerals FOUR = new Numerals(4, false);
  private static final Numerals TWO = new Numerals(2, false);

  private SoftmaxVisual() {}

  /**
   * Everything.
   *
   * @param names of the classes
   * @param scores exact, as texts
   * @param label the right class
   * @param reach of the sliders
   */
  private record Data(List<String> names, List<String> scores, int label, int reach) {}

  static Visual of(Tensor scores, int label, String... names) {
    require(scores, names);
    Tensor row = scores.reshape(1, scores.count());
    CrossEntropyOp op = new CrossEntropyOp();
    CrossEntropyOp.Forward forward = op.forward(row, label);
    for (float score : scores.data()) {
      if (!(Math.abs(score) <= REACH)) {
        throw new IllegalArgumentException(
            "score %s: the sliders reach from −%d to %d".formatted(score, REACH, REACH));
      }
    }
    List<String> classes =
        names.length > 0
            ? List.of(names)
            : IntStream.range(0, scores.count()).mapToObj(k -> "class " + k).toList();
    List<String> exact = new ArrayList<>();
    for (float score : scores.data()) {
      exact.add(Float.toString(score));
    }
    List<List<String>> table = table(scores, forward, op.backward(forward), classes);
    String loss = "loss = −ln p(" + classes.get(label) + ") ≈ " + FOUR.text(forward.loss());
    return Visual.of(
        TITLE,
        "softmax",
        new Data(classes, exact, label, REACH),
        Fallback.table(table) + Fallback.paragraph(loss),
        Fallback.text(table) + loss);
  }

  private static void require(Tensor scores, String... names) {
    int count = scores.count();
    if (scores.rank() != 1 || count < 2 || count > MOST_CLASSES) {
      throw new IllegalArgumentException(
          "scores have shape %s: needed is (K), K from 2 to %d"
              .formatted(scores.shape(), MOST_CLASSES));
    }
    if (names.length != 0 && names.length != count) {
      throw new IllegalArgumentException(
          "%d names for %d scores: needed is one for each, or none".formatted(names.length, count));
    }
  }

  private static List<List<String>> table(
      Tensor scores, CrossEntropyOp.Forward forward, Tensor gradient, List<String> names) {
    List<List<String>> table = new ArrayList<>();
    table.add(List.of("class", "score x", "probability p", "target y", "gradient p − y"));
    for (int k = 0; k < names.size(); k++) {
      table.add(
          List.of(
              names.get(k),
              TWO.text(scores.data()[k]),
              FOUR.text(Math.exp(forward.logProbabilities().data()[k])),
              new Numerals(0, false).text(forward.targets().data()[k]),
              FOUR.text(gradient.data()[k])));
    }
    return table;
  }
}
