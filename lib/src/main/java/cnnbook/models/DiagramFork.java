package cnnbook.models;

import java.awt.Graphics2D;
import java.util.List;

/** Branches side by side, split above and brought together below. */
record DiagramFork(List<DiagramColumn> branches) implements DiagramLayout {
  private static final int GAP = 20;
  private static final int SPLIT = 18;
  private static final int BEND = 6;

  @Override
  public int width() {
    return branches.stream().mapToInt(DiagramColumn::width).sum() + GAP * (branches.size() - 1);
  }

  @Override
  public int height() {
    return branches.stream().mapToInt(DiagramColumn::height).max().orElseThrow() + 2 * SPLIT;
  }

  /** A block with one shortcut goes straight on through its branch; others are symmetric. */
  @Override
  public int axis() {
    return branches.size() == 2 ? branches.get(0).axis() : width() / 2;
  }

  @Override
  public boolean pointed() {
    return false;
  }

  @Override
  public void draw(Graphics2D g, int x, int y) {
    int bottom = y + height();
    int middle = x + axis();
    int left = x;
    for (DiagramColumn branch : branches) {
      int axis = left + branch.axis();
      int end = y + SPLIT + branch.height();
      Connections.line(g, DiagramStyle.LINE, middle, y, middle, y + BEND, axis, y + BEND);
      if (branch.parts().isEmpty()) {
        Connections.line(g, DiagramStyle.LINE, axis, y + BEND, axis, bottom - BEND);
      } else {
        Connections.into(g, branch, axis, y + BEND, y + SPLIT);
        branch.draw(g, left, y + SPLIT);
        Connections.line(g, DiagramStyle.LINE, axis, end, axis, bottom - BEND);
      }
      Connections.line(
          g, DiagramStyle.LINE, axis, bottom - BEND, middle, bottom - BEND, middle, bottom);
      left += branch.width() + GAP;
    }
  }
}
