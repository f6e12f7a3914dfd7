package cnnbook.training;

import cnnbook.AtomicFile;
import java.nio.file.Path;
import java.util.List;
import java.util.function.ToDoubleFunction;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.LongColumn;
import tech.tablesaw.api.Table;

/**
 * What training did, one row for each finished epoch.
 *
 * @param rows in the order of the epochs
 * @param interrupted whether somebody stopped the training before its last epoch
 */
public record History(List<Row> rows, boolean interrupted) {

  /** Checks nothing, copies the rows. */
  public History {
    rows = List.copyOf(rows);
  }

  /**
   * One epoch.
   *
   * @param epoch from 1
   * @param step batches learned from since the training began
   * @param loss mean loss on the training images, measured while the weights moved
   * @param accuracy on the training images, in [0, 1], measured likewise
   * @param valLoss mean loss on the validation images after the epoch; NaN without any
   * @param valAccuracy on the validation images, in [0, 1]; NaN without any
   * @param learningRate of the epoch's last batch
   * @param seconds in forward, backward and step only, as "Dive into Deep Learning" counts
   * @param imagesPerSecond training images by those seconds
   * @param megabytes of memory that the process (on a GPU: the device) had in use after the epoch;
   *     NaN where the system does not say
   */
  public record Row(
      int epoch,
      long step,
      double loss,
      double accuracy,
      double valLoss,
      double valAccuracy,
      double learningRate,
      double seconds,
      double imagesPerSecond,
      double megabytes) {}

  /** Batches learned from in all finished epochs. */
  long steps() {
    return rows.isEmpty() ? 0 : last().step();
  }

  /**
   * The last finished epoch.
   *
   * @throws IllegalStateException if none was finished
   */
  public Row last() {
    if (rows.isEmpty()) {
      throw new IllegalStateException("training was stopped before its first epoch was over");
    }
    return rows.get(rows.size() - 1);
  }

  /**
   * The rows as a table: epoch, step, loss, accuracy, val loss, val accuracy, learning rate,
   * seconds, images/s, MB. Seconds and images/s count forward, backward and step only.
   */
  public Table table() {
    return Table.create(
        "training",
        IntColumn.create("epoch", rows.stream().mapToInt(Row::epoch).toArray()),
        LongColumn.create("step", rows.stream().mapToLong(Row::step).toArray()),
        column("loss", Row::loss),
        column("accuracy", Row::accuracy),
        column("val loss", Row::valLoss),
        column("val accuracy", Row::valAccuracy),
        column("learning rate", Row::learningRate),
        column("seconds", Row::seconds),
        column("images/s", Row::imagesPerSecond),
        column("MB", Row::megabytes));
  }

  /**
   * Saves {@link #table()} as CSV; the file is complete or not there.
   *
   * @param file where to, replaced if it exists
   * @throws cnnbook.UserError if it cannot be written
   */
  public void writeCsv(Path file) {
    AtomicFile.write(file, out -> table().write().csv(out));
  }

  private DoubleColumn column(String name, ToDoubleFunction<Row> value) {
    return DoubleColumn.create(name, rows.stream().mapToDouble(value).toArray());
  }
}
