package cnnbook.training;

import cnnbook.viz.Charts;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.knowm.xchart.XYChart;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/** Several trainings side by side, in one table and one chart. */
public final class Compare {
  private final Map<String, History> histories = new LinkedHashMap<>();

  /** Nothing to compare yet. */
  public Compare() {}

  /**
   * Adds a training.
   *
   * @param name as the legend says it, unlike the others
   * @param history with at least one epoch
   * @return this, for more
   */
  public Compare add(String name, History history) {
    history.last();
    if (histories.putIfAbsent(name, history) != null) {
      throw new IllegalArgumentException(
          "there is a training called \"%s\" already: %s".formatted(name, histories.keySet()));
    }
    return this;
  }

  /** The trainings by name, in the order of {@link #add}. */
  public Map<String, History> histories() {
    return Collections.unmodifiableMap(histories);
  }

  /**
   * A row for each training: name, epochs, loss and accuracy of its last epoch, the best val
   * accuracy of any, seconds of all epochs, images/s on average. Seconds count forward, backward
   * and step only.
   */
  public Table table() {
    return Table.create(
        "comparison",
        StringColumn.create("training", histories.keySet()),
        IntColumn.create(
            "epochs", histories.values().stream().mapToInt(h -> h.rows().size()).toArray()),
        column("loss", history -> history.last().loss()),
        column("accuracy", history -> history.last().accuracy()),
        column("val accuracy", history -> history.last().valAccuracy()),
        column("best val accuracy", Compare::best),
        column("seconds", Compare::seconds),
        column("images/s", Compare::rate));
  }

  /**
   * One line for each training against the epoch.
   *
   * @param column a column of {@link History#table()}: {@code loss}, {@code val accuracy}, …
   * @throws IllegalArgumentException if there is no such column; the message lists them
   */
  public XYChart chart(String column) {
    XYChart chart = Charts.epochs(column, column);
    histories.forEach(
        (name, history) -> {
          Table table = history.table();
          if (!table.containsColumn(column)) {
            throw new IllegalArgumentException(
                "there is no column \"%s\"; there are %s".formatted(column, table.columnNames()));
          }
          Charts.addColumn(chart, name, table, column);
        });
    return chart;
  }

  private static double best(History history) {
    return history.rows().stream()
        .mapToDouble(History.Row::valAccuracy)
        .filter(accuracy -> !Double.isNaN(accuracy))
        .max()
        .orElse(Double.NaN);
  }

  private static double seconds(History history) {
    return history.rows().stream().mapToDouble(History.Row::seconds).sum();
  }

  private static double rate(History history) {
    double images =
        history.rows().stream().mapToDouble(row -> row.imagesPerSecond() * row.seconds()).sum();
    return images / seconds(history);
  }

  private DoubleColumn column(String name, ToDoubleFunction<History> value) {
    return DoubleColumn.create(name, histories.values().stream().mapToDouble(value).toArray());
  }
}
