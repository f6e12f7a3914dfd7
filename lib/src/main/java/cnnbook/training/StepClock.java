package cnnbook.training;

import ai.djl.ndarray.NDArray;
import ai.djl.nn.Block;
import cnnbook.models.LayerRow;
import cnnbook.models.ModelSummary;
import cnnbook.models.Network;
import cnnbook.viz.Charts;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import org.knowm.xchart.CategoryChart;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.LongColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/**
 * Where the time of a training step goes: into which part of the step, and, forward, into which
 * layers. The first steps, in which the engine warms up, do not count; of the others each number is
 * the median.
 *
 * <p>It knows when a layer has been ordered, so its numbers are true where that is when it is done:
 * on the CPU. A GPU works on while the next order is given.
 *
 * <pre>{@code
 * StepClock clock = new StepClock();
 * try (Fit fit = Fit.builder()….optHook(clock).build()) {
 *   fit.run();
 * }
 * Show.table(clock.phases());
 * }</pre>
 */
public final class StepClock implements Hook {
  private static final int WARM_UP_STEPS = 3;

  /** The parts of a step in their order. */
  public enum Phase {
    /** From the end of a step until the next batch is there. */
    DATA("data"),
    /** All layers of the network. */
    FORWARD("forward"),
    /** The loss, and the gradients of everything. */
    BACKWARD("loss and backward"),
    /** The new weights, and the sums of loss and right guesses. */
    UPDATE("update");

    private final String text;

    Phase(String text) {
      this.text = text;
    }

    @Override
    public String toString() {
      return text;
    }
  }

  private final Map<Phase, List<Double>> phases = new EnumMap<>(Phase.class);
  private final Map<String, List<Double>> layers = new LinkedHashMap<>();
  private Network network;
  private ModelSummary summary;
  private int steps;
  private double forward;
  private long before;

  /** Nothing measured yet. */
  public StepClock() {
    for (Phase phase : Phase.values()) {
      phases.put(phase, new ArrayList<>());
    }
  }

  @Override
  public void onStart(Fit fit) {
    before = System.nanoTime();
  }

  /**
   * The batch is there; from here on the network's layers are watched.
   *
   * @throws IllegalArgumentException if the network is none of {@code cnnbook.models}
   */
  @Override
  public void onForward(Batch batch, Block block) {
    if (!(block instanceof Network)) {
      throw new IllegalArgumentException(
          "%s is no Network of cnnbook.models: its layers cannot be timed"
              .formatted(block.getClass().getSimpleName()));
    }
    if (network == null) {
      network = (Network) block;
      summary = ModelSummary.of(network);
      summary.rows().forEach(row -> layers.put(row.path(), new ArrayList<>()));
    }
    steps++;
    forward = 0;
    add(phases.get(Phase.DATA), lap());
    network.watch(this::layerIsDone);
  }

  /**
   * Blocks of layers, which are done with their last layer, have no row and no time of their own.
   */
  private NDArray layerIsDone(String path, NDArray result) {
    double seconds = lap();
    forward += seconds;
    if (layers.containsKey(path)) {
      add(layers.get(path), seconds);
    }
    return result;
  }

  @Override
  public void onBackward(Batch batch, Block block) {
    network.watch(null);
    add(phases.get(Phase.FORWARD), forward);
    add(phases.get(Phase.BACKWARD), lap());
  }

  @Override
  public void onBatch(Batch batch) {
    add(phases.get(Phase.UPDATE), lap());
  }

  /** What an evaluation took is no part of a step. */
  @Override
  public void onEpoch(History history) {
    before = System.nanoTime();
  }

  /** A training that failed within a step leaves its network unwatched. */
  @Override
  public void onStop(History history) {
    if (network != null) {
      network.watch(null);
    }
  }

  /** Seconds since the last lap. */
  private double lap() {
    long now = System.nanoTime();
    double seconds = (now - before) / 1e9;
    before = now;
    return seconds;
  }

  private void add(List<Double> times, double seconds) {
    if (steps > WARM_UP_STEPS) {
      times.add(seconds);
    }
  }

  /**
   * The median seconds of a part of a step.
   *
   * @throws IllegalStateException if no step was timed
   */
  public double seconds(Phase phase) {
    return median(phases.get(phase));
  }

  /** A row for each part: {@code part}, {@code ms}, {@code share} of the whole step. */
  public Table phases() {
    double[] seconds = phases.keySet().stream().mapToDouble(this::seconds).toArray();
    return Table.create(
        "a training step",
        StringColumn.create("part", phases.keySet().stream().map(Phase::toString)),
        DoubleColumn.create("ms", DoubleStream.of(seconds).map(s -> 1e3 * s).toArray()),
        DoubleColumn.create("share", shares(seconds)));
  }

  /**
   * A row for each layer and operation: {@code layer}, {@code kind}, {@code MACs} of one image, and
   * {@code ms} forward, of the whole batch.
   */
  public Table layers() {
    List<LayerRow> rows = rows();
    return Table.create(
        "forward",
        StringColumn.create("layer", rows.stream().map(LayerRow::path)),
        StringColumn.create("kind", rows.stream().map(LayerRow::kind)),
        LongColumn.create("MACs", rows.stream().mapToLong(LayerRow::macs).toArray()),
        DoubleColumn.create("ms", rows.stream().mapToDouble(row -> 1e3 * seconds(row)).toArray()));
  }

  /**
   * A row for each family of layers: {@code family}, how many {@code layers}, their shares of the
   * {@code MACs} and of the forward {@code time}.
   */
  public Table families() {
    Map<LayerRow.Type, List<LayerRow>> families =
        rows().stream()
            .collect(
                Collectors.groupingBy(
                    LayerRow::type, () -> new EnumMap<>(LayerRow.Type.class), Collectors.toList()));
    Collection<List<LayerRow>> groups = families.values();
    return Table.create(
        "families of layers",
        StringColumn.create(
            "family", families.keySet().stream().map(type -> type.name().toLowerCase(Locale.ROOT))),
        IntColumn.create("layers", groups.stream().mapToInt(List::size).toArray()),
        DoubleColumn.create("MACs", shares(sums(groups, LayerRow::macs))),
        DoubleColumn.create("time", shares(sums(groups, this::seconds))));
  }

  /** The {@link #families} as bars: shares of the MACs beside shares of the forward time. */
  public CategoryChart chart() {
    Table families = families();
    return Charts.bars(
        "Forward: MACs and time",
        families.stringColumn("family").asList(),
        "share of MACs",
        families.column("MACs"),
        "share of time",
        families.column("time"));
  }

  /** The layers that ran. */
  private List<LayerRow> rows() {
    requireSteps();
    return summary.rows().stream().filter(row -> !layers.get(row.path()).isEmpty()).toList();
  }

  private double seconds(LayerRow row) {
    return median(layers.get(row.path()));
  }

  private double median(List<Double> times) {
    requireSteps();
    return new Timing(times).median();
  }

  private void requireSteps() {
    if (phases.get(Phase.UPDATE).isEmpty()) {
      throw new IllegalStateException(
          "%d steps were made and the first %d do not count: train for more"
              .formatted(steps, WARM_UP_STEPS));
    }
  }

  private static double[] sums(
      Collection<List<LayerRow>> groups, ToDoubleFunction<LayerRow> number) {
    return groups.stream().mapToDouble(rows -> rows.stream().mapToDouble(number).sum()).toArray();
  }

  private static double[] shares(double[] parts) {
    double sum = DoubleStream.of(parts).sum();
    return DoubleStream.of(parts).map(part -> part / sum).toArray();
  }
}
