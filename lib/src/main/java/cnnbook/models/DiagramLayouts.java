package cnnbook.models;

import static cnnbook.models.DiagramStyle.NAME;
import static cnnbook.models.DiagramStyle.SMALL;
import static cnnbook.models.DiagramStyle.TEXT;

import cnnbook.models.DiagramPart.Box;
import cnnbook.models.DiagramPart.Branches;
import cnnbook.models.DiagramPart.Headed;
import cnnbook.models.DiagramPart.Repeat;
import cnnbook.models.DiagramPart.Stage;
import cnnbook.models.LayerRow.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Turns the parts of a diagram into things that know their size. */
final class DiagramLayouts {
  private static final int TEXT_WIDTH = 210;

  private DiagramLayouts() {}

  /** A part at the top level: a layer there is called by its name. */
  static DiagramLayout top(DiagramPart part) {
    return part instanceof Box box ? box(box, true) : of(part);
  }

  private static DiagramLayout of(DiagramPart part) {
    if (part instanceof Box box) {
      return box(box, false);
    }
    if (part instanceof Branches branches) {
      return new DiagramFork(
          branches.branches().stream().map(DiagramLayouts::column).collect(Collectors.toList()));
    }
    if (part instanceof Repeat repeat) {
      return new DiagramFrame(
          column(repeat.body()),
          "×" + repeat.times() + (repeat.equal() ? "" : ", the last is shown"),
          true);
    }
    if (part instanceof Stage stage) {
      return new DiagramFrame(column(stage.body()), stage.name(), false);
    }
    Headed headed = (Headed) part;
    return new DiagramAside(of(headed.part()), head(headed));
  }

  private static DiagramColumn column(List<DiagramPart> parts) {
    return new DiagramColumn(parts.stream().map(DiagramLayouts::of).collect(Collectors.toList()));
  }

  private static DiagramBox box(Box box, boolean named) {
    List<DiagramBox.Line> lines = new ArrayList<>();
    boolean join = box.first().type() == Type.JOIN;
    if (named && !join) {
      lines.add(new DiagramBox.Line(box.first().path(), NAME));
    }
    for (String line : wrap(box.rows())) {
      lines.add(new DiagramBox.Line(line, TEXT));
    }
    long parameters = box.parameters();
    String cost = parameters == 0 ? "" : " · " + SummaryText.number(parameters) + " parameters";
    lines.add(new DiagramBox.Line(box.last().outputText() + cost, SMALL));
    return new DiagramBox(lines, box.first().type());
  }

  private static DiagramBox head(Headed headed) {
    return new DiagramBox(
        List.of(
            new DiagramBox.Line(headed.head(), NAME),
            new DiagramBox.Line("in training only", TEXT),
            new DiagramBox.Line(
                SummaryText.number(headed.cost().parameters()) + " parameters", SMALL)),
        Type.OTHER);
  }

  /** Layers that fit share a line, with a dot between them; a long one breaks at its commas. */
  private static List<String> wrap(List<LayerRow> rows) {
    List<String> lines = new ArrayList<>();
    for (LayerRow row : rows) {
      String glue = lines.isEmpty() ? "" : " · ";
      for (String piece : row.kind().split("(?<=,) ")) {
        int last = lines.size() - 1;
        String longer = lines.isEmpty() ? piece : lines.get(last) + glue + piece;
        if (!lines.isEmpty() && DiagramStyle.width(longer, TEXT) <= TEXT_WIDTH) {
          lines.set(last, longer);
        } else {
          lines.add(piece);
        }
        glue = " ";
      }
    }
    return lines;
  }
}
