package cnnbook.models;

import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/** A summary as aligned text. */
final class SummaryText {
  private static final int WIDTH = 100;
  private static final int LEAST_KIND = 20;
  private static final String GAP = "  ";
  private static final List<String> HEADERS =
      List.of("layer", "kind", "output", "parameters", "MACs", "field", "memory");
  private static final List<Function<LayerRow, String>> CELLS =
      List.of(
          SummaryText::name,
          SummaryText::kind,
          LayerRow::outputText,
          row -> number(row.parameters()),
          row -> number(row.macs()),
          LayerRow::fieldText,
          row -> bytes(row.activationBytes()));
  private static final int KIND = 1;
  private static final int FIRST_NUMBER = 3;

  private SummaryText() {}

  static String of(ModelSummary summary) {
    List<List<String>> lines = new ArrayList<>();
    lines.add(HEADERS);
    summary.rows().forEach(row -> lines.add(CELLS.stream().map(cell -> cell.apply(row)).toList()));
    int[] widths = widths(lines);
    StringBuilder text = new StringBuilder(summary.caption()).append("\n\n");
    lines.forEach(line -> append(line, widths, text));
    text.append('\n');
    for (String[] total : summary.totalLines()) {
      text.append(String.format("%-34s %17s  %s", (Object[]) total).stripTrailing()).append('\n');
    }
    return text.toString();
  }

  private static int[] widths(List<List<String>> lines) {
    int[] widths = new int[HEADERS.size()];
    int others = GAP.length() * (widths.length - 1);
    for (int column = 0; column < widths.length; column++) {
      int index = column;
      widths[column] = lines.stream().mapToInt(line -> line.get(index).length()).max().orElse(0);
      others += column == KIND ? 0 : widths[column];
    }
    widths[KIND] = Math.min(widths[KIND], Math.max(LEAST_KIND, WIDTH - others));
    return widths;
  }

  private static void append(List<String> line, int[] widths, StringBuilder text) {
    List<String> kind = wrap(line.get(KIND), widths[KIND]);
    StringBuilder first = new StringBuilder();
    for (int column = 0; column < widths.length; column++) {
      String cell = column == KIND ? kind.get(0) : line.get(column);
      String padding = " ".repeat(widths[column] - cell.length());
      first.append(column < FIRST_NUMBER ? cell + padding : padding + cell).append(GAP);
    }
    text.append(first.toString().stripTrailing()).append('\n');
    for (String rest : kind.subList(1, kind.size())) {
      text.append(" ".repeat(widths[0])).append(GAP).append(GAP).append(rest).append('\n');
    }
  }

  /** Breaks at spaces; lines after the first are indented, and so two shorter. */
  private static List<String> wrap(String text, int width) {
    List<String> lines = new ArrayList<>();
    StringBuilder line = new StringBuilder();
    for (String word : text.split(" ")) {
      int room = lines.isEmpty() ? width : width - GAP.length();
      if (line.length() > 0 && line.length() + 1 + word.length() > room) {
        lines.add(line.toString());
        line.setLength(0);
      }
      line.append(line.length() > 0 ? " " : "").append(word);
    }
    lines.add(line.toString());
    return lines;
  }

  private static String name(LayerRow row) {
    return row.path() + (row.trainingOnly() ? " *" : "");
  }

  /** Without the number of filters: the output beside it begins with that. */
  private static String kind(LayerRow row) {
    return row.kind().replaceFirst(", \\d+ filters?", "");
  }

  /** Lines of a name, a number, a remark. */
  static List<String[]> totals(SummaryTotals totals, SummaryTotals heads, long batch) {
    List<String[]> lines = new ArrayList<>();
    lines.add(
        line("parameters", totals.parameters(), bytes(totals.parameterBytes()) + " in float32"));
    if (totals.buffers() > 0) {
      lines.add(line("running statistics", totals.buffers(), "kept, not learned"));
    }
    String without = totals.normalizationMacs() == 0 ? "" : ", BN: one for each value";
    lines.add(
        line("multiply-accumulates, one image", totals.macs(), "biases not counted" + without));
    if (totals.normalizationMacs() > 0) {
      lines.add(line("  without BN", totals.productMacs(), "convolutions and dense layers"));
    }
    lines.add(
        line(
            "activations, batch of " + number(batch),
            totals.activationBytes() / Float.BYTES,
            bytes(totals.activationBytes()) + ", every layer's result"));
    if (heads.parameters() > 0) {
      lines.add(line("* in training only: parameters", heads.parameters(), "auxiliary heads"));
      lines.add(line("* in training only: MACs", heads.macs(), "auxiliary heads"));
    }
    return lines;
  }

  private static String[] line(String what, long number, String remark) {
    return new String[] {what, number(number), remark};
  }

  static String number(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }

  /** Bytes in the unit that leaves one to four digits before the point. */
  static String bytes(long bytes) {
    String[] units = {"B", "KiB", "MiB", "GiB", "TiB"};
    double size = bytes;
    int unit = 0;
    while (size >= 1024 && unit < units.length - 1) {
      size /= 1024;
      unit++;
    }
    return String.format(Locale.ROOT, unit == 0 ? "%.0f %s" : "%.1f %s", size, units[unit]);
  }

  /** A shape without its batch: {@code 3×224×224}. */
  static String dimensions(Shape shape) {
    StringBuilder text = new StringBuilder();
    for (int axis = 1; axis < shape.dimension(); axis++) {
      text.append(axis > 1 ? "×" : "").append(shape.get(axis));
    }
    return text.toString();
  }
}
