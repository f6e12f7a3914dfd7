package cnnbook.training;

import cnnbook.Home;
import cnnbook.models.ModelSummary;
import cnnbook.models.Network;
import cnnbook.models.SummaryTotals;
import cnnbook.viz.Charts;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;
import org.knowm.xchart.XYChart;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.LongColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/**
 * The networks that the book has met so far, side by side: what each reaches and what it costs.
 * Every network has a row of the book's, shipped with it and trained once by plan cpu ({@code
 * ./cnnbook bench networks}), and one of the learner's, who trained it in this lesson or in an
 * earlier one by the same plan.
 *
 * <pre>{@code
 * Standings standings = Standings.upTo("alexnet").add(recipe, history);
 * Show.table(standings.table());
 * Show.chart(standings.chart("parameters"), standings.chart("MACs"));
 * }</pre>
 */
public final class Standings {
  private static final String BOOK = "the book's";
  private static final String OWN = "yours";

  /** A row; D2L's accuracy is NaN where there is none. */
  private record Row(Standing standing, String whose, SummaryTotals totals, double published) {}

  private final Plan plan;
  private final StandingFile kept;
  private final List<Row> rows = new ArrayList<>();

  private Standings(Plan plan, StandingFile kept) {
    this.plan = plan;
    this.kept = kept;
  }

  /**
   * All networks up to this one, in the book's order.
   *
   * @param network as in the table {@code standings.csv} beside this class
   * @throws IllegalArgumentException if it is not there; the message lists those that are
   */
  public static Standings upTo(String network) {
    return upTo(network, Plan.current(), own());
  }

  /** These trainings of plan cpu alone, as the book's. */
  public static Standings of(List<Standing> trainings) {
    Standings standings = new Standings(Plan.current(), StandingFile.at(own()));
    for (Standing row : trainings) {
      standings.rows.add(row(row, BOOK, Plan.CPU.recipe(row.network()).build()));
    }
    return standings;
  }

  private static Path own() {
    return Home.cache().resolve("standings.csv");
  }

  /** With the learner's own results in a file, which may not be there yet. */
  static Standings upTo(String network, Plan plan, Path file) {
    List<Standing> shipped = StandingFile.shipped();
    int last = shipped.stream().map(Standing::network).toList().indexOf(network);
    if (last < 0) {
      throw new IllegalArgumentException(
          "there are no standings of \"%s\"; there are those of %s"
              .formatted(network, shipped.stream().map(Standing::network).toList()));
    }
    Standings standings = new Standings(plan, StandingFile.at(file));
    List<Standing> own = standings.kept.rows();
    for (Standing row : shipped.subList(0, last + 1)) {
      standings.rows.add(row(row, BOOK, Plan.CPU.recipe(row.network()).build()));
      own.stream()
          .filter(o -> o.network().equals(row.network()) && o.plan().equals(plan.toString()))
          .forEach(o -> standings.rows.add(row(o, OWN, plan.recipe(o.network()).build())));
    }
    createFolder(file);
    return standings;
  }

  /**
   * Adds what the learner has just trained by the current plan, and keeps it for the lessons that
   * follow. It stands beside the book's row and takes the place of an older result.
   *
   * @param recipe what was trained
   * @param history with at least one epoch, evaluated on test images
   * @return this, for more
   */
  public Standings add(Recipe recipe, History history) {
    kept.put(recipe.network(), plan, history, Devices.describe());
    return add(recipe.network(), recipe.build(), history);
  }

  /**
   * Adds a training of the learner's own that is no plan's; it is not kept.
   *
   * @param name as the table and the chart say it
   * @param network what was trained, built for the size of its images
   * @param history with at least one epoch, evaluated on test images
   * @return this, for more
   */
  public Standings add(String name, Network network, History history) {
    Row row = row(Standing.of(name, plan, history, "", ""), OWN, network);
    rows.removeIf(old -> old.whose().equals(OWN) && old.standing().network().equals(name));
    List<String> names = rows.stream().map(r -> r.standing().network()).toList();
    int book = names.lastIndexOf(name);
    rows.add(book < 0 ? rows.size() : book + 1, row);
    return this;
  }

  /**
   * A row for each network and whose it is: network, whose, plan, test accuracy, "Dive into Deep
   * Learning"'s published test accuracy (all 60,000 images, images of its sizes; the median of many
   * runs), parameters, MACs of one image in convolutions and dense layers, seconds of the quickest
   * epoch.
   */
  public Table table() {
    return Table.create(
        "standings",
        texts("network", row -> row.standing().network()),
        texts("whose", Row::whose),
        texts("plan", row -> row.standing().plan()),
        numbers("accuracy", row -> row.standing().accuracy()),
        numbers("D2L's accuracy", Row::published),
        counts("parameters", row -> row.totals().parameters()),
        counts("MACs", row -> row.totals().productMacs()),
        numbers("seconds an epoch", row -> row.standing().seconds()));
  }

  /**
   * Accuracy against a cost, on a logarithmic axis: a named point for each row.
   *
   * @param cost {@code parameters}, {@code MACs} or {@code seconds an epoch}
   * @throws IllegalArgumentException if it is none of the three
   */
  public XYChart chart(String cost) {
    if (!List.of("parameters", "MACs", "seconds an epoch").contains(cost)) {
      throw new IllegalArgumentException(
          "cost is \"%s\", expected parameters, MACs or seconds an epoch".formatted(cost));
    }
    Table table = table();
    XYChart chart = Charts.costs("Accuracy against " + cost, cost, "test accuracy");
    for (String whose : List.of(BOOK, OWN)) {
      Table part = table.where(table.stringColumn("whose").isEqualTo(whose));
      if (!part.isEmpty()) {
        Charts.addPoints(chart, whose, values(part, cost), values(part, "accuracy"));
      }
    }
    List<String> names = table.stringColumn("network").asList();
    Charts.addNames(chart, names, values(table, cost), values(table, "accuracy"));
    return chart;
  }

  private static double[] values(Table table, String column) {
    return table.numberColumn(column).asDoubleArray();
  }

  private static Row row(Standing standing, String whose, Network network) {
    SummaryTotals totals = ModelSummary.of(network).totals();
    return new Row(standing, whose, totals, published(standing.network()));
  }

  /** Of the network itself or of "Dive into Deep Learning"'s form of it, on Fashion-MNIST. */
  private static double published(String network) {
    return Plan.GPU.recipes().stream()
        .filter(recipe -> recipe.data().equals("fashion-mnist-full"))
        .filter(recipe -> !Double.isNaN(recipe.published()))
        .filter(
            recipe ->
                recipe.network().equals(network) || recipe.network().startsWith("d2l-" + network))
        .mapToDouble(Recipe::published)
        .findFirst()
        .orElse(Double.NaN);
  }

  private static void createFolder(Path file) {
    try {
      Files.createDirectories(file.toAbsolutePath().getParent());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private StringColumn texts(String name, Function<Row, String> value) {
    Stream<String> values = rows.stream().map(value);
    return StringColumn.create(name, values);
  }

  private DoubleColumn numbers(String name, ToDoubleFunction<Row> value) {
    return DoubleColumn.create(name, rows.stream().mapToDouble(value));
  }

  private LongColumn counts(String name, ToLongFunction<Row> value) {
    return LongColumn.create(name, rows.stream().mapToLong(value));
  }
}
