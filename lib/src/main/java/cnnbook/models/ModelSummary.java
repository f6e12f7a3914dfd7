package cnnbook.models;

import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import java.awt.image.BufferedImage;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import tech.tablesaw.api.LongColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/**
 * What a network is made of and what it costs, a row for each layer: output shape, parameters,
 * multiply-accumulates, receptive field, memory. It follows shapes through the network; no weight
 * is drawn and no array is made, so a ResNet-152 is summed up in milliseconds.
 *
 * <p>Multiply-accumulates (MACs) are those of one image, activation bytes those of the batch in
 * float32, every layer's result counted once; a mere change of shape makes none. Receptive fields
 * are those of the layers' geometry and may be larger than the image: the rest lies in the padding.
 * Where branches meet, the largest counts.
 *
 * <pre>{@code
 * System.out.println(ModelSummary.of(LeNet.classic()).text());
 * }</pre>
 */
public final class ModelSummary {
  private final String name;
  private final Shape input;
  private final SummaryGraph graph;
  private final List<LayerRow> rows;

  private ModelSummary(String name, Shape input, SummaryGraph graph, List<LayerRow> rows) {
    this.name = name;
    this.input = input;
    this.graph = graph;
    this.rows = List.copyOf(rows);
  }

  /** A network with one image of the size that it was built for. */
  public static ModelSummary of(Network network) {
    return of(network, network.input());
  }

  /**
   * Any block: this book's, or DJL's {@code SequentialBlock} and {@code ParallelBlock}. The insides
   * of other containers of blocks are unknown: they are one row. So is the window of a pooling
   * layer of DJL, and with it the receptive field of all that follows.
   *
   * @param input (N, C, H, W)
   * @throws IllegalArgumentException if the block does not take such an input; or if a layer is
   *     neither convolution, dense nor batch normalization and its weights have no shapes yet
   */
  public static ModelSummary of(Block block, Shape input) {
    block.getOutputShapes(new Shape[] {input});
    String name =
        block instanceof Network ? ((Network) block).name() : block.getClass().getSimpleName();
    SummaryGraph graph = SummaryFlow.of(block, input);
    return new ModelSummary(name, input, graph, graph.rows());
  }

  /** The network's name. */
  public String name() {
    return name;
  }

  /** Shape of the input, (N, C, H, W). */
  public Shape input() {
    return input;
  }

  /** The layers in the order in which they run. */
  public List<LayerRow> rows() {
    return rows;
  }

  /** Sums over all layers, auxiliary heads included. */
  public SummaryTotals totals() {
    return SummaryTotals.of(graph.rows());
  }

  /** What auxiliary heads, which run in training only, have of the {@link #totals}. */
  public SummaryTotals trainingOnly() {
    return SummaryTotals.of(
        graph.rows().stream().filter(LayerRow::trainingOnly).collect(Collectors.toList()));
  }

  /**
   * The same network with fewer rows: layers whose paths agree in the first parts are one row, with
   * their sums and the last one's output.
   *
   * @param levels parts of the path that count, at least 1: {@code layer1.0.conv2} has three
   */
  public ModelSummary depth(int levels) {
    return new ModelSummary(name, input, graph, SummaryDepth.rows(graph, levels));
  }

  /**
   * The rows as a table: layer, kind, output, parameters, buffers, MACs, field h, field w, jump h,
   * jump w, activation bytes; a receptive field that is not known is missing.
   */
  public Table table() {
    return Table.create(
        name,
        texts("layer", LayerRow::path),
        texts("kind", LayerRow::kind),
        texts("output", LayerRow::outputText),
        numbers("parameters", LayerRow::parameters),
        numbers("buffers", LayerRow::buffers),
        numbers("MACs", LayerRow::macs),
        known("field h", row -> row.rows().map(field -> (long) field.size())),
        known("field w", row -> row.columns().map(field -> (long) field.size())),
        known("jump h", row -> row.rows().map(field -> (long) field.jump())),
        known("jump w", row -> row.columns().map(field -> (long) field.jump())),
        numbers("activation bytes", LayerRow::activationBytes));
  }

  /** The rows and the totals for a terminal of 100 columns; long descriptions are wrapped. */
  public String text() {
    return SummaryText.of(this);
  }

  /** The rows and the totals as an HTML table. */
  public String html() {
    return SummaryHtml.of(this);
  }

  /**
   * A diagram of the layers from top to bottom: branches stand side by side, neighbours without
   * weights share their layer's box, and blocks that repeat are drawn once. The title has the
   * multiply-accumulates of convolutions and dense layers, those that papers print.
   */
  public BufferedImage diagram() {
    return Diagram.of(name, input, graph);
  }

  /** The totals in words and numbers. */
  List<String[]> totalLines() {
    return SummaryText.totals(totals(), trainingOnly(), input.get(0));
  }

  private StringColumn texts(String column, Function<LayerRow, String> text) {
    return StringColumn.create(column, rows.stream().map(text));
  }

  private LongColumn numbers(String column, ToLongFunction<LayerRow> number) {
    return LongColumn.create(column, rows.stream().mapToLong(number).toArray());
  }

  private LongColumn known(String column, Function<LayerRow, Optional<Long>> number) {
    LongColumn numbers = LongColumn.create(column);
    for (LayerRow row : rows) {
      number.apply(row).ifPresentOrElse(numbers::append, numbers::appendMissing);
    }
    return numbers;
  }

  /** The caption of table and diagram. */
  String caption() {
    return String.format(
        Locale.ROOT,
        "%s: input %s, batch of %,d",
        name,
        SummaryText.dimensions(input),
        input.get(0));
  }
}
