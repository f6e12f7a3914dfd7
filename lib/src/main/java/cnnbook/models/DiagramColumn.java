package cnnbook.models;

import java.awt.Graphics2D;
import java.util.List;

/** Parts one below the other, their connections in one line; without parts, a bare connection. */
record DiagramColumn(List<DiagramLayout> parts) implements DiagramLayout {
  static final int GAP = 16;
  private static final int BARE = 24;

  @Override
  public int width() {
    int right = parts.stream().mapToInt(part -> part.width() - part.axis()).max().orElse(BARE / 2);
    return axis() + right;
  }

  @Override
  public int height() {
    int inner = parts.stream().mapToInt(DiagramLayout::height).sum();
    return inner + GAP * Math.max(0, parts.size() - 1);
  }

  @Override
  public int axis() {
    return parts.stream().mapToInt(DiagramLayout::axis).max().orElse(BARE / 2);
  }

  @Override
  public boolean pointed() {
    return !parts.isEmpty() && parts.get(0).pointed();
  }

  @Override
  public void draw(Graphics2D g, int x, int y) {
    int top = y;
    for (int i = 0; i < parts.size(); i++) {
      DiagramLayout part = parts.get(i);
      part.draw(g, x + axis() - part.axis(), top);
      top += part.height();
      if (i < parts.size() - 1) {
        Connections.into(g, parts.get(i + 1), x + axis(), top, top + GAP);
        top += GAP;
      }
    }
  }
}
