package cnnbook.models;

import static cnnbook.models.DiagramStyle.TITLE;

import ai.djl.ndarray.types.Shape;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;

/**
 * Draws a network from top to bottom, in as many columns as keep the picture from being a strip.
 */
final class Diagram {
  private static final int MARGIN = 20;
  private static final int COLUMN_GAP = 40;
  private static final int TALLEST = 1200;

  /** Drawn at twice the size, so that small letters stay sharp. */
  private static final int SCALE = 2;

  private final String title;
  private final List<DiagramColumn> columns;

  private Diagram(String title, List<DiagramColumn> columns) {
    this.title = title;
    this.columns = columns;
  }

  static BufferedImage of(String name, Shape input, SummaryGraph graph) {
    List<DiagramLayout> parts = new ArrayList<>();
    parts.add(
        new DiagramBox(
            List.of(
                new DiagramBox.Line("input " + SummaryText.dimensions(input), DiagramStyle.TEXT)),
            LayerRow.Type.OTHER));
    DiagramTree.of(graph).forEach(part -> parts.add(DiagramLayouts.top(part)));
    return new Diagram(title(name, SummaryTotals.of(graph.rows())), columns(parts)).draw();
  }

  static String title(String name, SummaryTotals totals) {
    return "%s: %s parameters, %s multiply-accumulates"
        .formatted(
            name,
            SummaryText.number(totals.parameters()),
            SummaryText.number(totals.productMacs()));
  }

  private static List<DiagramColumn> columns(List<DiagramLayout> parts) {
    int total = new DiagramColumn(parts).height();
    int count = (total + TALLEST - 1) / TALLEST;
    List<DiagramColumn> columns = new ArrayList<>();
    List<DiagramLayout> open = new ArrayList<>();
    for (DiagramLayout part : parts) {
      int height = new DiagramColumn(open).height();
      if (height + part.height() / 2 > total / count && columns.size() < count - 1) {
        columns.add(new DiagramColumn(List.copyOf(open)));
        open.clear();
      }
      open.add(part);
    }
    columns.add(new DiagramColumn(open));
    return columns;
  }

  private BufferedImage draw() {
    int content = columns.stream().mapToInt(c -> c.width() + COLUMN_GAP).sum() - COLUMN_GAP;
    int width = Math.max(content, DiagramStyle.width(title, TITLE)) + 2 * MARGIN;
    int top = 3 * MARGIN + DiagramStyle.lineHeight(TITLE);
    int height =
        top + columns.stream().mapToInt(DiagramColumn::height).max().orElseThrow() + 2 * MARGIN;
    BufferedImage image =
        new BufferedImage(SCALE * width, SCALE * height, BufferedImage.TYPE_INT_RGB);
    Graphics2D g = image.createGraphics();
    try {
      prepare(g, width, height);
      g.drawString(title, MARGIN, MARGIN + DiagramStyle.ascent(TITLE));
      draw(g, (width - content) / 2, top);
    } finally {
      g.dispose();
    }
    return image;
  }

  private static void prepare(Graphics2D g, int width, int height) {
    g.scale(SCALE, SCALE);
    g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    g.setRenderingHint(
        RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
    g.setRenderingHint(
        RenderingHints.KEY_FRACTIONALMETRICS, RenderingHints.VALUE_FRACTIONALMETRICS_ON);
    g.setColor(Color.WHITE);
    g.fillRect(0, 0, width, height);
    g.setColor(DiagramStyle.INK);
    g.setFont(TITLE);
  }

  private void draw(Graphics2D g, int left, int top) {
    int x = left;
    for (int i = 0; i < columns.size(); i++) {
      DiagramColumn column = columns.get(i);
      column.draw(g, x, top);
      if (i < columns.size() - 1) {
        int next = x + column.width() + COLUMN_GAP;
        connect(g, column, x, columns.get(i + 1), next, top);
        x = next;
      }
    }
  }

  /** From the end of a column to the top of the next one, which begins at next. */
  private static void connect(
      Graphics2D g, DiagramColumn column, int x, DiagramColumn following, int next, int top) {
    int axis = following.axis();
    int end = top + column.height();
    int between = next - COLUMN_GAP / 2;
    int above = top - MARGIN / 2 - DiagramColumn.GAP / 2;
    Connections.line(
        g,
        DiagramStyle.LINE,
        x + column.axis(),
        end,
        x + column.axis(),
        end + MARGIN / 2,
        between,
        end + MARGIN / 2,
        between,
        above,
        next + axis,
        above);
    Connections.into(g, following, next + axis, above, top);
  }
}
