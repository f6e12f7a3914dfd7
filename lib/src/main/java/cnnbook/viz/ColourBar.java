package cnnbook.viz;

import java.awt.FontMetrics;
import java.awt.Graphics2D;

/** A bar that tells which number has which colour, its ends and its middle labelled. */
final class ColourBar {
  static final int HEIGHT = 56;
  private static final int THICK = 18;

  private ColourBar() {}

  /** Draws the bar with its upper left corner there, labels below. */
  static void draw(Graphics2D g, ColourScale scale, int x, int y, int width) {
    for (int i = 0; i < width; i++) {
      g.setColor(scale.map().at(i / (double) (width - 1)));
      g.fillRect(x + i, y, 1, THICK);
    }
    g.setColor(ChartStyle.BORDER);
    g.drawRect(x, y, width - 1, THICK);
    g.setColor(ChartStyle.INK);
    FontMetrics metrics = g.getFontMetrics();
    double[] labels = {scale.min(), (scale.min() + scale.max()) / 2, scale.max()};
    for (int i = 0; i < labels.length; i++) {
      String text = Numbers.text(labels[i]);
      // Left, middle, right: each label lies within the bar's width.
      int left = x + (width - metrics.stringWidth(text)) * i / 2;
      g.drawString(text, left, y + THICK + metrics.getAscent() + 2);
    }
  }
}
