package cnnbook.training;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/**
 * Which class was taken for which.
 *
 * @param counts {@code counts[t][g]}: images of class t that were called g
 * @param classes the names, in the order of the numbers
 */
public record Confusion(int[][] counts, List<String> classes) {

  /**
   * Counts guesses against the truth.
   *
   * @param truth the right class of each image, 0 … classes−1
   * @param guesses the guessed ones, as many
   * @param classes the names
   * @throws IllegalArgumentException if the two differ in length
   */
  public static Confusion of(int[] truth, int[] guesses, List<String> classes) {
    if (truth.length != guesses.length) {
      throw new IllegalArgumentException(
          truth.length + " labels and " + guesses.length + " guesses: one guess for each label");
    }
    int[][] counts = new int[classes.size()][classes.size()];
    for (int i = 0; i < truth.length; i++) {
      counts[truth[i]][guesses[i]]++;
    }
    return new Confusion(counts, List.copyOf(classes));
  }

  /** The share of right guesses, in [0, 1]; NaN without images. */
  public double accuracy() {
    long right = 0;
    long all = 0;
    for (int t = 0; t < counts.length; t++) {
      for (int g = 0; g < counts.length; g++) {
        right += t == g ? counts[t][g] : 0;
        all += counts[t][g];
      }
    }
    return right / (double) all;
  }

  /**
   * Of the images of each class, the share that was named rightly, in [0, 1]: the recall; NaN for a
   * class without images.
   */
  public double[] recalls() {
    return IntStream.range(0, counts.length)
        .mapToDouble(t -> counts[t][t] / (double) IntStream.of(counts[t]).sum())
        .toArray();
  }

  /** The pairs most often confused: truth, guess, images; the commonest first. */
  public Table mistakes(int atMost) {
    record Cell(int truth, int guess, int images) {}
    List<Cell> cells = new ArrayList<>();
    for (int t = 0; t < counts.length; t++) {
      for (int g = 0; g < counts.length; g++) {
        if (t != g && counts[t][g] > 0) {
          cells.add(new Cell(t, g, counts[t][g]));
        }
      }
    }
    cells.sort(Comparator.comparingInt(Cell::images).reversed());
    List<Cell> top = cells.subList(0, Math.min(atMost, cells.size()));
    return Table.create(
        "mistakes",
        StringColumn.create("truth", top.stream().map(c -> classes.get(c.truth()))),
        StringColumn.create("guess", top.stream().map(c -> classes.get(c.guess()))),
        IntColumn.create("images", top.stream().mapToInt(Cell::images).toArray()));
  }
}
