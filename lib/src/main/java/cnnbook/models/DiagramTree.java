package cnnbook.models;

import cnnbook.models.DiagramPart.Box;
import cnnbook.models.DiagramPart.Branches;
import cnnbook.models.DiagramPart.Headed;
import cnnbook.models.DiagramPart.Repeat;
import cnnbook.models.DiagramPart.Stage;
import cnnbook.models.LayerRow.Type;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Finds in the graph of the layers what follows one another, what stands side by side, and what
 * repeats. Layers are numbered in the order in which they run, so everything passes a layer if no
 * connection leads from before it to behind it.
 */
final class DiagramTree {
  private final SummaryGraph graph;

  private DiagramTree(SummaryGraph graph) {
    this.graph = graph;
  }

  /** The parts from the image to the network's result. */
  static List<DiagramPart> of(SummaryGraph graph) {
    DiagramTree tree = new DiagramTree(graph);
    List<DiagramPart> parts = tree.sequence(tree.ancestors(), Trace.IMAGE, graph.rows().size());
    return tree.stages(parts);
  }

  /** The layers that the result depends on. */
  private SortedSet<Integer> ancestors() {
    SortedSet<Integer> found = new TreeSet<>();
    for (int node = graph.rows().size() - 1; node >= 0; node--) {
      if (found.contains(node) || row(node).path().equals(graph.last())) {
        found.add(node);
        found.addAll(graph.inputs().get(node));
      }
    }
    found.remove(Trace.IMAGE);
    return found;
  }

  private LayerRow row(int node) {
    return graph.rows().get(node);
  }

  /** Everything behind one layer and before another. */
  private List<DiagramPart> sequence(SortedSet<Integer> nodes, int from, int to) {
    Map<Integer, Integer> reach = reach(nodes, from, to);
    List<DiagramPart> parts = new ArrayList<>();
    SortedSet<Integer> between = new TreeSet<>();
    int previous = from;
    int farthest = reach.getOrDefault(from, from);
    for (int node : nodes) {
      if (farthest <= node) {
        addBranches(parts, between, previous, node);
        addLayer(parts, row(node));
        between.clear();
        previous = node;
      } else {
        between.add(node);
      }
      farthest = Math.max(farthest, reach.getOrDefault(node, node));
    }
    if (between.size() == nodes.size()) {
      // Too entangled to be drawn side by side: one below the other.
      between.forEach(node -> addLayer(parts, row(node)));
    } else {
      addBranches(parts, between, previous, to);
    }
    return parts;
  }

  /** For each layer the last one that takes its result. */
  private Map<Integer, Integer> reach(SortedSet<Integer> nodes, int from, int to) {
    Map<Integer, Integer> reach = new HashMap<>();
    for (int node : nodes) {
      for (int input : graph.inputs().get(node)) {
        if (input == from || nodes.contains(input)) {
          reach.put(input, node);
        }
      }
    }
    if (to < graph.rows().size()) {
      graph.inputs().get(to).stream().filter(nodes::contains).forEach(in -> reach.put(in, to));
    }
    return reach;
  }

  private void addBranches(List<DiagramPart> parts, SortedSet<Integer> inner, int from, int to) {
    if (inner.isEmpty()) {
      return;
    }
    List<List<DiagramPart>> branches = new ArrayList<>();
    for (SortedSet<Integer> branch : connected(inner)) {
      branches.add(repeated(sequence(branch, from, to)));
    }
    if (graph.inputs().get(to).contains(from)) {
      branches.add(List.of());
    }
    parts.add(new Branches(branches));
  }

  /** Groups of layers that no connection among them joins to others. */
  private List<SortedSet<Integer>> connected(SortedSet<Integer> nodes) {
    List<SortedSet<Integer>> groups = new ArrayList<>();
    for (int node : nodes) {
      SortedSet<Integer> merged = new TreeSet<>(List.of(node));
      List<Integer> inputs = graph.inputs().get(node);
      groups.removeIf(group -> inputs.stream().anyMatch(group::contains) && merged.addAll(group));
      groups.add(merged);
    }
    groups.sort((a, b) -> a.first() - b.first());
    return groups;
  }

