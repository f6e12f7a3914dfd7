package cnnbook.models;

import cnnbook.models.LayerRow.Type;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;

/** Takes rows together whose paths begin alike. */
final class SummaryDepth {
  private SummaryDepth() {}

  static List<LayerRow> rows(SummaryGraph graph, int levels) {
    if (levels < 1) {
      throw new IllegalArgumentException("a path has at least 1 level, not " + levels);
    }
    Map<String, List<LayerRow>> groups = new LinkedHashMap<>();
    for (LayerRow row : graph.rows()) {
      groups.computeIfAbsent(prefix(row.path(), levels), path -> new ArrayList<>()).add(row);
    }
    List<LayerRow> rows = new ArrayList<>();
    groups.forEach((path, group) -> rows.add(together(path, group, graph)));
    return rows;
  }

  /** The first parts of a path. */
  static String prefix(String path, int levels) {
    String[] parts = path.split("\\.");
    return String.join(".", List.of(parts).subList(0, Math.min(levels, parts.length)));
  }

  private static LayerRow together(String path, List<LayerRow> group, SummaryGraph graph) {
    LayerRow last = group.get(group.size() - 1);
    if (group.size() == 1 && last.path().equals(path)) {
      return last;
    }
    return new LayerRow(
        path,
        Type.BLOCK,
        graph.blocks().get(path),
        last.output(),
        sum(group, LayerRow::parameters),
        sum(group, LayerRow::buffers),
        sum(group, LayerRow::macs),
        sum(group, LayerRow::activationBytes),
        last.rows(),
        last.columns(),
        last.trainingOnly());
  }

  private static long sum(List<LayerRow> group, ToLongFunction<LayerRow> number) {
    return group.stream().mapToLong(number).sum();
  }
}
