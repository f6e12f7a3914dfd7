package cnnbook.models;

import ai.djl.nn.Block;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/** The path of the block that a {@link Flow} is in, and the names that it has given so far. */
final class FlowPath {
  private final Set<String> given = new HashSet<>();
  private String path = "";
  private Map<Block, String> names = new IdentityHashMap<>();

  /** Enters a block, does something, and leaves it again. */
  <T> T inside(String name, Block block, Supplier<T> what) {
    String outerPath = path;
    Map<Block, String> outerNames = names;
    path = Names.join(path, name);
    if (block instanceof Composite) {
      names = namesOf(((Composite) block).parts());
    }
    try {
      return what.get();
    } finally {
      path = outerPath;
      names = outerNames;
    }
  }

  private static Map<Block, String> namesOf(Map<String, Block> parts) {
    Map<Block, String> names = new IdentityHashMap<>();
    parts.forEach((name, part) -> names.put(part, name));
    return names;
  }

  /** The name of a part of the block that the flow is in. */
  String nameOf(Block part) {
    String name = names.get(part);
    return name == null ? part.getClass().getSimpleName() : name;
  }

  /** The path of the block that the flow is in. */
  String here() {
    return path;
  }

  /** The path of an operation of the block that the flow is in, {@code layer1.0.add}. */
  String of(String operation) {
    return unique(Names.join(path, operation));
  }

  /** The name itself, or with a number if it was given already. */
  String unique(String name) {
    String chosen = name;
    for (int i = 2; !given.add(chosen); i++) {
      chosen = name + i;
    }
    return chosen;
  }

  /** Whether a name was given. */
  boolean gave(String name) {
    return given.contains(name);
  }
}
