package cnnbook.viz;

import cnnbook.tensor.Tensor;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/** How visuals write numbers and formulas, for the specs of the tests. */
final class Shown {
  private final Map<Tensor, Numerals> numerals = new IdentityHashMap<>();

  /** One element of a tensor. */
  String text(Tensor of, int k) {
    return text(of, of.data()[k]);
  }

  /** A number written as the elements of a tensor are. */
  String text(Tensor of, float value) {
    return numerals(of).text(value);
  }

  /** All elements of a tensor. */
  String texts(Tensor of) {
    return numerals(of).texts(of.data());
  }

  /** Whether all elements of a tensor are shown in full. */
  boolean exact(Tensor of) {
    return numerals(of).exact(of.data());
  }

  private Numerals numerals(Tensor of) {
    return numerals.computeIfAbsent(of, tensor -> Numerals.fitting(tensor.data()));
  }

  static String factor(String text) {
    return text.startsWith("−") ? "(" + text + ")" : text;
  }

  static String shortened(List<String> words, String glue) {
    if (words.size() <= 25) {
      return String.join(glue, words);
    }
    List<String> some = new ArrayList<>(words.subList(0, 12));
    some.add("…");
    some.add(words.get(words.size() - 1));
    return String.join(glue, some);
  }

  static Tensor batch(Tensor matrix) {
    return matrix.reshape(1, 1, matrix.size(0), matrix.size(1));
  }

  static Tensor plane(Tensor batch) {
    return batch.reshape(batch.size(2), batch.size(3));
  }
}
