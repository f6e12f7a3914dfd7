package cnnbook.training;

import cnnbook.UserError;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tech.tablesaw.api.ColumnType;
import tech.tablesaw.api.Row;
import tech.tablesaw.api.Table;
import tech.tablesaw.io.csv.CsvReadOptions;

/**
 * How much a notebook trains. The environment variable {@code CNNBOOK_PLAN} chooses; a notebook's
 * cells are the same under every plan. The numbers stand in one table, {@code plans.csv} beside
 * this class.
 */
public enum Plan {
  /** Proves in seconds that everything runs. */
  SMOKE,
  /** Worth looking at on a laptop of two cores; the default. */
  CPU,
  /** The published data and sizes; downloads, and takes long without a GPU. */
  GPU;

  private static final String VARIABLE = "CNNBOOK_PLAN";

  /**
   * The plan that {@code CNNBOOK_PLAN} names, {@link #CPU} if it is unset.
   *
   * @throws UserError if it names none of the three
   */
  public static Plan current() {
    return parse(System.getenv(VARIABLE));
  }

  /**
   * The plan of a name, in upper or lower case; {@link #CPU} for null and blanks.
   *
   * @throws UserError if there is no such plan
   */
  public static Plan parse(String name) {
    if (name == null || name.isBlank()) {
      return CPU;
    }
    return Stream.of(values())
        .filter(plan -> plan.toString().equals(name.strip().toLowerCase(Locale.ROOT)))
        .findFirst()
        .orElseThrow(
            () ->
                UserError.usage(
                    VARIABLE + " is \"" + name + "\", which is none of the plans smoke, cpu, gpu",
                    "Set " + VARIABLE + " to smoke, cpu or gpu, or unset it for cpu."));
  }

  /**
   * What this plan does with a network.
   *
   * @param network as in the table, for instance {@code lenet-modern}
   * @throws IllegalArgumentException if the table has no such network
   */
  public Recipe recipe(String network) {
    List<Recipe> recipes = recipes();
    return recipes.stream()
        .filter(recipe -> recipe.network().equals(network))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "no plan for \""
                        + network
                        + "\"; there are "
                        + recipes.stream().map(Recipe::network).collect(Collectors.joining(", "))));
  }

  /** Everything that this plan does, one row for each network. */
  public Table table() {
    Table all = read();
    return all.where(all.stringColumn("plan").isEqualTo(toString())).setName("plan " + this);
  }

  /** The name as {@code CNNBOOK_PLAN} takes it. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Everything that this plan does. */
  List<Recipe> recipes() {
    return table().stream().map(Plan::recipe).toList();
  }

  private static Recipe recipe(Row row) {
    return new Recipe(
        row.getString("network"),
        row.getString("data"),
        row.getInt("train"),
        row.getInt("test"),
        row.getInt("size"),
        row.getDouble("width"),
        row.getInt("epochs"),
        row.getInt("batch"),
        row.getDouble("rate"),
        row.getString("schedule"),
        row.getDouble("momentum"),
        row.getDouble("decay"),
        row.getString("augment"),
        row.getDouble("bar"),
        row.getDouble("published"));
  }

  /** The types are said: otherwise they would change with the numbers, a 1 being no fraction. */
  private static Table read() {
    try (InputStream csv = Plan.class.getResourceAsStream("plans.csv")) {
      return Table.read().usingOptions(CsvReadOptions.builder(csv).columnTypes(Plan::type).build());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static ColumnType type(String column) {
    return switch (column) {
      case "network", "plan", "data", "schedule", "augment" -> ColumnType.STRING;
      case "train", "test", "size", "epochs", "batch" -> ColumnType.INTEGER;
      default -> ColumnType.DOUBLE;
    };
  }
}
