package cnnbook.models;

import java.awt.Graphics2D;

/** Something that is drawn between a connection from above and one to below. */
interface DiagramLayout {
  /** Pixels from left to right. */
  int width();

  /** Pixels from top to bottom. */
  int height();

  /** Pixels from the left edge to the connections. */
  int axis();

  /** Whether the connection from above ends in an arrow at the upper edge. */
  boolean pointed();

  /** Draws it with its upper left corner here. */
  void draw(Graphics2D g, int x, int y);
}
