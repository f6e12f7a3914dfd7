package cnnbook.viz;

import java.awt.Font;
import java.awt.FontMetrics;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.font.FontRenderContext;
import java.awt.image.BufferedImage;
import java.util.List;

/** Small images in rows and columns, each enlarged without smoothing and with a caption below. */
public final class ImageGrid {
  private static final int GAP = 16;
  private static final int LINE = 26;
  private static final int LEAST_CELL = 168;
  private static final Font FONT = ChartStyle.font(Font.PLAIN, 18);

  private final List<? extends BufferedImage> images;
  private final List<String> captions;
  private final int columns;
  private final int zoom;
  private final int cellWidth;
  private final int pictureHeight;
  private final int lines;

  private ImageGrid(List<? extends BufferedImage> images, List<String> captions, int columns) {
    this.images = images;
    this.captions = captions;
    this.columns = Math.min(columns, images.size());
    int widest = images.stream().mapToInt(BufferedImage::getWidth).max().orElseThrow();
    int highest = images.stream().mapToInt(BufferedImage::getHeight).max().orElseThrow();
    zoom = Math.max(1, LEAST_CELL / widest);
    cellWidth = Math.max(Math.max(LEAST_CELL, widest * zoom), widestLine(captions));
    pictureHeight = highest * zoom;
    lines = captions.stream().mapToInt(c -> c.split("\n").length).max().orElse(0);
  }

  /**
   * Draws the grid.
   *
   * @param images at least one
   * @param captions one for each image, or none at all; a line break starts a second line
   * @param columns images in a row, at least 1
   * @return the picture on a white ground with a border
   * @throws IllegalArgumentException if the numbers do not fit
   */
  public static BufferedImage draw(
      List<? extends BufferedImage> images, List<String> captions, int columns) {
    if (images.isEmpty() || columns < 1) {
      throw new IllegalArgumentException(
          "a grid of %d images in %d columns: at least 1 of each"
              .formatted(images.size(), columns));
    }
    if (!captions.isEmpty() && captions.size() != images.size()) {
      throw new IllegalArgumentException(
          "%d images and %d captions: one for each, or none"
              .formatted(images.size(), captions.size()));
    }
    return new ImageGrid(images, captions, columns).draw();
  }

  private BufferedImage draw() {
    int rows = (images.size() + columns - 1) / columns;
    int width = GAP + columns * (cellWidth + GAP);
    return Ground.paint(
        width,
        GAP + rows * cellHeight(),
        g -> {
          g.setRenderingHint(
              RenderingHints.KEY_INTERPOLATION,
              RenderingHints.VALUE_INTERPOLATION_NEAREST_NEIGHBOR);
          g.setFont(FONT);
          for (int i = 0; i < images.size(); i++) {
            drawCell(g, i, GAP + i % columns * (cellWidth + GAP), GAP + i / columns * cellHeight());
          }
        });
  }

  /** Pixels of the longest line, so that captions do not run into each other. */
  private static int widestLine(List<String> captions) {
    FontRenderContext context = new FontRenderContext(null, true, false);
    return captions.stream()
        .flatMap(String::lines)
        .mapToInt(line -> (int) Math.ceil(FONT.getStringBounds(line, context).getWidth()))
        .max()
        .orElse(0);
  }

  private int cellHeight() {
    return pictureHeight + lines * LINE + GAP;
  }

  private void drawCell(Graphics2D g, int i, int x, int y) {
    BufferedImage image = images.get(i);
    int width = image.getWidth() * zoom;
    g.drawImage(image, x + (cellWidth - width) / 2, y, width, image.getHeight() * zoom, null);
    if (captions.isEmpty()) {
      return;
    }
    g.setColor(ChartStyle.INK);
    FontMetrics metrics = g.getFontMetrics();
    String[] text = captions.get(i).split("\n");
    for (int line = 0; line < text.length; line++) {
      int left = x + (cellWidth - metrics.stringWidth(text[line])) / 2;
      g.drawString(text[line], left, y + pictureHeight + (line + 1) * LINE - 4);
    }
  }
}
