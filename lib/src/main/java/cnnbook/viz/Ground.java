package cnnbook.viz;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.util.function.Consumer;

/** The white ground of every picture, with a thin border that shows its edge on a white page. */
final class Ground {
  private Ground() {}

  /** A picture of this size in pixels, painted by the action. */
  static BufferedImage paint(int width, int height, Consumer<Graphics2D> action) {
    BufferedImage picture = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    Graphics2D g = picture.createGraphics();
    g.setColor(Color.WHITE);
    g.fillRect(0, 0, width, height);
    g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    g.setRenderingHint(
        RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
    Graphics2D inside = (Graphics2D) g.create();
    action.accept(inside);
    inside.dispose();
    g.setColor(ChartStyle.BORDER);
    g.drawRect(0, 0, width - 1, height - 1);
    g.dispose();
    return picture;
  }
}
