package cnnbook.models;

import java.awt.Graphics2D;

/** A part with an auxiliary head on its right, joined by a dashed line. */
record DiagramAside(DiagramLayout part, DiagramBox head) implements DiagramLayout {
  private static final int GAP = 30;

  @Override
  public int width() {
    return part.width() + GAP + head.width();
  }

  @Override
  public int height() {
    return Math.max(part.height(), head.height());
  }

  @Override
  public int axis() {
    return part.axis();
  }

  @Override
  public boolean pointed() {
    return part.pointed();
  }

  @Override
  public void draw(Graphics2D g, int x, int y) {
    int middle = y + part.height() / 2;
    int left = x + part.width() + GAP;
    Connections.line(g, DiagramStyle.DASHED, x + part.width(), middle, left, middle);
    part.draw(g, x, y);
    Connections.line(g, DiagramStyle.LINE, x + axis(), y + part.height(), x + axis(), y + height());
    head.draw(g, left, y);
  }
}
