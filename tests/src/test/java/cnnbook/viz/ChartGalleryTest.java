package cnnbook.viz;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.knowm.xchart.internal.chartpart.Chart;

/** Every chart as a picture, in {@code target/charts}, for people to look at. */
class ChartGalleryTest {
  private static final Path FOLDER = Path.of("target", "charts");
  private static final int CELL = 460;
  private static final int GAP = 20;
  private static final int COLUMNS = 4;

  @Test
  void everyChartIsDrawnOnALightAndOnADarkPage() throws IOException {
    Files.createDirectories(FOLDER);
    List<BufferedImage> pictures = new ArrayList<>();
    for (Map.Entry<String, Supplier<Object>> sample : ChartSamples.all().entrySet()) {
      BufferedImage picture = ChartSamples.picture(sample.getValue().get());
      assertThat(picture.getWidth()).as(sample.getKey()).isBetween(300, 1800);
      assertThat(picture.getColorModel().hasAlpha()).as(sample.getKey()).isFalse();
      ChartSamples.write(picture, FOLDER.resolve(sample.getKey() + ".png"));
      pictures.add(picture);
    }
    ChartSamples.write(sheet(pictures, Color.WHITE), FOLDER.resolve("contact.png"));
    ChartSamples.write(sheet(pictures, new Color(0x111111)), FOLDER.resolve("contact-dark.png"));
    assertThat(FOLDER.resolve("contact.png")).isNotEmptyFile();
  }

  @Test
  void everyChartHasWords() {
    ChartSamples.all()
        .forEach(
            (name, sample) ->
                assertThat(ChartSamples.words(sample.get()))
                    .as(name)
                    .hasSizeBetween(25, 600)
                    .doesNotContain("null"));
  }

  @Test
  void theSameNumbersMakeTheSameBytesEachTimeWithin300Milliseconds() {
    // Of the processor, not of the clock: other work on the machine is not the chart's.
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    ChartSamples.all()
        .forEach(
            (name, sample) -> {
              String first = png(sample.get());
              long start = threads.getCurrentThreadCpuTime();
              String second = png(sample.get());
              long nanoseconds = threads.getCurrentThreadCpuTime() - start;
              assertThat(second.equals(first)).as(name + " is the same").isTrue();
              assertThat(nanoseconds / 1_000_000).as(name).isLessThan(300);
            });
  }

  private static String png(Object sample) {
    return sample instanceof Figure figure
        ? Bundle.image(figure.image()).get(Bundle.PNG)
        : ChartBundle.of((Chart<?, ?>) sample).get(Bundle.PNG);
  }

  private static BufferedImage sheet(List<BufferedImage> pictures, Color page) {
    int[] bottoms = new int[COLUMNS];
    List<int[]> places = new ArrayList<>();
    for (BufferedImage picture : pictures) {
      // Into the column that is shortest so far.
      int column = shortest(bottoms);
      places.add(new int[] {GAP + column * (CELL + GAP), bottoms[column] + GAP});
      bottoms[column] += GAP + height(picture);
    }
    int width = GAP + COLUMNS * (CELL + GAP);
    int height = Arrays.stream(bottoms).max().orElseThrow() + GAP;
    BufferedImage sheet = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    Graphics2D g = sheet.createGraphics();
    g.setColor(page);
    g.fillRect(0, 0, width, height);
    g.setRenderingHint(
        RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BICUBIC);
    for (int i = 0; i < pictures.size(); i++) {
      BufferedImage picture = pictures.get(i);
      g.drawImage(picture, places.get(i)[0], places.get(i)[1], CELL, height(picture), null);
    }
    g.dispose();
    return sheet;
  }

  private static int shortest(int[] bottoms) {
    int best = 0;
    for (int i = 1; i < bottoms.length; i++) {
      best = bottoms[i] < bottoms[best] ? i : best;
    }
    return best;
  }

  private static int height(BufferedImage picture) {
    return picture.getHeight() * CELL / picture.getWidth();
  }
}
