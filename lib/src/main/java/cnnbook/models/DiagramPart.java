package cnnbook.models;

import java.util.List;
import java.util.stream.Collectors;

/** The layers of a network as a picture has them. */
sealed interface DiagramPart {

  /**
   * Equal for parts that a picture may draw once. Within branches parameters do not count: a dense
   * block's layers do the same to ever more channels.
   */
  String signature();

  /** Numbers that are learned in it. */
  long parameters();

  /** The first layer of the part; nothing before it runs in it. */
  LayerRow first();

  /** A layer, with those without a convolution or dense layer of their own that follow it. */
  record Box(List<LayerRow> rows) implements DiagramPart {
    @Override
    public String signature() {
      return work() + "|" + parameters();
    }

    /** What the layers do, and on maps of which size. */
    private String work() {
      return rows.stream()
          .map(row -> row.kind() + row.outputText().replaceFirst("\\d+", ""))
          .collect(Collectors.joining("|"));
    }

    @Override
    public long parameters() {
      return rows.stream().mapToLong(LayerRow::parameters).sum();
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
          .map(
              branch ->
                  branch.stream()
                      .map(part -> part instanceof Box box ? box.work() : part.signature())
                      .collect(Collectors.joining(" > ")))
          .collect(Collectors.joining(" / ", "(", ")"));
    }

    @Override
    public long parameters() {
      return branches.stream().mapToLong(DiagramPart::parameters).sum();
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
   * @param parameters of all runs together
   */
  record Repeat(List<DiagramPart> body, int times, long parameters) implements DiagramPart {
    @Override
    public String signature() {
      return body.stream().map(DiagramPart::signature).collect(Collectors.joining(" > "))
          + " ×"
          + times;
    }

    /** Whether each run has as many parameters as the last. */
    boolean equal() {
      return DiagramPart.parameters(body) * times == parameters;
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
    public long parameters() {
      return DiagramPart.parameters(body);
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
    public long parameters() {
      return part.parameters();
    }

    @Override
    public LayerRow first() {
      return part.first();
    }
  }

  /** Numbers that are learned in all of them. */
  static long parameters(List<DiagramPart> parts) {
    return parts.stream().mapToLong(DiagramPart::parameters).sum();
  }
}