  /** A layer without weights of its own shares the box of the one before it. */
  private void addLayer(List<DiagramPart> parts, LayerRow row) {
    boolean joins = row.type() == Type.ELEMENTWISE || row.type() == Type.NORMALIZATION;
    int last = parts.size() - 1;
    if (joins
        && last >= 0
        && parts.get(last) instanceof Box box
        && Objects.equals(stage(box.last()), stage(row))) {
      List<LayerRow> rows = new ArrayList<>(box.rows());
      rows.add(row);
      parts.set(last, new Box(rows));
    } else {
      parts.add(new Box(List.of(row)));
    }
  }

  /** Draws runs of equal parts together. A run ends in a join rather than begin with one. */
  private static List<DiagramPart> repeated(List<DiagramPart> parts) {
    List<String> signatures = parts.stream().map(DiagramPart::signature).toList();
    List<DiagramPart> result = new ArrayList<>();
    int i = 0;
    while (i < parts.size()) {
      int period = 1;
      int times = 1;
      int longest = parts.get(i).first().type() == Type.JOIN ? 0 : (parts.size() - i) / 2;
      for (int p = 1; p <= longest; p++) {
        int count = runs(signatures, i, p);
        if (count > 1 && count * p > times * period) {
          period = p;
          times = count;
        }
      }
      int end = i + times * period;
      result.add(times == 1 ? parts.get(i) : repeat(parts.subList(i, end), times));
      i = end;
    }
    return result;
  }

  private static Repeat repeat(List<DiagramPart> all, int times) {
    int period = all.size() / times;
    List<DiagramPart> last = List.copyOf(all.subList(all.size() - period, all.size()));
    return new Repeat(last, times, DiagramPart.parameters(all));
  }

  private static int runs(List<String> signatures, int start, int period) {
    int count = 1;
    int next = start + period;
    while (next + period <= signatures.size()
        && signatures
            .subList(start, start + period)
            .equals(signatures.subList(next, next + period))) {
      count++;
      next += period;
    }
    return count;
  }

  private List<DiagramPart> stages(List<DiagramPart> parts) {
    List<DiagramPart> result = new ArrayList<>();
    List<DiagramPart> run = new ArrayList<>();
    String open = null;
    for (DiagramPart part : withHeads(parts)) {
      String stage = stage(part.first());
      if (!Objects.equals(stage, open)) {
        close(open, run, result);
        open = stage;
      }
      run.add(part);
    }
    close(open, run, result);
    return result;
  }

  private static void close(String stage, List<DiagramPart> run, List<DiagramPart> result) {
    List<DiagramPart> body = repeated(run);
    boolean single = body.size() == 1 && body.get(0) instanceof Box;
    if (stage == null || single) {
      result.addAll(body);
    } else {
      result.add(new Stage(stage, body));
    }
    run.clear();
  }

  /** The block around a layer under whose name a picture puts it; null if it stands alone. */
  private String stage(LayerRow row) {
    String top = SummaryDepth.prefix(row.path(), 1);
    long inTop = graph.rows().stream().filter(r -> r.path().startsWith(top + ".")).count();
    boolean nearlyAll = 10 * inTop > 9 * graph.rows().size();
    String stage = nearlyAll ? SummaryDepth.prefix(row.path(), 2) : top;
    return graph.blocks().containsKey(stage) ? stage : null;
  }

  private List<DiagramPart> withHeads(List<DiagramPart> parts) {
    Map<Integer, String> heads = new LinkedHashMap<>();
    for (int node = 0; node < graph.rows().size(); node++) {
      if (row(node).trainingOnly()) {
        heads.putIfAbsent(
            graph.inputs().get(node).get(0), SummaryDepth.prefix(row(node).path(), 1));
      }
    }
    return parts.stream().map(part -> headed(part, heads)).collect(Collectors.toList());
  }

  private DiagramPart headed(DiagramPart part, Map<Integer, String> heads) {
    Optional<String> head =
        heads.entrySet().stream()
            .filter(entry -> entry.getKey() >= 0)
            .filter(entry -> part instanceof Box box && box.rows().contains(row(entry.getKey())))
            .map(Map.Entry::getValue)
            .findFirst();
    return head.map(name -> (DiagramPart) new Headed(part, name, cost(name))).orElse(part);
  }

  private SummaryTotals cost(String head) {
    return SummaryTotals.of(
        graph.rows().stream()
            .filter(row -> SummaryDepth.prefix(row.path(), 1).equals(head))
            .collect(Collectors.toList()));
  }
}
