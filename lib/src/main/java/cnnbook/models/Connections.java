package cnnbook.models;

import java.awt.Graphics2D;
import java.awt.Stroke;

/** The lines between the boxes of a diagram. */
final class Connections {
  private static final int HEAD = 4;

  private Connections() {}

  /** An arrow downwards. */
  static void down(Graphics2D g, int x, int from, int to) {
    line(g, DiagramStyle.LINE, x, from, x, to - 1);
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
