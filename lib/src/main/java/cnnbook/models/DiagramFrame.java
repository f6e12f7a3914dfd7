package cnnbook.models;

import static cnnbook.models.DiagramStyle.NAME;

import java.awt.Graphics2D;

/**
 * A frame around parts: a stage has its name on the left of a grey ground, what repeats its number
 * on the right of a dashed line.
 */
record DiagramFrame(DiagramLayout body, String label, boolean repeats) implements DiagramLayout {
  private static final int PADDING = 10;

  private int left() {
    return repeats ? PADDING : DiagramStyle.width(label, NAME) + 2 * PADDING;
  }

  private int right() {
    return repeats ? DiagramStyle.width(label, NAME) + 2 * PADDING : PADDING;
  }

  @Override
  public int width() {
    return left() + body.width() + right();
  }

  @Override
  public int height() {
    return body.height() + 2 * PADDING;
  }

  @Override
  public int axis() {
    return left() + body.axis();
  }

  @Override
  public boolean pointed() {
    return false;
  }

  @Override
  public void draw(Graphics2D g, int x, int y) {
    int labelX = repeats ? x + left() + body.width() + PADDING : x + PADDING;
    if (repeats) {
      g.setColor(DiagramStyle.INK);
      g.setStroke(DiagramStyle.DASHED);
      g.drawRoundRect(x, y, width(), height(), 12, 12);
    } else {
      g.setColor(DiagramStyle.STAGE);
      g.fillRoundRect(x, y, width(), height(), 12, 12);
    }
    int axis = x + axis();
    Connections.into(g, body, axis, y, y + PADDING);
    Connections.line(g, DiagramStyle.LINE, axis, y + height() - PADDING, axis, y + height());
    body.draw(g, x + left(), y + PADDING);
    g.setColor(DiagramStyle.INK);
    g.setFont(NAME);
    g.drawString(label, labelX, y + PADDING + DiagramStyle.ascent(NAME));
  }
}
