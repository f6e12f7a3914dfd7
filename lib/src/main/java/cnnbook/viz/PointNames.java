package cnnbook.viz;

import java.awt.Font;
import java.awt.FontMetrics;
import java.awt.Graphics2D;
import java.awt.Rectangle;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.knowm.xchart.internal.chartpart.Annotation;

/** The names of a chart's points, each beside its point and none upon another. */
final class PointNames extends Annotation {
  private static final int GAP = 7;

  private final List<String> names;
  private final double[] x;
  private final double[] y;
  private final List<Rectangle> places = new ArrayList<>();

  PointNames(List<String> names, double[] x, double[] y) {
    super(false);
    this.names = List.copyOf(names);
    this.x = x.clone();
    this.y = y.clone();
  }

  @Override
  public void paint(Graphics2D g) {
    g.setFont(ChartStyle.font(Font.PLAIN, 11));
    g.setColor(ChartStyle.INK);
    FontMetrics metrics = g.getFontMetrics();
    places.clear();
    bounds = new Rectangle2D.Double();
    drawable()
        .forEach(
            i -> {
              Rectangle place = place(i, metrics);
              places.add(place);
              bounds = bounds.isEmpty() ? place : bounds.createUnion(place);
              lead(g, i, place);
              g.drawString(names.get(i), place.x, place.y + metrics.getAscent());
            });
  }

  /** Where the names were drawn last, in the chart's pixels. */
  List<Rectangle> places() {
    return List.copyOf(places);
  }

  /** From the highest point down; what has no place in the chart has no name either. */
  private Stream<Integer> drawable() {
    return IntStream.range(0, names.size())
        .filter(i -> Double.isFinite(x[i]) && Double.isFinite(y[i]))
        .boxed()
        .sorted(Comparator.comparingDouble(i -> -y[i]));
  }

  /** The first free place: right, left, above, below, then further and further away. */
  private Rectangle place(int i, FontMetrics metrics) {
    int width = metrics.stringWidth(names.get(i));
    int height = metrics.getAscent() + metrics.getDescent();
    int px = getXAxisScreenValue(x[i]);
    int py = getYAxisScreenValue(y[i]);
    Rectangle right = new Rectangle(px + GAP, py - height / 2, width, height);
    Rectangle left = new Rectangle(px - GAP - width, py - height / 2, width, height);
    Rectangle above = new Rectangle(px - width / 2, py - GAP - height, width, height);
    Rectangle below = new Rectangle(px - width / 2, py + GAP, width, height);
    // Steps of half a line away from the point, down and up.
    Stream<Rectangle> further =
        IntStream.rangeClosed(1, 2 * names.size())
            .map(k -> k * height / 2)
            .boxed()
            .flatMap(k -> Stream.of(moved(right, k), moved(right, -k), moved(left, k)));
    return Stream.concat(Stream.of(right, left, above, below), further)
        .filter(this::inside)
        .filter(place -> places.stream().noneMatch(place::intersects))
        .filter(this::coversNoPoint)
        .findFirst()
        .orElse(right);
  }

  /** A thin line to a name that had to go further away. */
  private void lead(Graphics2D g, int i, Rectangle place) {
    int px = getXAxisScreenValue(x[i]);
    int py = getYAxisScreenValue(y[i]);
    int side = place.x > px ? place.x - 1 : (int) place.getMaxX() + 1;
    boolean beside = place.x > px || place.getMaxX() < px;
    if (beside && Math.abs(place.getCenterY() - py) > place.height / 2.0) {
      g.setColor(ChartStyle.FAINT);
      g.drawLine(px, py, side, (int) place.getCenterY());
      g.setColor(ChartStyle.INK);
    }
  }

  private static Rectangle moved(Rectangle place, int down) {
    return new Rectangle(place.x, place.y + down, place.width, place.height);
  }

  private boolean inside(Rectangle place) {
    return place.x >= getXAxisScreenValueForMin()
        && place.getMaxX() <= getXAxisScreenValueForMax()
        && place.y >= getYAxisScreenValueForMin()
        && place.getMaxY() <= getYAxisScreenValueForMax();
  }

  private boolean coversNoPoint(Rectangle place) {
    return drawable()
        .noneMatch(i -> place.contains(getXAxisScreenValue(x[i]), getYAxisScreenValue(y[i])));
  }
}
