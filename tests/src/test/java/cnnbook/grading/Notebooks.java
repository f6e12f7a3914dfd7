package cnnbook.grading;

import com.google.gson.Gson;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Notebooks as students hand them in. */
final class Notebooks {
  private Notebooks() {}

  /** JSON of a notebook with these code cells. */
  static String json(String... cells) {
    List<Map<String, Object>> all =
        Stream.of(cells)
            .map(
                source ->
                    Map.<String, Object>of(
                        "cell_type", "code", "metadata", Map.of(), "source", source))
            .toList();
    return new Gson()
        .toJson(Map.of("cells", all, "metadata", Map.of(), "nbformat", 4, "nbformat_minor", 5));
  }

  /** A submission with these code cells. */
  static Submission submission(String... cells) {
    List<Submission.Cell> all =
        java.util.stream.IntStream.range(0, cells.length)
            .mapToObj(i -> new Submission.Cell("cell " + (i + 1), cells[i]))
            .toList();
    return new Submission("ada", "02-cross-correlation", all, null, List.of());
  }
}
