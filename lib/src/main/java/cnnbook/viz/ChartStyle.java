package cnnbook.viz;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.AxesChartStyler;
import org.knowm.xchart.style.Styler.LegendLayout;
import org.knowm.xchart.style.Styler.LegendPosition;
import org.knowm.xchart.style.markers.Marker;
import org.knowm.xchart.style.markers.SeriesMarkers;

/**
 * The one style of the book's charts and pictures. A white ground with a border of their own lets
 * them read alike on dark and light pages. Colours are those of Okabe and Ito, "Color Universal
 * Design", 2008, which colour-blind readers tell apart; each has a marker and a dash pattern, so
 * that nothing rests on colour alone. Sizes fit a notebook that is 900 pixels wide.
 */
final class ChartStyle {
  /** Pixels on the page: two charts of this width stand side by side. */
  static final int HALF = 440;

  /** Pixels on the page: as wide as a notebook. */
  static final int FULL = 880;

  static final int HEIGHT = 300;

  static final Color INK = new Color(0x222222);
  static final Color FAINT = new Color(0x888888);
  static final Color BORDER = new Color(0xBBBBBB);

  static final Color SHADE = new Color(0xF0F0F0);

  private static final Color GRID = new Color(0xDDDDDD);

  /** Pixels of a legend's entry: the line before the name, a letter of the name. */
  private static final int LEGEND_LINE = 45;

  private static final double LEGEND_LETTER = 7.5;

  /** More points than these are drawn as a curve, without markers. */
  private static final int MOST_MARKERS = 80;

  /** Blue, vermilion, bluish green, reddish purple, orange, sky blue, black. */
  private static final List<Color> COLOURS =
      List.of(
          new Color(0x0072B2),
          new Color(0xD55E00),
          new Color(0x009E73),
          new Color(0xCC79A7),
          new Color(0xE69F00),
          new Color(0x56B4E9),
          Color.BLACK);

  private static final List<Marker> MARKERS =
      List.of(
          SeriesMarkers.CIRCLE,
          SeriesMarkers.SQUARE,
          SeriesMarkers.TRIANGLE_UP,
          SeriesMarkers.DIAMOND,
          SeriesMarkers.TRIANGLE_DOWN,
          SeriesMarkers.CROSS,
          SeriesMarkers.PLUS);

  /** Lengths of dashes and gaps; the first line is solid. */
  private static final List<float[]> DASHES =
      List.of(
          new float[] {1, 0},
          new float[] {7, 4},
          new float[] {2, 3},
          new float[] {9, 3, 2, 3},
          new float[] {14, 4},
          new float[] {9, 3, 2, 3, 2, 3},
          new float[] {4, 2});

  private ChartStyle() {}

  /** The colour of the series with this number, from 0. */
  static Color colour(int number) {
    return COLOURS.get(number % COLOURS.size());
  }

  static Font font(int style, int size) {
    return new Font(Font.SANS_SERIF, style, size);
  }

  /** Fonts, ground, grid, legend below. */
  static void apply(AxesChartStyler styler) {
    styler.setBaseFont(font(Font.PLAIN, 12));
    styler.setChartTitleFont(font(Font.BOLD, 14));
    styler.setAxisTitleFont(font(Font.PLAIN, 12));
    styler.setAxisTickLabelsFont(font(Font.PLAIN, 11));
    styler.setLegendFont(font(Font.PLAIN, 12));
    styler.setChartBackgroundColor(Color.WHITE);
    styler.setPlotBackgroundColor(Color.WHITE);
    styler.setChartFontColor(INK);
    styler.setAxisTickLabelsColor(INK);
    styler.setPlotGridLinesColor(GRID);
    styler.setPlotBorderVisible(false);
    styler.setLegendBorderColor(Color.WHITE);
    styler.setLegendPosition(LegendPosition.OutsideS);
    styler.setLegendLayout(LegendLayout.Horizontal);
    styler.setChartTitleBoxVisible(false);
    styler.setLocale(Locale.ROOT);
    // Its own writes .05 beside 0.1.
    styler.setDecimalPattern("#,##0.################");
  }

  /** Colour, marker and dashes of the line with this number, from 0. */
  static void line(XYSeries series, int number) {
    series.setLineColor(colour(number));
    series.setLineStyle(stroke(DASHES.get(number % DASHES.size())));
    if (series.getXData().length <= MOST_MARKERS) {
      marker(series, number);
    } else {
      series.setMarker(SeriesMarkers.NONE);
      // XChart begins the dashes anew at each point of a line, but not of a smooth one.
      series.setSmooth(true);
    }
  }

  /**
   * The legend below, or on the right if it is longer than the chart is wide.
   *
   * @param names of all series
   */
  static void legend(AxesChartStyler styler, int width, Stream<String> names) {
    double length = names.mapToDouble(name -> LEGEND_LINE + LEGEND_LETTER * name.length()).sum();
    boolean fits = length < width;
    styler.setLegendPosition(fits ? LegendPosition.OutsideS : LegendPosition.OutsideE);
    styler.setLegendLayout(fits ? LegendLayout.Horizontal : LegendLayout.Vertical);
  }

  /** Colour and marker of the points with this number, from 0. */
  static void marker(XYSeries series, int number) {
    series.setMarkerColor(colour(number));
    series.setMarker(MARKERS.get(number % MARKERS.size()));
  }

  /** A thin grey line without markers, which does not compete with the others. */
  static void faint(XYSeries series) {
    series.setLineColor(FAINT);
    series.setLineStyle(new BasicStroke(1.2f));
    series.setMarker(SeriesMarkers.NONE);
  }

  private static BasicStroke stroke(float[] dashes) {
    return dashes[1] == 0
        ? new BasicStroke(2f, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND)
        : new BasicStroke(2f, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 10f, dashes, 0f);
  }
}
