package cnnbook.models;

import java.util.List;
import java.util.stream.Collectors;

/** The layers of a network as a picture has them. */
sealed interface DiagramPart {

  /** Equal for parts that a picture may draw once. */
  String signature();

  /** The first layer of the part; nothing before it runs in it. */
  LayerRow first();

  /** A layer, with those without a convolution or dense layer of their own that follow it. */
  record Box(List<LayerRow> rows) implements DiagramPart {
    @Override
    public String signature() {
      return rows.stream()
          .map(row -> row.kind() + row.outputText().replaceFirst("\\d+", ""))
          .collect(Collectors.joining("|"));
    }

    @Override
    public LayerRow first() {
      return rows.get(0);
    }

    LayerRow last() {
      return rows.get(rows.size() - 1);
    }
  }

  /** Ways from one layer to the next join, side by side; one without parts is a shortcut. */
  record Branches(List<List<DiagramPart>> branches) implements DiagramPart {
    @Override
    public String signature() {
      return branches.stream()
          .map(DiagramPart::signature)
          .collect(Collectors.joining(" / ", "(", ")"));
    }

    @Override
    public LayerRow first() {
      return branches.stream()
          .filter(branch -> !branch.isEmpty())
          .findFirst()
          .orElseThrow()
          .get(0)
          .first();
    }
  }

  /**
   * Parts that run several times in a row.
   *
   * @param body their last run
   */
  record Repeat(List<DiagramPart> body, int times) implements DiagramPart {
    @Override
    public String signature() {
      return DiagramPart.signature(body) + " ×" + times;
    }

    @Override
    public LayerRow first() {
      return body.get(0).first();
    }
  }

  /** The parts of one stage of the network, under its name. */
  record Stage(String name, List<DiagramPart> body) implements DiagramPart {
    @Override
    public String signature() {
      return name;
    }

    @Override
    public LayerRow first() {
      return body.get(0).first();
    }
  }

  /** A layer from which an auxiliary head branches off. */
  record Headed(DiagramPart part, String head, SummaryTotals cost) implements DiagramPart {
    @Override
    public String signature() {
      return part.signature() + " with " + head;
    }

    @Override
    public LayerRow first() {
      return part.first();
    }
  }

  private static String signature(List<DiagramPart> parts) {
    return parts.stream().map(DiagramPart::signature).collect(Collectors.joining(" > "));
  }
}
