package cnnbook.models;

import ai.djl.nn.Block;
import ai.djl.nn.BlockList;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** The names of blocks within blocks, without the numbers that DJL puts before them. */
final class Names {
  private Names() {}

  /**
   * The children of any block by their own names. One that has none, as in DJL's {@code
   * SequentialBlock}, goes by its index, as in PyTorch's {@code nn.Sequential}.
   */
  static Map<String, Block> children(Block block) {
    Map<String, Block> children = new LinkedHashMap<>();
    BlockList list = block.getChildren();
    for (int i = 0; i < list.size(); i++) {
      String number = String.format(Locale.ROOT, "%02d", i + 1);
      String key = list.keyAt(i);
      String name = key.startsWith(number) ? key.substring(number.length()) : key;
      boolean nameless = name.equals(list.valueAt(i).getClass().getSimpleName());
      children.put(nameless ? String.valueOf(i) : name, list.valueAt(i));
    }
    return children;
  }

  /** Everything in a block by its path, itself under the empty one: {@code layer1.0.conv2}. */
  static Map<String, Block> tree(Block root) {
    Map<String, Block> tree = new LinkedHashMap<>();
    grow("", root, tree);
    return tree;
  }

  private static void grow(String path, Block block, Map<String, Block> tree) {
    tree.put(path, block);
    children(block).forEach((name, child) -> grow(join(path, name), child, tree));
  }

  static String join(String path, String name) {
    return path.isEmpty() ? name : path + "." + name;
  }

  /** The path of a part. */
  static String path(Block root, Block part) {
    return tree(root).entrySet().stream()
        .filter(entry -> entry.getValue() == part)
        .map(Map.Entry::getKey)
        .findFirst()
        .orElse(part.getClass().getSimpleName());
  }
}
