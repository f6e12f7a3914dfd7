package cnnbook.training;

import cnnbook.AtomicFile;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import tech.tablesaw.api.ColumnType;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;
import tech.tablesaw.io.csv.CsvReadOptions;

/** Standings as CSV, a row for each network under each plan. */
public final class StandingFile {
  private final Path file;

  private StandingFile(Path file) {
    this.file = file;
  }

  /** A file that may not be there yet. */
  public static StandingFile at(Path file) {
    return new StandingFile(file);
  }

  /** What the book ships: each of its main networks trained once by plan cpu, in its order. */
  public static List<Standing> shipped() {
    try (InputStream csv = StandingFile.class.getResourceAsStream("standings.csv")) {
      return read(CsvReadOptions.builder(csv));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The file's rows; none if it is not there. */
  public List<Standing> rows() {
    return Files.exists(file) ? read(CsvReadOptions.builder(file.toFile())) : List.of();
  }

  /**
   * Writes a finished training; an older row of the same network and plan is replaced.
   *
   * @param network its name
   * @param history with at least one epoch, evaluated on test images
   * @param machine what trained it
   * @throws cnnbook.UserError if the file cannot be written
   */
  public void put(String network, Plan plan, History history, String machine) {
    String today = LocalDate.now().toString();
    Standing row = Standing.of(network, plan, history, today, machine);
    List<Standing> rows = new ArrayList<>(rows());
    int old = rows.stream().map(StandingFile::key).toList().indexOf(key(row));
    if (old < 0) {
      rows.add(row);
    } else {
      rows.set(old, row);
    }
    AtomicFile.write(file, out -> table(rows).write().csv(out));
  }

  private static List<String> key(Standing row) {
    return List.of(row.network(), row.plan());
  }

  private static Table table(List<Standing> rows) {
    return Table.create(
        texts("network", rows, Standing::network),
        texts("plan", rows, Standing::plan),
        numbers("accuracy", rows, Standing::accuracy),
        numbers("seconds", rows, Standing::seconds),
        texts("date", rows, Standing::date),
        texts("machine", rows, Standing::machine));
  }

  private static StringColumn texts(
      String name, List<Standing> rows, Function<Standing, String> value) {
    return StringColumn.create(name, rows.stream().map(value));
  }

  private static DoubleColumn numbers(
      String name, List<Standing> rows, ToDoubleFunction<Standing> value) {
    return DoubleColumn.create(name, rows.stream().mapToDouble(value));
  }

  /** The types are said: otherwise they would change with the numbers. */
  private static List<Standing> read(CsvReadOptions.Builder csv) {
    Table table = Table.read().usingOptions(csv.columnTypes(StandingFile::type).build());
    return table.stream()
        .map(
            row ->
                new Standing(
                    row.getString("network"),
                    row.getString("plan"),
                    row.getDouble("accuracy"),
                    row.getDouble("seconds"),
                    row.getString("date"),
                    row.getString("machine")))
        .toList();
  }

  private static ColumnType type(String column) {
    return column.equals("accuracy") || column.equals("seconds")
        ? ColumnType.DOUBLE
        : ColumnType.STRING;
  }
}
