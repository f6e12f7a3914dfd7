package cnnbook.notebook;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * A cell with nbgrader's metadata, schema 3 (nbgrader.readthedocs.io, "nbgrader metadata").
 *
 * @param json the whole cell; its metadata has an entry {@code nbgrader}
 */
record NbgraderCell(JsonObject json) {
  static final int SCHEMA = 3;

  /** Whether nbgrader knows of a cell. */
  static boolean is(JsonObject cell) {
    return cell.has("metadata") && cell.getAsJsonObject("metadata").has("nbgrader");
  }

  private JsonObject metadata() {
    return json.getAsJsonObject("metadata").getAsJsonObject("nbgrader");
  }

  String id() {
    JsonElement id = metadata().get("grade_id");
    return id == null ? "" : id.getAsString();
  }

  String source() {
    return Notebook.text(json.get("source"));
  }

  String type() {
    return json.get("cell_type").getAsString();
  }

  int schema() {
    JsonElement schema = metadata().get("schema_version");
    return schema == null ? 0 : schema.getAsInt();
  }

  /** Whether it earns points. */
  boolean grade() {
    return flag("grade");
  }

  /** Whether the student writes it. */
  boolean solution() {
    return flag("solution");
  }

  /** Whether nbgrader puts it back as it was before it marks. */
  boolean locked() {
    return !solution() && (grade() || flag("locked"));
  }

  private boolean flag(String name) {
    JsonElement flag = metadata().get(name);
    return flag != null && flag.getAsBoolean();
  }

  /** 0 if it says none. */
  double points() {
    JsonElement points = metadata().get("points");
    return points == null ? 0 : points.getAsDouble();
  }

  /** Writes down what nbgrader itself would, so that it sees later what was changed. */
  void seal() {
    metadata().addProperty("cell_type", type());
    metadata().addProperty("checksum", checksum());
  }

  /** As nbgrader computes it, where Python writes True, False and 6.0. */
  String checksum() {
    StringBuilder text = new StringBuilder(source()).append(type());
    for (boolean flag : new boolean[] {grade(), solution(), locked()}) {
      text.append(flag ? "True" : "False");
    }
    text.append(id());
    if (grade()) {
      text.append(points());
    }
    return md5(text.toString());
  }

  private static String md5(String text) {
    try {
      byte[] digest =
          MessageDigest.getInstance("MD5").digest(text.getBytes(StandardCharsets.UTF_8));
      return String.format("%032x", new BigInteger(1, digest));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
