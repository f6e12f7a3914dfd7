package cnnbook.viz;

import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;
import org.knowm.xchart.internal.chartpart.Chart;

/** XChart's charts as pictures. */
final class ChartBundle {
  /** Pixels of the picture for each pixel of the chart: sharp on screens of high resolution. */
  private static final int SCALE = 2;

  /** Those of a picture that the next will soon replace: drawn in a quarter of the time. */
  private static final int DRAFT = 1;

  private ChartBundle() {}

  static Map<String, String> of(Chart<?, ?>... charts) {
    return bundle(SCALE, charts);
  }

  /** As large on the page, but less sharp. */
  static Map<String, String> draft(Chart<?, ?>... charts) {
    return bundle(DRAFT, charts);
  }

  private static Map<String, String> bundle(int scale, Chart<?, ?>... charts) {
    String names =
        Arrays.stream(charts).map(ChartText::describe).collect(Collectors.joining(" · "));
    return Bundle.image(picture(scale, charts), names, scale);
  }

  static BufferedImage picture(Chart<?, ?>... charts) {
    return picture(SCALE, charts);
  }

  private static BufferedImage picture(int scale, Chart<?, ?>... charts) {
    if (charts.length == 0) {
      throw new IllegalArgumentException("no chart to show");
    }
    int width = Arrays.stream(charts).mapToInt(Chart::getWidth).sum();
    int height = Arrays.stream(charts).mapToInt(Chart::getHeight).max().orElseThrow();
    return Ground.paint(width * scale, height * scale, g -> paint(g, scale, charts));
  }

  private static void paint(Graphics2D g, int scale, Chart<?, ?>... charts) {
    g.scale(scale, scale);
    for (Chart<?, ?> chart : charts) {
      // The size in the chart stays: painting at another size would change it for good.
      chart.paint(g, chart.getWidth(), chart.getHeight());
      g.translate(chart.getWidth(), 0);
    }
  }
}
