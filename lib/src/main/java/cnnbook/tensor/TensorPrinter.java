package cnnbook.tensor;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Tensors for people's eyes: matrices in aligned columns, long axes shortened in the middle. */
final class TensorPrinter {
  /** An axis longer than this shows its first and last {@link #EDGE} positions. */
  private static final int LONGEST = 12;

  private static final int EDGE = 5;
  private static final int GAP = -1;

  private TensorPrinter() {}

  static String text(Tensor tensor) {
    StringBuilder out = new StringBuilder("Tensor ").append(tensor.shape());
    for (int[] index : matrices(tensor)) {
      out.append('\n');
      if (index.length > 0) {
        out.append(label(index)).append('\n');
      }
      out.append(textMatrix(cells(tensor, index)));
    }
    return out.toString();
  }

  static String html(Tensor tensor) {
    StringBuilder out = new StringBuilder("<div class=\"cnnbook-tensor\">");
    out.append("<div>Tensor ").append(tensor.shape()).append("</div>");
    for (int[] index : matrices(tensor)) {
      out.append("<table style=\"display:inline-table;margin:0 1em 1em 0;\">");
      if (index.length > 0) {
        out.append("<caption>").append(label(index)).append("</caption>");
      }
      for (List<String> row : cells(tensor, index)) {
        out.append("<tr>");
        row.forEach(
            cell -> out.append("<td style=\"text-align:right\">").append(cell).append("</td>"));
        out.append("</tr>");
      }
      out.append("</table>");
    }
    return out.append("</div>").toString();
  }

  /** The indices of the axes before the last two; {@link #GAP} in one of them marks an ellipsis. */
  private static List<int[]> matrices(Tensor tensor) {
    List<int[]> indices = List.of(new int[0]);
    for (int axis = 0; axis < tensor.rank() - 2; axis++) {
      int[] positions = positions(tensor.size(axis)).toArray();
      List<int[]> longer = new ArrayList<>();
      for (int[] index : indices) {
        if (index.length > 0 && index[index.length - 1] == GAP) {
          longer.add(append(index, GAP));
          continue;
        }
        for (int position : positions) {
          longer.add(append(index, position));
        }
      }
      indices = longer;
    }
    return indices;
  }

  private static int[] append(int[] index, int position) {
    return IntStream.concat(IntStream.of(index), IntStream.of(position)).toArray();
  }

  private static IntStream positions(int size) {
    return size <= LONGEST
        ? IntStream.range(0, size)
        : IntStream.concat(
            IntStream.concat(IntStream.range(0, EDGE), IntStream.of(GAP)),
            IntStream.range(size - EDGE, size));
  }

  private static String label(int[] index) {
    return IntStream.of(index)
        .mapToObj(i -> i == GAP ? "…" : Integer.toString(i))
        .collect(Collectors.joining(", ", "[", ", :, :]"));
  }

  /** The formatted values of one matrix, row by row. */
  private static List<List<String>> cells(Tensor tensor, int[] index) {
    if (IntStream.of(index).anyMatch(i -> i == GAP)) {
      return List.of(List.of("…"));
    }
    int width = tensor.rank() == 0 ? 1 : tensor.size(-1);
    int height = tensor.rank() < 2 ? 1 : tensor.size(-2);
    int start = 0;
    for (int axis = 0; axis < index.length; axis++) {
      start += index[axis] * tensor.shape().stride(axis);
    }
    NumberFormat format = NumberFormat.fitting(tensor.data());
    int base = start;
    return positions(height)
        .mapToObj(
            row ->
                positions(width)
                    .mapToObj(
                        column ->
                            row == GAP || column == GAP
                                ? "…"
                                : format.apply(tensor.data()[base + row * width + column]))
                    .toList())
        .toList();
  }

  private static String textMatrix(List<List<String>> rows) {
    int width = rows.stream().flatMap(List::stream).mapToInt(String::length).max().orElse(0);
    return rows.stream()
        .map(
            row ->
                row.stream()
                    .map(cell -> " ".repeat(width - cell.length()) + cell)
                    .collect(Collectors.joining("  ", "  ", "")))
        .collect(Collectors.joining("\n"));
  }

  /** One way of writing numbers for a whole tensor, so that the columns line up. */
  private enum NumberFormat {
    WHOLE("%.0f"),
    FIXED("%.4f"),
    SCIENTIFIC("%.3e");

    private final String pattern;

    NumberFormat(String pattern) {
      this.pattern = pattern;
    }

    static NumberFormat fitting(float[] values) {
      boolean whole = true;
      double largest = 0;
      for (float value : values) {
        if (Float.isFinite(value)) {
          whole &= value == Math.rint(value);
          largest = Math.max(largest, Math.abs(value));
        }
      }
      if (whole && largest < 1e7) {
        return WHOLE;
      }
      return largest < 1e5 && largest >= 1e-2 ? FIXED : SCIENTIFIC;
    }

    String apply(float value) {
      if (!Float.isFinite(value)) {
        return Float.toString(value);
      }
      // Adding 0 turns −0 into 0.
      return String.format(Locale.ROOT, pattern, value + 0f);
    }
  }
}
