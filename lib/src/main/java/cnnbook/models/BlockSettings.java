package cnnbook.models;

import ai.djl.ndarray.types.Shape;
import ai.djl.nn.AbstractBaseBlock;
import ai.djl.nn.AbstractBlock;
import ai.djl.nn.Block;
import ai.djl.nn.SymbolBlock;
import ai.djl.util.Pair;
import cnnbook.geometry.Window;
import java.lang.reflect.Array;
import java.lang.reflect.Field;
import java.lang.reflect.InaccessibleObjectException;
import java.lang.reflect.Modifier;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.zip.CRC32C;

/**
 * What distinguishes two networks whose parameters have the same names and shapes: the kinds of
 * their layers, their settings and how they are connected. A network that is built again in the
 * same way has the same settings, in another run and on another engine too.
 *
 * <p>What a function computes cannot be seen: of a layer that is one, such as DJL's {@code
 * LambdaBlock}, only its name and the numbers that it was made with count.
 */
public final class BlockSettings {
  /** Kept for the first input that came, whatever the layer does to it. */
  private static final Set<String> INPUTS = Set.of("inputShape", "inputShapes");

  /** Where DJL's own begins, which is known from the parameters and the children. */
  private static final Set<Class<?>> BASES =
      Set.of(AbstractBlock.class, AbstractBaseBlock.class, Object.class);

  private BlockSettings() {}

  /**
   * A text for each block under {@code layer} and its path, for the network itself under {@code
   * network}; and a digest of the connections, where they are known.
   *
   * @param root any block with initialised parameters
   * @param input shape of what it gets, (N, C, H, W)
   */
  public static Map<String, String> of(Block root, Shape input) {
    Map<String, String> settings = new LinkedHashMap<>();
    Names.tree(root)
        .forEach(
            (path, block) ->
                settings.put(path.isEmpty() ? "network" : "layer " + path, text(block)));
    settings.put("connections", connections(root, input));
    return settings;
  }

  private static String text(Block block) {
    if (block instanceof Step) {
      return ((Step) block).kind();
    }
    Map<String, String> settings = new TreeMap<>();
    // The engine's own blocks hold nothing but addresses of memory.
    if (!(block instanceof SymbolBlock)) {
      read(block, "", settings);
    }
    List<String> frozen =
        block.getDirectParameters().stream()
            .filter(entry -> !entry.getValue().requiresGradient())
            .filter(entry -> !LayerKind.isBuffer(entry.getValue()))
            .map(Pair::getKey)
            .toList();
    if (!frozen.isEmpty()) {
      settings.put("frozen", String.join(" ", frozen));
    }
    return block.getClass().getSimpleName()
        + settings.entrySet().stream()
            .map(Object::toString)
            .collect(Collectors.joining(", ", "[", "]"));
  }

  /** All fields that hold plain values; sorted by name, as the JVM gives them in no order. */
  private static void read(Object object, String prefix, Map<String, String> settings) {
    for (Class<?> type = object.getClass(); !BASES.contains(type); type = type.getSuperclass()) {
      for (Field field : type.getDeclaredFields()) {
        if (!Modifier.isStatic(field.getModifiers()) && !INPUTS.contains(field.getName())) {
          put(prefix + field.getName(), value(object, field), settings);
        }
      }
    }
  }

  private static void put(String name, Object value, Map<String, String> settings) {
    if (value == null) {
      return;
    }
    if (isPlain(value)) {
      settings.put(name, value.toString());
    } else if (value.getClass().isArray()) {
      for (int i = 0; i < Array.getLength(value); i++) {
        put("%s[%d]".formatted(name, i), Array.get(value, i), settings);
      }
    } else if (value.getClass().isHidden()) {
      // A lambda expression: its fields are what it has caught.
      read(value, name + ".", settings);
    }
  }

  private static boolean isPlain(Object value) {
    return value instanceof Number
        || value instanceof Boolean
        || value instanceof Character
        || value instanceof String
        || value instanceof Enum
        || value instanceof Shape
        || value instanceof Window;
  }

  private static Object value(Object object, Field field) {
    try {
      field.setAccessible(true);
      return field.get(object);
    } catch (IllegalAccessException | InaccessibleObjectException e) {
      // In a module of its own, which hides it.
      return null;
    }
  }

  private static String connections(Block root, Shape input) {
    SummaryGraph graph;
    try {
      graph = SummaryFlow.of(root, input);
    } catch (RuntimeException e) {
      // A block of somebody else's that tells no shapes.
      return "unknown";
    }
    StringBuilder text = new StringBuilder(graph.last());
    for (int i = 0; i < graph.rows().size(); i++) {
      LayerRow row = graph.rows().get(i);
      text.append('\n')
          .append(row.path())
          .append(' ')
          .append(row.kind())
          .append(row.trainingOnly())
          .append(graph.inputs().get(i));
    }
    CRC32C sum = new CRC32C();
    sum.update(text.toString().getBytes(StandardCharsets.UTF_8));
    return "%08x".formatted(sum.getValue());
  }
}
