package cnnbook.viz;

import cnnbook.tensor.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The replay of one training or two: what its script gets. */
final class ReplayVisual {
  static final String TITLE = "Training, epoch by epoch";

  /** The most filters, counted by channels, that are shown; the first ones. */
  static final int MOST_PLANES = 64;

  private static final int MOST_EPOCHS = 200;
  private static final int MOST_CLASSES = 20;

  /** The most epochs in the static part. */
  private static final int MOST_ROWS = 12;

  private static final Numerals LOSS = new Numerals(4, false);
  private static final Numerals PERCENT = new Numerals(2, false);
  private static final Numerals COUNT = new Numerals(0, false);

  private ReplayVisual() {}

  /** A training under its name; the name is empty if there is no other. */
  record Run(String name, List<Snapshot> snapshots) {
    Snapshot first() {
      return snapshots.get(0);
    }

    Snapshot last() {
      return snapshots.get(snapshots.size() - 1);
    }
  }

  /**
   * One run for the script. Of each list one for each snapshot.
   *
   * @param name empty if there is no other run
   * @param epochs their numbers
   * @param measures exact texts of loss, accuracy, validation loss, validation accuracy
   * @param filters how many there are
   * @param channels of each filter
   * @param rows of a filter
   * @param columns of a filter
   * @param weights the weights as they are shown, plane by plane, parted by spaces
   * @param counts the confusion matrix, row by row, parted by spaces
   */
  private record RunData(
      String name,
      List<Integer> epochs,
      List<List<String>> measures,
      int filters,
      int channels,
      int rows,
      int columns,
      List<String> weights,
      List<String> counts) {}

  /**
   * Everything.
   *
   * @param steps the epochs of all runs, ascending
   * @param classes their names
   * @param named whether somebody gave the names
   * @param runs one or two
   */
  private record Data(
      List<Integer> steps, List<String> classes, boolean named, List<RunData> runs) {}

  static Visual of(List<Run> runs, String... names) {
    runs.forEach(ReplayVisual::require);
    int classes = runs.get(0).first().confusion().length;
    requireComparable(runs, classes);
    if (names.length != 0 && names.length != classes) {
      throw new IllegalArgumentException(
          "%d names for %d classes: needed is one for each, or none"
              .formatted(names.length, classes));
    }
    List<String> words =
        names.length > 0
            ? List.of(names)
            : IntStream.range(0, classes).mapToObj(k -> "class " + k).toList();
    TreeSet<Integer> steps = new TreeSet<>();
    runs.forEach(run -> run.snapshots().forEach(snapshot -> steps.add(snapshot.epoch())));
    Data data =
        new Data(
            List.copyOf(steps),
            words,
            names.length > 0,
            runs.stream().map(ReplayVisual::data).toList());
    String html = runs.stream().map(run -> html(run, words)).collect(Collectors.joining());
    String text = runs.stream().map(run -> text(run, words)).collect(Collectors.joining("\n"));
    return Visual.of(TITLE, "replay", data, html, text, "pictures", "curves");
  }

  private static RunData data(Run run) {
    Tensor filters = run.first().filters();
    List<Tensor> shown = run.snapshots().stream().map(one -> planes(one.filters())).toList();
    Numerals style = numerals(shown);
    return new RunData(
        run.name(),
        run.snapshots().stream().map(Snapshot::epoch).toList(),
        run.snapshots().stream().map(ReplayVisual::measures).toList(),
        filters.size(0),
        filters.size(1),
        filters.size(2),
        filters.size(3),
        shown.stream().map(planes -> style.texts(planes.data())).toList(),
        run.snapshots().stream().map(one -> counts(one.confusion())).toList());
  }

  /** (F, C, kh, kw) → (F·C, kh, kw), not more than can be shown. */
  private static Tensor planes(Tensor filters) {
    Tensor planes = filters.reshape(-1, filters.size(2), filters.size(3));
    return planes.slice(0, 0, Math.min(MOST_PLANES, planes.size(0)));
  }

  /** One way to write the weights of all epochs. */
  private static Numerals numerals(List<Tensor> tensors) {
    float[] all = new float[tensors.size() * tensors.get(0).count()];
    for (int k = 0; k < tensors.size(); k++) {
      float[] values = tensors.get(k).data();
      System.arraycopy(values, 0, all, k * values.length, values.length);
    }
    return Numerals.fitting(all);
  }

  private static List<String> measures(Snapshot one) {
    return List.of(
        "" + one.loss(), "" + one.accuracy(), "" + one.valLoss(), "" + one.valAccuracy());
  }

  private static String counts(int[][] confusion) {
    return Arrays.stream(confusion)
        .flatMapToInt(Arrays::stream)
        .mapToObj(Integer::toString)
        .collect(Collectors.joining(" "));
  }

