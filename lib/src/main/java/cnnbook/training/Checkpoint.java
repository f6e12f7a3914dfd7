package cnnbook.training;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * Everything that a training needs to go on as if it had never stopped. The file is an {@code .npz}
 * of arrays; one of them, {@value #META}, holds the rest as JSON.
 *
 * @param settings what must be the same for the training to go on: data, batch, seed, …
 * @param rows the epochs so far
 * @param step batches learned from so far
 * @param arrays weights and the optimizer's state by name
 */
record Checkpoint(
    Map<String, String> settings, List<History.Row> rows, long step, Map<String, NDArray> arrays) {
  private static final String META = "cnnbook";
  private static final int FORMAT = 2;

  /** So many differences are told; a network has many layers. */
  private static final int TOLD = 5;

  private static final Gson JSON = new GsonBuilder().serializeSpecialFloatingPointValues().create();

  /** What the JSON holds. */
  private record Meta(
      int format, Map<String, String> settings, List<History.Row> rows, long step) {}

  /** Thrown where a file is no checkpoint, is damaged, or belongs to another training. */
  static final class Unusable extends Exception {
    private static final long serialVersionUID = 1;

    private final boolean foreign;

    private Unusable(String reason, boolean foreign) {
      super(reason);
      this.foreign = foreign;
    }

    /** A whole checkpoint, of other settings. */
    static Unusable foreign(String differences) {
      return new Unusable("it belongs to another training: " + differences, true);
    }

    /** Not what was written once. */
    static Unusable damaged(String reason) {
      return new Unusable("it is damaged: " + reason, false);
    }

    /** Whether the file is worth keeping. */
    boolean isForeign() {
      return foreign;
    }
  }

  /** The last finished epoch; 0 if none is. */
  int epoch() {
    return rows.isEmpty() ? 0 : rows.get(rows.size() - 1).epoch();
  }

  /** Writes the file, {@link Seal sealed}. */
  void write(OutputStream out) throws IOException {
    try (NDManager scope = NDManager.newBaseManager()) {
      byte[] json =
          JSON.toJson(new Meta(FORMAT, settings, rows, step)).getBytes(StandardCharsets.UTF_8);
      NDArray meta = scope.create(ByteBuffer.wrap(json), new Shape(json.length), DataType.UINT8);
      meta.setName(META);
      NDList all = new NDList(meta);
      arrays.forEach(
          (name, array) -> {
            NDArray copy = array.stopGradient();
            copy.attach(scope);
            copy.setName(name);
            all.add(copy);
          });
      Seal seal = new Seal(out);
      all.encode(seal, NDList.Encoding.NPZ);
      seal.finish();
    }
  }

  /**
   * Reads a file.
   *
   * @param manager owns the arrays
   * @throws Unusable if it is not whole to the last bit
   */
  static Checkpoint read(NDManager manager, Path file) throws Unusable {
    Map<String, NDArray> arrays = new LinkedHashMap<>();
    try {
      Seal.require(file);
      try (InputStream in = Files.newInputStream(file)) {
        for (NDArray array : NDList.decode(manager, in)) {
          arrays.put(array.getName(), array);
        }
      }
    } catch (IOException | RuntimeException e) {
      throw Unusable.damaged("it cannot be read (" + e + ")");
    }
    NDArray meta = arrays.remove(META);
    if (meta == null) {
      throw Unusable.damaged("it has no description");
    }
    return of(meta, arrays);
  }

  private static Checkpoint of(NDArray json, Map<String, NDArray> arrays) throws Unusable {
    Meta meta;
    try (json) {
      byte[] bytes = new byte[Math.toIntExact(json.size())];
      json.toByteBuffer().get(bytes);
      meta = JSON.fromJson(new String(bytes, StandardCharsets.UTF_8), Meta.class);
    } catch (RuntimeException e) {
      throw Unusable.damaged("its description cannot be read (" + e.getMessage() + ")");
    }
    if (meta == null || meta.settings() == null || meta.rows() == null || meta.rows().isEmpty()) {
      throw Unusable.damaged("its description has no settings or no epochs");
    }
    if (meta.format() != FORMAT) {
      throw Unusable.damaged("its format is %d, not %d".formatted(meta.format(), FORMAT));
    }
    return new Checkpoint(meta.settings(), meta.rows(), meta.step(), arrays);
  }

  /**
   * What keeps a training from going on here.
   *
   * @param wanted its own settings
   * @param needed the arrays that it needs
   * @param known all arrays that it has use for, those that it needs among them
   * @throws Unusable naming what differs
   */
  void requireFits(Map<String, String> wanted, Map<String, Shape> needed, Map<String, Shape> known)
      throws Unusable {
    Set<String> keys = new LinkedHashSet<>(wanted.keySet());
    keys.addAll(settings.keySet());
    requireNone(
        keys.stream()
            .filter(key -> !Objects.equals(wanted.get(key), settings.get(key)))
            .map(
                key ->
                    "%s was %s and is %s"
                        .formatted(
                            key,
                            settings.getOrDefault(key, "not there"),
                            wanted.getOrDefault(key, "not there")))
            .toList());
    Set<String> names = new LinkedHashSet<>(needed.keySet());
    names.addAll(arrays.keySet());
    requireNone(
        names.stream()
            .filter(name -> !arrays.containsKey(name) || !shape(name).equals(known.get(name)))
            .map(
                name ->
                    "%s is %s there and %s here"
                        .formatted(
                            name,
                            arrays.containsKey(name) ? shape(name) : "missing",
                            known.containsKey(name) ? known.get(name) : "missing"))
            .toList());
  }

  private Shape shape(String name) {
    return arrays.get(name).getShape();
  }

  private static void requireNone(List<String> differences) throws Unusable {
    int all = differences.size();
    if (all > 0) {
      String more = all > TOLD ? "; and %d more".formatted(all - TOLD) : "";
      throw Unusable.foreign(String.join("; ", differences.subList(0, Math.min(TOLD, all))) + more);
    }
  }
}
