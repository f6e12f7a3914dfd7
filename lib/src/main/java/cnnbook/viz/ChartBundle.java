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

  private ChartBundle() {}

  static Map<String, String> of(Chart<?, ?>... charts) {
    String names =
        Arrays.stream(charts).map(ChartText::describe).collect(Collectors.joining(" · "));
    return Bundle.image(picture(charts), names);
  }

  static BufferedImage picture(Chart<?, ?>... charts) {
    if (charts.length == 0) {
      throw new IllegalArgumentException("no chart to show");
    }
    int width = Arrays.stream(charts).mapToInt(Chart::getWidth).sum();
    int height = Arrays.stream(charts).mapToInt(Chart::getHeight).max().orElseThrow();
    return Ground.paint(width * SCALE, height * SCALE, g -> paint(g, charts));
  }

  private static void paint(Graphics2D g, Chart<?, ?>... charts) {
    g.scale(SCALE, SCALE);
    for (Chart<?, ?> chart : charts) {
      // The size in the chart stays: painting at another size would change it for good.
      chart.paint(g, chart.getWidth(), chart.getHeight());
      g.translate(chart.getWidth(), 0);
    }
  }
}
