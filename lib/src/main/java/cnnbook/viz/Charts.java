package cnnbook.viz;

import ai.djl.ndarray.NDArray;
import cnnbook.ops.ElementwiseOp;
import cnnbook.tensor.Tensor;
import java.awt.image.BufferedImage;
import java.util.Arrays;
import java.util.List;
import org.knowm.xchart.CategoryChart;
import org.knowm.xchart.HeatMapChart;
import org.knowm.xchart.HorizontalBarChart;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.internal.chartpart.Chart;
import tech.tablesaw.api.Table;

/**
 * The book's charts, all in the one style of {@code ChartStyle}. Each method makes a chart; a cell
 * that ends in it shows it, {@link Show#chart} shows several side by side. What it returns is
 * XChart's own, so that titles, axes and all else can be changed.
 *
 * <pre>{@code
 * Show.chart(Charts.lines("loss", epochs, "train", trainLoss, "test", testLoss));
 * Show.chart(Charts.heatMap("kernel", kernel), Charts.histogram("weights", "conv1", weights));
 * }</pre>
 *
 * <p>Numbers may come as double[], float[], int[], long[], {@link Tensor} (of any shape, in its
 * order), a collection of numbers, or a column of a table. NaN and infinite numbers are left out of
 * a line, so that a training that diverged can be looked at; a line of nothing else, an empty one,
 * or one of another length than its positions is an {@link IllegalArgumentException} that says
 * which.
 */
public final class Charts {
  private Charts() {}

  /** Charts side by side in one picture, as {@link Show#chart} draws them. */
  public static BufferedImage picture(Chart<?, ?>... charts) {
    return ChartBundle.picture(charts);
  }

  // ---- lines

  /**
   * Lines over common positions.
   *
   * @param title above the chart
   * @param x the positions, finite numbers, at least one
   * @param namesAndValues {@code "name", numbers, "next name", numbers, …}: as the legend says
   *     them, each as many as positions
   */
  public static XYChart lines(String title, Object x, Object... namesAndValues) {
    return LineCharts.of(title, x, namesAndValues);
  }

  /** An empty chart for lines with the titles of its axes; {@link #add} draws them. */
  public static XYChart lines(String title, String x, String y) {
    return LineCharts.empty(title, x, y);
  }

  /** An empty chart for lines against the epoch; {@link #add} draws them. */
  public static XYChart epochs(String title, String y) {
    return LineCharts.epochs(title, y);
  }

  /**
   * Has an empty chart for lines measure heights in powers of ten. A height that is not above 0 has
   * no place then, and is left out of its line.
   */
  public static void powersOfTen(XYChart chart) {
    LineCharts.powersOfTen(chart);
  }

  /**
   * Adds a line in the next colour, marker and dash pattern.
   *
   * @param name as the legend says it, unlike the others
   * @param x positions, at least one
   * @param y heights, as many; those that are not finite, and on a logarithmic axis those not above
   *     0, are left out
   */
  public static XYSeries add(XYChart chart, String name, double[] x, double[] y) {
    return LineCharts.add(chart, name, x, y);
  }

  /**
   * Adds a thin grey line without markers, for what should not compete with the others.
   *
   * @param name as the legend says it
   * @param x positions, at least one
   * @param y heights, as many
   */
  public static XYSeries addFaint(XYChart chart, String name, double[] x, double[] y) {
    return LineCharts.addFaint(chart, name, x, y);
  }

  /** Adds points without a line, as {@link #add} adds a line. */
  public static XYSeries addPoints(XYChart chart, String name, double[] x, double[] y) {
    return LineCharts.addPoints(chart, name, x, y);
  }

  /**
   * Adds a column against the column {@code epoch}, if it holds any finite value.
   *
   * @param name as the legend says it
   */
  public static void addColumn(XYChart chart, String name, Table history, String column) {
    LineCharts.addColumn(chart, name, history, column);
  }

  /**
   * An empty chart for points over what they cost, on a logarithmic axis; {@link #addPoints} draws
   * them and {@link #addNames} names them.
   *
   * @param title above the chart
   * @param x below the axis of the costs, which must be above 0
   * @param y beside the other axis
   */
  public static XYChart costs(String title, String x, String y) {
    return LineCharts.costs(title, x, y);
  }

