package cnnbook.notebook;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.stream.JsonWriter;
import java.io.StringWriter;

/**
 * The one form in which notebooks are committed, so that a change shows as what it is: keys sorted,
 * indented by one space, a source as one string for each line, a newline at the end.
 */
public final class CanonicalJson {
  private static final Gson GSON =
      new GsonBuilder().serializeNulls().disableHtmlEscaping().create();

  private CanonicalJson() {}

  /** A notebook as text. */
  public static String of(JsonObject notebook) {
    StringWriter text = new StringWriter();
    JsonWriter writer = new JsonWriter(text);
    writer.setIndent(" ");
    GSON.toJson(sorted(notebook), writer);
    return text + "\n";
  }

  private static JsonElement sorted(JsonElement element) {
    if (element instanceof JsonArray array) {
      JsonArray copy = new JsonArray();
      array.forEach(item -> copy.add(sorted(item)));
      return copy;
    }
    if (element instanceof JsonObject object) {
      JsonObject copy = new JsonObject();
      object.keySet().stream().sorted().forEach(key -> copy.add(key, value(key, object.get(key))));
      return copy;
    }
    return element;
  }

  private static JsonElement value(String key, JsonElement value) {
    return key.equals("source") ? lines(Notebook.text(value)) : sorted(value);
  }

  private static JsonArray lines(String source) {
    JsonArray lines = new JsonArray();
    for (String line : source.split("(?<=\n)")) {
      lines.add(line);
    }
    return lines;
  }
}