  private static void require(Run run) {
    List<Snapshot> snapshots = run.snapshots();
    String who = run.name().isEmpty() ? "the run" : run.name();
    if (snapshots.isEmpty() || snapshots.size() > MOST_EPOCHS) {
      throw new IllegalArgumentException(
          "%s has %d snapshots: needed are 1 to %d; add a Snapshots to the training, or take every n-th"
              .formatted(who, snapshots.size(), MOST_EPOCHS));
    }
    for (int k = 0; k < snapshots.size(); k++) {
      requireAlike(who, snapshots.get(k), run.first());
      if (k > 0 && snapshots.get(k).epoch() <= snapshots.get(k - 1).epoch()) {
        throw new IllegalArgumentException(
            "%s has epoch %d behind epoch %d: epochs must rise"
                .formatted(who, snapshots.get(k).epoch(), snapshots.get(k - 1).epoch()));
      }
    }
    Tensor filters = run.first().filters();
    if (filters.rank() != 4) {
      throw new IllegalArgumentException(
          "%s has filters of shape %s: needed is (F, C, kh, kw)".formatted(who, filters.shape()));
    }
    VisualInput.requireAtMost(
        ConvolutionVisual.LARGEST_KERNEL,
        filters.size(2),
        filters.size(3),
        "kernel",
        "take a smaller one");
  }

  private static void requireAlike(String who, Snapshot one, Snapshot first) {
    if (!one.filters().shape().equals(first.filters().shape())) {
      throw new IllegalArgumentException(
          "%s has filters of shape %s in epoch %d and %s in epoch %d: needed is one shape"
              .formatted(
                  who, first.filters().shape(), first.epoch(), one.filters().shape(), one.epoch()));
    }
    int classes = first.confusion().length;
    boolean square =
        one.confusion().length == classes
            && Arrays.stream(one.confusion()).allMatch(row -> row.length == classes);
    if (!square || classes < 2 || classes > MOST_CLASSES) {
      throw new IllegalArgumentException(
          "%s has in epoch %d a confusion matrix of %d rows: needed are as many rows as columns, from 2 to %d, and the same in each epoch"
              .formatted(who, one.epoch(), one.confusion().length, MOST_CLASSES));
    }
  }

  private static void requireComparable(List<Run> runs, int classes) {
    Run first = runs.get(0);
    for (Run run : runs) {
      if (run.first().confusion().length != classes) {
        throw new IllegalArgumentException(
            "%s has %d classes, %s has %d: only runs on the same classes can be compared"
                .formatted(first.name(), classes, run.name(), run.first().confusion().length));
      }
      if (run.first().epoch() != first.first().epoch()) {
        throw new IllegalArgumentException(
            "%s begins with epoch %d, %s with epoch %d: both must begin with the same"
                .formatted(first.name(), first.first().epoch(), run.name(), run.first().epoch()));
      }
    }
  }

  private static String html(Run run, List<String> classes) {
    String name = run.name().isEmpty() ? "" : Fallback.paragraph(run.name());
    return name
        + Fallback.table(table(run))
        + Fallback.paragraph(confusionTitle(run))
        + Fallback.table(confusion(run, classes));
  }

  private static String text(Run run, List<String> classes) {
    return (run.name().isEmpty() ? "" : run.name() + "\n")
        + Fallback.text(table(run))
        + confusionTitle(run)
        + "\n"
        + Fallback.text(confusion(run, classes));
  }

  private static String confusionTitle(Run run) {
    return "Confusion matrix after epoch " + run.last().epoch() + ": rows are the right classes";
  }

  private static List<List<String>> table(Run run) {
    List<List<String>> table = new ArrayList<>();
    table.add(List.of("epoch", "loss", "accuracy", "val loss", "val accuracy"));
    int count = run.snapshots().size();
    int rows = Math.min(MOST_ROWS, count);
    for (int row = 0; row < rows; row++) {
      // The first, the last, and as many as fit in between.
      int at = rows == 1 ? 0 : Math.round(row * (count - 1f) / (rows - 1));
      Snapshot one = run.snapshots().get(at);
      table.add(
          List.of(
              COUNT.text(one.epoch()),
              LOSS.text(one.loss()),
              percent(one.accuracy()),
              known(one.valLoss(), LOSS.text(one.valLoss())),
              known(one.valAccuracy(), percent(one.valAccuracy()))));
    }
    return table;
  }

  private static String percent(double share) {
    return PERCENT.text(100 * share) + "%";
  }

  /** A measure that was not taken is a dash. */
  private static String known(double value, String text) {
    return Double.isNaN(value) ? "–" : text;
  }

  private static List<List<String>> confusion(Run run, List<String> classes) {
    List<List<String>> table = new ArrayList<>();
    List<String> head = new ArrayList<>(List.of(""));
    head.addAll(classes);
    table.add(head);
    for (int truth = 0; truth < classes.size(); truth++) {
      List<String> row = new ArrayList<>(List.of(classes.get(truth)));
      for (int count : run.last().confusion()[truth]) {
        row.add(COUNT.text(count));
      }
      table.add(row);
    }
    return table;
  }
}
