package cnnbook.models;

import cnnbook.models.LayerRow.Type;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.font.FontRenderContext;
import java.awt.font.LineMetrics;

/**
 * Fonts, colours and lines of the diagrams. The borders are Okabe and Ito's colours, which
 * colour-blind readers tell apart; every box says in words what it is, too.
 */
final class DiagramStyle {
  static final Font TITLE = new Font(Font.SANS_SERIF, Font.BOLD, 16);
  static final Font NAME = new Font(Font.SANS_SERIF, Font.BOLD, 12);
  static final Font TEXT = new Font(Font.SANS_SERIF, Font.PLAIN, 12);
  static final Font SMALL = new Font(Font.SANS_SERIF, Font.PLAIN, 11);
  static final Color INK = new Color(0x222222);
  static final Color FAINT = new Color(0x555555);
  static final Color STAGE = new Color(0xF4F4F4);
  static final BasicStroke LINE = new BasicStroke(1.4f);
  static final BasicStroke DASHED =
      new BasicStroke(
          1.2f, BasicStroke.CAP_BUTT, BasicStroke.JOIN_MITER, 10, new float[] {5, 4}, 0);

  /** Letters as they are drawn: smoothed, at fractions of pixels. */
  private static final FontRenderContext SMOOTH = new FontRenderContext(null, true, true);

  private DiagramStyle() {}

  static int width(String text, Font font) {
    return (int) Math.ceil(font.getStringBounds(text, SMOOTH).getWidth());
  }

  static int lineHeight(Font font) {
    LineMetrics metrics = font.getLineMetrics("Ag", SMOOTH);
    return (int) Math.ceil(metrics.getAscent() + metrics.getDescent());
  }

  static int ascent(Font font) {
    return (int) Math.ceil(font.getLineMetrics("Ag", SMOOTH).getAscent());
  }

  static Color border(Type type) {
    return switch (type) {
      case CONVOLUTION -> new Color(0x0072B2);
      case DENSE -> new Color(0x009E73);
      case POOLING -> new Color(0xD55E00);
      case JOIN -> new Color(0xCC79A7);
      default -> FAINT;
    };
  }

  static Color fill(Type type) {
    return switch (type) {
      case CONVOLUTION -> new Color(0xE3F1FA);
      case DENSE -> new Color(0xDFF3EC);
      case POOLING -> new Color(0xFCEBDD);
      case JOIN -> new Color(0xFAEDF4);
      default -> Color.WHITE;
    };
  }
}
