package cnnbook.viz;

import cnnbook.ops.ElementwiseOp;
import cnnbook.ops.EluOp;
import cnnbook.ops.GeluOp;
import cnnbook.ops.LeakyReluOp;
import cnnbook.ops.ReluOp;
import cnnbook.ops.SigmoidOp;
import cnnbook.ops.SoftplusOp;
import cnnbook.ops.TanhOp;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.knowm.xchart.XYChart;

/** Activation functions and their derivatives; {@link Charts} documents them. */
final class ActivationCharts {
  private static final int POINTS = 1001;
  private static final double REACH = 5;

  /** A derivative that moves faster than this has jumped, and no line joins its two sides. */
  private static final double STEEPEST = 5;

  private static final Map<String, ElementwiseOp> KNOWN =
      new TreeMap<>(
          Map.of(
              "relu", new ReluOp(),
              "leaky relu", new LeakyReluOp(0.01),
              "elu", new EluOp(1),
              "gelu", new GeluOp(GeluOp.Form.EXACT),
              "sigmoid", new SigmoidOp(),
              "softplus", new SoftplusOp(),
              "tanh", new TanhOp()));

  private ActivationCharts() {}

  static ElementwiseOp named(String name) {
    ElementwiseOp op = KNOWN.get(name.toLowerCase(Locale.ROOT));
    if (op == null) {
      throw new IllegalArgumentException(
          "no activation is called \"%s\"; known are %s, or give an op of your own"
              .formatted(name, KNOWN.keySet()));
    }
    return op;
  }

  static XYChart withDerivative(ElementwiseOp op) {
    XYChart chart = LineCharts.empty(name(op), "x", "");
    LineCharts.add(chart, "f(x)", positions(), sample(op::value));
    LineCharts.add(chart, "f′(x)", positions(), withoutJumps(sample(op::slope)));
    return chart;
  }

  static XYChart values(List<ElementwiseOp> ops) {
    return compare("Activation functions", "f(x)", ops, op -> op::value);
  }

  static XYChart derivatives(List<ElementwiseOp> ops) {
    return compare("Derivatives of activation functions", "f′(x)", ops, op -> op::slope);
  }

  private static XYChart compare(
      String title,
      String y,
      List<ElementwiseOp> ops,
      java.util.function.Function<ElementwiseOp, DoubleUnaryOperator> function) {
    if (ops.isEmpty()) {
      throw new IllegalArgumentException("no activation to draw: give at least one");
    }
    XYChart chart = LineCharts.empty(title, "x", y);
    for (ElementwiseOp op : ops) {
      double[] values = withoutJumps(sample(function.apply(op)));
      LineCharts.add(chart, name(op), positions(), values);
    }
    return chart;
  }

  /** {@code LeakyReluOp[negativeSlope=0.01]} is a "leaky relu (0.01)". */
  private static String name(ElementwiseOp op) {
    String type = op.getClass().getSimpleName().replaceFirst("Op$", "");
    String words = type.replaceAll("(?<=[a-z])(?=[A-Z])", " ").toLowerCase(Locale.ROOT);
    if (!op.getClass().isRecord()) {
      return words;
    }
    String text = op.toString();
    String settings = text.substring(text.indexOf('[') + 1, text.length() - 1);
    String values = settings.replaceAll("\\w+=", "").toLowerCase(Locale.ROOT);
    return values.isEmpty() ? words : words + " (" + values + ")";
  }

  private static double[] positions() {
    return IntStream.range(0, POINTS)
        .mapToDouble(i -> REACH * (2.0 * i / (POINTS - 1) - 1))
        .toArray();
  }

  private static double[] sample(DoubleUnaryOperator function) {
    return DoubleStream.of(positions()).map(function).toArray();
  }

  private static double[] withoutJumps(double[] slopes) {
    double step = 2 * REACH / (POINTS - 1);
    double[] drawn = slopes.clone();
    for (int i = 1; i < slopes.length; i++) {
      if (Math.abs(slopes[i] - slopes[i - 1]) > STEEPEST * step) {
        drawn[i] = Double.NaN;
      }
    }
    return drawn;
  }
}
