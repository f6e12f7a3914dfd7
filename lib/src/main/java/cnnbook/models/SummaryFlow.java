package cnnbook.models;

import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.nn.ParallelBlock;
import ai.djl.nn.SequentialBlock;
import cnnbook.geometry.LayerCost;
import cnnbook.models.LayerRow.Type;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BinaryOperator;
import java.util.stream.Collectors;

/** Writes down each layer that a value passes. Nothing is computed and no weight is drawn. */
final class SummaryFlow implements Flow<Trace> {
  private final boolean training;
  private final ShapeFlow shapes = new ShapeFlow(new Chain());
  private final List<LayerRow> rows = new ArrayList<>();
  private final List<List<Integer>> inputs = new ArrayList<>();
  private final Map<String, String> blocks = new LinkedHashMap<>();
  private final FlowPath place = new FlowPath();
  private final Set<Block> counted = Collections.newSetFromMap(new IdentityHashMap<>());

  private SummaryFlow(boolean training) {
    this.training = training;
  }

  /** What was written down of a block that gets an input of this shape. */
  static SummaryGraph of(Block root, Shape input) {
    SummaryFlow inference = new SummaryFlow(false);
    Trace result = inference.start(root, input);
    SummaryFlow both = new SummaryFlow(true);
    both.start(root, input);
    // A head stands between other layers: the main path is known by its names.
    String last = result.node() < 0 ? "" : inference.rows.get(result.node()).path();
    List<LayerRow> marked =
        both.rows.stream()
            .map(row -> inference.place.gave(row.path()) ? row : onlyInTraining(row))
            .collect(Collectors.toList());
    return new SummaryGraph(marked, both.inputs, both.blocks, last);
  }

  private Trace start(Block root, Shape input) {
    Optional<Sight> sight =
        input.dimension() == 4 ? Optional.of(Sight.of(input)) : Optional.empty();
    boolean container = !root.getChildren().isEmpty();
    String name = container ? "" : root.getClass().getSimpleName();
    return inside(name, root, new Trace(input, sight, Trace.IMAGE));
  }

  @Override
  public Trace run(Block block, Trace x) {
    return inside(place.nameOf(block), block, x);
  }

  private Trace inside(String name, Block block, Trace x) {
    return place.inside(name, block, () -> through(block, x));
  }

  private Trace through(Block block, Trace x) {
    if (block instanceof Composite) {
      List<Block> parts = List.copyOf(((Composite) block).parts().values());
      blocks.put(place.here(), title(block, parts));
      return ((Composite) block).flow(this, x);
    }
    if (block instanceof SequentialBlock || block instanceof ParallelBlock) {
      return foreign(block, x);
    }
    return leaf(block, x);
  }

  /** DJL's own containers; their children are numbered. */
  private Trace foreign(Block block, Trace x) {
    List<Block> children = block.getChildren().values();
    blocks.put(place.here(), title(block, children));
    boolean parallel = block instanceof ParallelBlock;
    List<Trace> results = new ArrayList<>();
    Trace y = x;
    for (int i = 0; i < children.size(); i++) {
      y = inside(String.valueOf(i), children.get(i), parallel ? x : y);
      results.add(y);
    }
    return parallel ? join("join", "join", results, ShapeFlow.output(block, x.shape())) : y;
  }

  private static String title(Block block, List<Block> children) {
    List<String> kinds =
        children.stream()
            .map(child -> child.getClass().getSimpleName())
            .distinct()
            .collect(Collectors.toList());
    boolean container = block instanceof Chain || block instanceof SequentialBlock;
    if (!container) {
      return block.getClass().getSimpleName();
    }
    return kinds.size() == 1 && children.size() > 1
        ? children.size() + " × " + kinds.get(0)
        : children.size() + (children.size() == 1 ? " layer" : " layers");
  }

  private Trace leaf(Block layer, Trace x) {
    Shape out = ShapeFlow.output(layer, x.shape());
    LayerCost cost = LayerKind.cost(layer, x.shape(), out);
    boolean first = counted.add(layer);
    boolean view = out.dimension() != x.shape().dimension() && out.size() == x.shape().size();
    LayerCost counted =
        new LayerCost(first ? cost.parameters() : 0, cost.macs(), view ? 0 : cost.activations());
    long buffers = first ? LayerKind.buffers(layer, x.shape()) : 0;
    return note(
        place.unique(place.here()),
        LayerKind.type(layer),
        LayerKind.describe(layer, out),
        counted,
        buffers,
        List.of(x),
        new Trace(out, sight(layer, x, out), rows.size()));
  }

  private static Optional<Sight> sight(Block layer, Trace x, Shape out) {
    if (LayerKind.type(layer) == Type.DENSE) {
      return x.sight().map(Sight::whole);
    }
    if (LayerKind.window(layer, x.shape()).isPresent()) {
      return x.sight().map(sight -> sight.through(LayerKind.window(layer, x.shape()).get()));
    }
    // A layer without a window passes what it gets, unless it makes the map smaller unexplained.
    return out.size() == x.shape().size() ? x.sight() : Optional.empty();
  }

  private Trace note(
      String name,
      Type type,
      String kind,
      LayerCost cost,
      long buffers,
      List<Trace> from,
      Trace result) {
    rows.add(
        new LayerRow(
            name,
            type,
            kind,
            result.shape(),
            cost.parameters(),
            buffers,
            cost.macs(),
            cost.activationBytes() * result.shape().get(0),
            result.sight().map(Sight::rows),
            result.sight().map(Sight::columns),
            false));
    inputs.add(from.stream().map(Trace::node).distinct().collect(Collectors.toList()));
    return result;
  }

  private Trace join(String name, String kind, List<Trace> parts, Shape shape) {
    BinaryOperator<Optional<Sight>> meet = (a, b) -> a.flatMap(p -> b.map(p::join));
    Optional<Sight> sight = parts.stream().map(Trace::sight).reduce(meet).orElseThrow();
    return operation(name, Type.JOIN, kind, parts, new Trace(shape, sight, rows.size()));
  }

  private Trace operation(String name, Type type, String kind, List<Trace> from, Trace result) {
    LayerCost cost = new LayerCost(0, 0, result.shape().size() / result.shape().get(0));
    return note(place.of(name), type, kind, cost, 0, from, result);
  }

  @Override
  public Trace relu(Trace x) {
    Trace result = new Trace(x.shape(), x.sight(), rows.size());
    return operation("relu", Type.ELEMENTWISE, "ReLU", List.of(x), result);
  }

  @Override
  public Trace add(Trace a, Trace b) {
    return join("add", "+", List.of(a, b), shapes.add(a.shape(), b.shape()));
  }

  @Override
  public Trace concat(List<Trace> parts) {
    List<Shape> all = parts.stream().map(Trace::shape).collect(Collectors.toList());
    return join("concat", "concat", parts, shapes.concat(all));
  }

  @Override
  public Trace gate(Trace x, Trace gates) {
    return join("gate", "× gate", List.of(x, gates), shapes.gate(x.shape(), gates.shape()));
  }

  @Override
  public void side(Trace output) {
    // Its layers are written down already.
  }

  @Override
  public boolean training() {
    return training;
  }

  private static LayerRow onlyInTraining(LayerRow row) {
    return new LayerRow(
        row.path(),
        row.type(),
        row.kind(),
        row.output(),
        row.parameters(),
        row.buffers(),
        row.macs(),
        row.activationBytes(),
        row.rows(),
        row.columns(),
        true);
  }
}
