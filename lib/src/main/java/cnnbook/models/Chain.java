package cnnbook.models;

import ai.djl.nn.Block;
import java.util.List;
import java.util.Map;

/** Named layers one after the other, each on the result of the one before. */
public class Chain extends Composite {

  /** Layers {@code 0}, {@code 1}, … */
  public static Chain of(Block... layers) {
    Chain chain = new Chain();
    for (Block layer : layers) {
      chain.append(layer);
    }
    return chain;
  }

  /**
   * Appends a layer under the next number: {@code 0}, {@code 1}, …
   *
   * @return this chain
   */
  public Chain append(Block block) {
    return layer(String.valueOf(parts().size()), block);
  }

  /**
   * Appends a layer under its own name, the one that parameters and summaries carry.
   *
   * @return this chain
   */
  public Chain layer(String name, Block block) {
    child(name, block);
    return this;
  }

  /**
   * A layer by its name or, deeper down, its path: {@code layer1.0.conv2}.
   *
   * @throws IllegalArgumentException if there is none; the message lists those that are there
   */
  public Block layer(String path) {
    Block block = this;
    String walked = "";
    for (String name : path.split("\\.")) {
      Map<String, Block> parts = Names.children(block);
      if (!parts.containsKey(name)) {
        throw new IllegalArgumentException(
            "%s has no layer %s; it has %s"
                .formatted(walked.isEmpty() ? toText() : walked, name, parts.keySet()));
      }
      block = parts.get(name);
      walked = Names.join(walked, name);
    }
    return block;
  }

  /** The names of the layers, from the input to the output. */
  public List<String> layerNames() {
    return List.copyOf(parts().keySet());
  }

  @Override
  public <T> T flow(Flow<T> f, T x) {
    T y = x;
    for (Block layer : parts().values()) {
      y = f.run(layer, y);
    }
    return y;
  }

  /** How messages call it. */
  String toText() {
    return "the chain";
  }
}
