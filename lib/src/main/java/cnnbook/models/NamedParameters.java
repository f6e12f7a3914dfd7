package cnnbook.models;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.nn.Block;
import ai.djl.nn.Parameter;
import java.util.LinkedHashMap;
import java.util.Map;

/** The parameters of a block by names that do not change from run to run, unlike DJL's ids. */
public final class NamedParameters {
  private static final NDIndex EVERYTHING = new NDIndex("...");

  private NamedParameters() {}

  /**
   * Every parameter under the path of its block and its own name, from the input to the output:
   * {@code conv1.weight}, {@code layer1.0.bn1.gamma}.
   *
   * @param root any block; its parameters need not have values yet
   */
  public static Map<String, Parameter> of(Block root) {
    Map<String, Parameter> all = new LinkedHashMap<>();
    Names.tree(root)
        .forEach(
            (path, block) ->
                block
                    .getDirectParameters()
                    .forEach(entry -> all.put(Names.join(path, entry.getKey()), entry.getValue())));
    return all;
  }

  /**
   * Gives an array the numbers of another one. Not by DJL's {@code copyTo} and {@code set}: on
   * PyTorch these lay the array into Java's memory, where sums may round differently than in the
   * engine's own.
   *
   * @param value of the same shape and type; may be on another device
   */
  public static void assign(NDArray to, NDArray value) {
    if (!to.getManager().getEngine().getEngineName().equals("PyTorch")) {
      to.set(EVERYTHING, value);
      return;
    }
    // PyTorch changes nothing in place that wants a gradient; this is the same memory without one.
    try (NDArray memory = to.stopGradient()) {
      memory.set(EVERYTHING, value);
    }
  }
}
