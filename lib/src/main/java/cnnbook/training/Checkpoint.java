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
import java.util.List;
import java.util.Map;

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
  private static final int FORMAT = 1;

  /** How the refusal of a checkpoint begins that is whole, but of other settings. */
  static final String ANOTHER = "it belongs to another training: ";

  private static final Gson JSON = new GsonBuilder().serializeSpecialFloatingPointValues().create();

  /** What the JSON holds. */
  private record Meta(
      int format, Map<String, String> settings, List<History.Row> rows, long step) {}

  /** Thrown where a file is no checkpoint, or is damaged. */
  static final class Unusable extends Exception {
    private static final long serialVersionUID = 1;

    Unusable(String reason) {
      super(reason);
    }
  }

  /** The last finished epoch; 0 if none is. */
  int epoch() {
    return rows.isEmpty() ? 0 : rows.get(rows.size() - 1).epoch();
  }

  /** Writes the file. */
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
      all.encode(out, NDList.Encoding.NPZ);
    }
  }

  /**
   * Reads a file.
   *
   * @param manager owns the arrays
   * @throws Unusable if it is no checkpoint, or not whole
   */
  static Checkpoint read(NDManager manager, Path file) throws Unusable {
    Map<String, NDArray> arrays = new LinkedHashMap<>();
    try (InputStream in = Files.newInputStream(file)) {
      for (NDArray array : NDList.decode(manager, in)) {
        arrays.put(array.getName(), array);
      }
    } catch (IOException | RuntimeException e) {
      throw new Unusable("it cannot be read (" + e.getMessage() + ")");
    }
    NDArray meta = arrays.remove(META);
    if (meta == null) {
      throw new Unusable("it is no checkpoint of this book");
    }
    return of(meta, arrays);
  }

  private static Checkpoint of(NDArray json, Map<String, NDArray> arrays) throws Unusable {
    try (json) {
      byte[] bytes = new byte[Math.toIntExact(json.size())];
      json.toByteBuffer().get(bytes);
      Meta meta = JSON.fromJson(new String(bytes, StandardCharsets.UTF_8), Meta.class);
      if (meta.format() != FORMAT) {
        throw new Unusable("its format is %d, not %d".formatted(meta.format(), FORMAT));
      }
      return new Checkpoint(meta.settings(), meta.rows(), meta.step(), arrays);
    } catch (RuntimeException e) {
      throw new Unusable("its description cannot be read (" + e.getMessage() + ")");
    }
  }

  /**
   * What keeps a training from going on here.
   *
   * @param wanted its own settings
   * @param shapes the arrays that it needs
   * @throws Unusable naming everything that differs
   */
  void requireFits(Map<String, String> wanted, Map<String, Shape> shapes) throws Unusable {
    List<String> differences =
        wanted.entrySet().stream()
            .filter(entry -> !entry.getValue().equals(settings.get(entry.getKey())))
            .map(
                entry ->
                    "%s was %s and is %s"
                        .formatted(entry.getKey(), settings.get(entry.getKey()), entry.getValue()))
            .toList();
    if (!differences.isEmpty()) {
      throw new Unusable(ANOTHER + String.join("; ", differences));
    }
    for (Map.Entry<String, Shape> need : shapes.entrySet()) {
      NDArray array = arrays.get(need.getKey());
      if (array == null || !array.getShape().equals(need.getValue())) {
        throw new Unusable(
            "%s%s is %s there and %s here"
                .formatted(
                    ANOTHER,
                    need.getKey(),
                    array == null ? "missing" : array.getShape(),
                    need.getValue()));
      }
    }
  }
}
