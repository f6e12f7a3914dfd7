package cnnbook.models;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import com.google.gson.JsonElement;
import com.google.gson.JsonParser;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Files of the format safetensors. DJL reads the arrays, all or none; the types of their numbers
 * are looked at before, because bfloat16 ends the process in its native code.
 */
final class SafeTensors {
  private static final Set<String> FLOATING = Set.of("F16", "F32", "F64");

  private SafeTensors() {}

  /** All arrays by name, but for those that {@code ignored} accepts. */
  static Map<String, Stored> read(Path file, NDManager manager, Predicate<String> ignored)
      throws IOException {
    Map<String, String> types = types(file);
    types.keySet().removeIf(ignored);
    if (!FLOATING.containsAll(types.values())) {
      return types.entrySet().stream()
          .collect(Collectors.toMap(Map.Entry::getKey, entry -> unread(entry.getValue())));
    }
    Map<String, Stored> arrays = new LinkedHashMap<>();
    try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
      for (NDArray array : NDList.decode(manager, in)) {
        if (types.containsKey(array.getName())) {
          arrays.put(array.getName(), Stored.of(array));
        }
      }
    }
    return arrays;
  }

  private static Stored unread(String type) {
    return Stored.unusable(
        FLOATING.contains(type)
            ? "could not be read because of the others"
            : "holds numbers of type %s, not F16, F32 or F64".formatted(type));
  }

  /** The type of each array's numbers. */
  private static Map<String, String> types(Path file) throws IOException {
    try (DataInputStream in = new DataInputStream(Files.newInputStream(file))) {
      long length = Long.reverseBytes(in.readLong());
      byte[] header = in.readNBytes((int) Math.min(length, Files.size(file)));
      Map<String, String> types = new LinkedHashMap<>();
      for (Map.Entry<String, JsonElement> entry :
          JsonParser.parseString(new String(header, StandardCharsets.UTF_8))
              .getAsJsonObject()
              .entrySet()) {
        if (!entry.getKey().equals("__metadata__")) {
          types.put(entry.getKey(), entry.getValue().getAsJsonObject().get("dtype").getAsString());
        }
      }
      return types;
    }
  }
}
