package cnnbook.models;

import java.awt.Graphics2D;
import java.awt.Stroke;

/** The lines between the boxes of a diagram. */
final class Connections {
  private static final int HEAD = 4;

  private Connections() {}

  /** A line downwards to the upper edge of something. */
  static void into(Graphics2D g, DiagramLayout target, int x, int from, int to) {
    line(g, DiagramStyle.LINE, x, from, x, to - 1);
    if (target.pointed()) {
      head(g, x, to);
    }
  }

  private static void head(Graphics2D g, int x, int to) {
    g.fillPolygon(new int[] {x - HEAD, x + HEAD, x}, new int[] {to - 7, to - 7, to}, 3);
  }

  /** A line through corners, given as x, y, x, y, … */
  static void line(Graphics2D g, Stroke stroke, int... corners) {
    g.setColor(DiagramStyle.FAINT);
    g.setStroke(stroke);
    for (int i = 0; i + 3 < corners.length; i += 2) {
      g.drawLine(corners[i], corners[i + 1], corners[i + 2], corners[i + 3]);
    }
  }
}
