package cnnbook.models;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.AbstractBlock;
import ai.djl.nn.Block;
import ai.djl.training.ParameterStore;
import ai.djl.util.PairList;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A block made of named blocks, from one array to one array. A subclass creates its {@link #child
 * children} and says in {@link #flow} how they are connected; shapes, initialisation, forward pass
 * and summary follow from that.
 *
 * <p>A child's name is the one that its parameters have in PyTorch's {@code state_dict}: {@code
 * conv1}, {@code downsample}, {@code 0}.
 */
public abstract class Composite extends AbstractBlock {
  private final Map<String, Block> named = new LinkedHashMap<>();
  private Watcher watcher;

  /**
   * Adds a part.
   *
   * @param name its name, unique within this block
   * @return the part itself
   */
  protected final <B extends Block> B child(String name, B block) {
    if (named.putIfAbsent(name, block) != null) {
      throw new IllegalArgumentException("there is a part called " + name + " already");
    }
    return addChildBlock(name, block);
  }

  /** How the parts are connected. */
  public abstract <T> T flow(Flow<T> f, T x);

  /** The parts by name, in the order in which they were added. */
  public final Map<String, Block> parts() {
    return Collections.unmodifiableMap(named);
  }

  /**
   * Has somebody see what each layer makes, from the next forward pass of this block on. Passes of
   * a block around this one are not seen.
   *
   * @param observer null: nobody any more
   * @throws IllegalStateException if somebody does already
   */
  public final void watch(Watcher observer) {
    if (observer != null && watcher != null) {
      throw new IllegalStateException(
          "somebody watches this block already: one recorder or probe at a time");
    }
    watcher = observer;
  }

  /**
   * The shape of the result.
   *
   * @param inputs one shape (N, C, H, W)
   * @throws IllegalArgumentException if a part does not take what it would get; the message names
   *     the part
   */
  @Override
  public Shape[] getOutputShapes(Shape[] inputs) {
    return new Shape[] {new ShapeFlow(this).shapeAfter(inputs[0])};
  }

  @Override
  protected void initializeChildBlocks(NDManager manager, DataType type, Shape... inputs) {
    new ShapeFlow(this, leaf -> shape -> leaf.initialize(manager, type, shape))
        .shapeAfter(inputs[0]);
  }

  /** The result; in training, the {@link Flow#side side} results stand behind it. */
  @Override
  protected NDList forwardInternal(
      ParameterStore store, NDList inputs, boolean training, PairList<String, Object> parameters) {
    List<NDArray> sides = new ArrayList<>();
    NDArray main = forward(new ArrayFlow(store, training, sides), inputs.singletonOrThrow());
    NDList results = new NDList(main);
    results.addAll(sides);
    return results;
  }

  private NDArray forward(ArrayFlow arrays, NDArray x) {
    if (watcher == null) {
      return flow(arrays, x);
    }
    Watcher observer = watcher;
    return new NamedFlow<>(arrays, (path, block, from, result) -> observer.after(path, result))
        .through(this, x);
  }
}
