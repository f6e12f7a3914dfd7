package cnnbook.training;

import cnnbook.data.DataSets;
import cnnbook.data.Split;
import cnnbook.models.Network;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.function.ToDoubleFunction;
import tech.tablesaw.api.ColumnType;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;
import tech.tablesaw.io.csv.CsvReadOptions;

/**
 * What studies share that train several networks with several seeds: small Fashion-MNIST, one
 * recipe, and tables with a row for each epoch (network, seed, epoch, loss and accuracy on the
 * training images, val accuracy on others).
 */
final class Studies {
  /** Pixels of the shrunk images, each way. */
  static final int SIZE = 14;

  /** Images of a step. */
  static final int BATCH = 32;

  private Studies() {}

  /** The first images of Fashion-MNIST, shrunk. */
  static Split data(int images, int tests) {
    Split all = DataSets.fashionMnist();
    return new Split(
        all.train().head(images).resize(SIZE, SIZE), all.test().head(tests).resize(SIZE, SIZE));
  }

  /**
   * A training by the rules of all studies: momentum 0.9, weight decay 0.0001, a learning rate that
   * falls to 0 along a half cosine.
   *
   * @param rate at the start
   * @param seed of the weights and of the order of the images
   */
  static FitBuilder fit(Network network, Split data, double rate, int epochs, long seed) {
    return Fit.builder()
        .setNetwork(network)
        .setTrain(data.train())
        .optValidation(data.test())
        .setEpochs(epochs)
        .setBatchSize(BATCH)
        .setSchedule(Schedule.cosine(rate, epochs))
        .optOptimizer(SgdOptimizer.builder().optMomentum(0.9).optDecay(Decay.all(1e-4)).build())
        .optSeed(seed);
  }

  /** The rows of one training. */
  static Table of(String network, long seed, List<History.Row> rows) {
    return Table.create(
        network,
        StringColumn.create("network", rows.stream().map(row -> network)),
        IntColumn.create("seed", rows.stream().mapToInt(row -> (int) seed).toArray()),
        IntColumn.create("epoch", rows.stream().mapToInt(History.Row::epoch).toArray()),
        numbers("loss", rows, History.Row::loss),
        numbers("accuracy", rows, History.Row::accuracy),
        numbers("val accuracy", rows, History.Row::valAccuracy));
  }

  /** The rows that the library has of a study: a resource beside this class. */
  static Table read(String resource, String title) {
    try (InputStream csv = Studies.class.getResourceAsStream(resource)) {
      return Table.read()
          .usingOptions(CsvReadOptions.builder(csv).columnTypes(Studies::type).build())
          .setName(title);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The rows of the last epoch: how each training ended. */
  static Table ends(Table rows) {
    return rows.where(rows.intColumn("epoch").isEqualTo(rows.intColumn("epoch").max()));
  }

  /**
   * How the trainings of one network ended.
   *
   * @throws IllegalArgumentException if there are none
   */
  static Table endsOf(Table rows, String network) {
    Table ends = ends(rows);
    Table mine = ends.where(ends.stringColumn("network").isEqualTo(network));
    if (mine.isEmpty()) {
      throw new IllegalArgumentException(
          "no training of %s: there are those of %s"
              .formatted(network, ends.stringColumn("network").unique().asList()));
    }
    return mine;
  }

  private static DoubleColumn numbers(
      String name, List<History.Row> rows, ToDoubleFunction<History.Row> number) {
    return DoubleColumn.create(name, rows.stream().mapToDouble(number).toArray());
  }

  /** The types are said: otherwise they would change with the numbers. */
  private static ColumnType type(String column) {
    return switch (column) {
      case "network" -> ColumnType.STRING;
      case "depth", "seed", "epoch" -> ColumnType.INTEGER;
      default -> ColumnType.DOUBLE;
    };
  }
}