  /**
   * Writes a name beside each point, none upon another.
   *
   * @param names as many as points
   * @param x where the points are
   * @param y how high; one that is not finite has no name
   */
  public static void addNames(XYChart chart, List<String> names, double[] x, double[] y) {
    LineCharts.addNames(chart, names, x, y);
  }

  /**
   * Points in a plane.
   *
   * @param title above the chart
   * @param x where they are, finite numbers, at least one
   * @param y how high, as many
   */
  public static XYChart scatter(String title, Object x, Object y) {
    return LineCharts.scatter(title, x, y);
  }

  /**
   * Measured points and the curve that was fitted to them.
   *
   * @param title above the chart
   * @param x positions of the points, at least one
   * @param y heights of the points, as many
   * @param curveX positions of the curve from left to right, at least one
   * @param curveY heights of the curve, as many
   */
  public static XYChart fit(String title, Object x, Object y, Object curveX, Object curveY) {
    return LineCharts.fit(title, x, y, curveX, curveY);
  }

  // ---- training

  /**
   * Loss against the epoch, on the training and, if there are any, on the validation images.
   *
   * @param history columns {@code epoch}, {@code loss}, {@code val loss}, as {@code
   *     History.table()}
   */
  public static XYChart loss(Table history) {
    XYChart chart = epochs("Loss", "mean cross-entropy");
    addColumn(chart, "training", history, "loss");
    addColumn(chart, "validation", history, "val loss");
    return chart;
  }

  /**
   * Accuracy against the epoch, on the training and, if there are any, on the validation images.
   *
   * @param history columns {@code epoch}, {@code accuracy}, {@code val accuracy}, as {@code
   *     History.table()}
   */
  public static XYChart accuracy(Table history) {
    XYChart chart = epochs("Accuracy", "share of right guesses");
    chart.getStyler().setYAxisMax(1.0);
    addColumn(chart, "training", history, "accuracy");
    addColumn(chart, "validation", history, "val accuracy");
    if (chart.getSeriesCollection().isEmpty()) {
      chart.getStyler().setYAxisMin(0.0);
    }
    return chart;
  }

  /**
   * How often each class was taken for each: a row for the truth, a column for the guess, the
   * number of images in each cell.
   *
   * @param counts {@code counts[t][g]}, images of class t that were called g
   * @param classes the names, in the order of the numbers
   */
  public static HeatMapChart confusion(int[][] counts, List<String> classes) {
    return HeatMaps.confusion(counts, classes);
  }

  /**
   * Like {@link #confusion}, but each cell holds its share of its row, of all images of that class,
   * in per cent; the row of a class without images is grey and empty.
   *
   * @param counts {@code counts[t][g]}, images of class t that were called g, not all 0
   * @param classes the names, in the order of the numbers
   */
  public static HeatMapChart confusionShares(int[][] counts, List<String> classes) {
    return HeatMaps.confusionShares(counts, classes);
  }

  /**
   * The gradients' norms against the depth on a logarithmic axis, one line for each network. A norm
   * of 0 or NaN is left out of its line. For networks of other depths add lines by {@link #add}.
   *
   * @param depth of each measured layer, for instance 1, 2, 3, …
   * @param namesAndNorms {@code "plain", norms, "residual", norms, …}, each as many as depths
   */
  public static XYChart gradientNorms(Object depth, Object... namesAndNorms) {
    return LineCharts.gradientNorms(depth, namesAndNorms);
  }

  /**
   * The gradients' norms against the depth from a table.
   *
   * @param norms a column {@code depth} of numbers and a column of norms for each network, under
   *     its name; missing ones are left out
   */
  public static XYChart gradientNorms(Table norms) {
    return LineCharts.gradientNorms(norms);
  }

  // ---- activation functions

  /**
   * An activation function and its derivative from −5 to 5, as the op computes them. Where the
   * derivative jumps, its line has a gap.
   */
  public static XYChart activation(ElementwiseOp op) {
    return ActivationCharts.withDerivative(op);
  }

  /**
   * An activation function and its derivative by its name.
   *
   * @param name relu, leaky relu (slope 0.01), elu (alpha 1), gelu, sigmoid, softplus or tanh
   * @throws IllegalArgumentException if it is another; the message lists them
   */
  public static XYChart activation(String name) {
    return activation(ActivationCharts.named(name));
  }

