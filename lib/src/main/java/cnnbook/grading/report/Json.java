package cnnbook.grading.report;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;

/** How the files of grading are written. */
public final class Json {
  /** For people to read, too. */
  public static final Gson GSON =
      new GsonBuilder().setPrettyPrinting().disableHtmlEscaping().create();

  private Json() {}

  /** As the content of a file. */
  public static String text(Object value) {
    return GSON.toJson(value) + "\n";
  }
}
