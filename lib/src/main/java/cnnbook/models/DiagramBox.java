package cnnbook.models;

import cnnbook.models.LayerRow.Type;
import java.awt.Font;
import java.awt.Graphics2D;
import java.util.List;

/** A rounded box with lines of text. */
record DiagramBox(List<Line> lines, Type type) implements DiagramLayout {
  private static final int PADDING = 8;
  private static final int SPACE = 4;

  /** One line of text. */
  record Line(String text, Font font) {}

  @Override
  public int width() {
    int text =
        lines.stream()
            .mapToInt(line -> DiagramStyle.width(line.text(), line.font()))
            .max()
            .orElseThrow();
    return text + 2 * PADDING;
  }

  @Override
  public int height() {
    return lines.stream().mapToInt(line -> DiagramStyle.lineHeight(line.font())).sum() + 2 * SPACE;
  }

  @Override
  public int axis() {
    return width() / 2;
  }

  @Override
  public boolean pointed() {
    return true;
  }

  @Override
  public void draw(Graphics2D g, int x, int y) {
    g.setColor(DiagramStyle.fill(type));
    g.fillRoundRect(x, y, width(), height(), 10, 10);
    g.setColor(DiagramStyle.border(type));
    g.setStroke(DiagramStyle.LINE);
    g.drawRoundRect(x, y, width(), height(), 10, 10);
    g.setColor(DiagramStyle.INK);
    int top = y + SPACE;
    for (Line line : lines) {
      g.setFont(line.font());
      int left = x + (width() - DiagramStyle.width(line.text(), line.font())) / 2;
      g.drawString(line.text(), left, top + DiagramStyle.ascent(line.font()));
      top += DiagramStyle.lineHeight(line.font());
    }
  }
}