  /** Several activation functions from −5 to 5, as the ops compute them. */
  public static XYChart activations(ElementwiseOp... ops) {
    return ActivationCharts.values(List.of(ops));
  }

  /** Several activation functions by their names, as {@link #activation(String)} knows them. */
  public static XYChart activations(String... names) {
    return ActivationCharts.values(Arrays.stream(names).map(ActivationCharts::named).toList());
  }

  /** The derivatives of several activation functions from −5 to 5. */
  public static XYChart derivatives(ElementwiseOp... ops) {
    return ActivationCharts.derivatives(List.of(ops));
  }

  /** The derivatives of several activation functions by their names. */
  public static XYChart derivatives(String... names) {
    return ActivationCharts.derivatives(Arrays.stream(names).map(ActivationCharts::named).toList());
  }

  // ---- numbers in cells, maps, images

  /**
   * A matrix as coloured cells with their numbers, row 0 on top; where cells become too narrow for
   * them, without. Colours run from white to blue, or, if a number is negative, from orange over
   * white, which is 0, to blue. NaN and infinite numbers leave grey cells, which the title counts.
   *
   * @param title above the chart
   * @param values (h, w), or (w) as one row; axes of size 1 before them do not matter
   */
  public static HeatMapChart heatMap(String title, Tensor values) {
    return HeatMaps.of(title, values);
  }

  /** Like {@link #heatMap(String, Tensor)}, in other colours. */
  public static HeatMapChart heatMap(String title, Tensor values, ColourMap colours) {
    return HeatMaps.of(title, values, colours);
  }

  /** Like {@link #heatMap(String, Tensor)}, of rows that are equally long. */
  public static HeatMapChart heatMap(String title, float[][] rows) {
    return HeatMaps.of(title, Tensor.matrix(rows));
  }

  /** Like {@link #heatMap(String, Tensor)}, of DJL's array, shaped as a tensor. */
  public static HeatMapChart heatMap(String title, NDArray values) {
    return HeatMaps.of(title, MapGrid.tensor(values));
  }

  /**
   * Feature maps or filters as small pictures with one scale of colours for all, and a bar that
   * explains it. {@link MapGrid} has titles, columns, and a scale for each map.
   *
   * @param title above them
   * @param maps (h, w), (c, h, w) or (n, c, h, w); the first 64 are drawn
   */
  public static Figure maps(String title, Tensor maps) {
    return MapGrid.of(title, maps).draw();
  }

  /** Like {@link #maps(String, Tensor)}, of DJL's array, shaped as a tensor. */
  public static Figure maps(String title, NDArray maps) {
    return MapGrid.of(title, maps).draw();
  }

  /**
   * Images with what a network took them for, and, where that is wrong, with what they are.
   *
   * @param images at least one
   * @param predicted a class for each image
   * @param truth the right class of each image
   */
  public static Figure predictions(
      List<? extends BufferedImage> images, List<String> predicted, List<String> truth) {
    return Predictions.of(images, predicted, truth);
  }

  // ---- bars

  /**
   * How often values come, in 40 bins of equal width over the range of all of them. Numbers that
   * are not finite are left out, and the legend counts them.
   *
   * @param title above the chart
   * @param namesAndValues {@code "before", weights, "after", weights, …}, of any lengths
   */
  public static XYChart histogram(String title, Object... namesAndValues) {
    return Histograms.of(title, namesAndValues);
  }

  /**
   * Bars in groups.
   *
   * @param title above the chart
   * @param labels one for each group, below it
   * @param namesAndValues {@code "plain", numbers, "residual", numbers, …}: as many as labels; what
   *     is not finite has no bar
   */
  public static CategoryChart bars(String title, List<String> labels, Object... namesAndValues) {
    return BarCharts.grouped(title, labels, namesAndValues);
  }

  /**
   * A bar for the parameters of each layer that has any, from the first layer on top to the last.
   * Of more than 30 layers the 29 largest have bars of their own, and the others one together.
   *
   * @param summary columns {@code layer} and {@code parameters}, as {@code ModelSummary.table()};
   *     {@code ModelSummary.depth(1)} sums up blocks
   */
  public static HorizontalBarChart parameters(Table summary) {
    return BarCharts.parameters(summary);
  }
}
