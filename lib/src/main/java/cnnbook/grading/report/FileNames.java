package cnnbook.grading.report;

import java.nio.charset.StandardCharsets;
import org.apache.commons.codec.digest.DigestUtils;

/** Names of files for any text that somebody else wrote. */
public final class FileNames {
  private static final int NAME = 60;
  private static final int MARK = 8;

  private FileNames() {}

  /** Readable, and never the same for two texts. */
  public static String unique(String text) {
    String plain = text.replaceAll("[^\\p{L}\\p{N}_-]+", "_");
    String mark = DigestUtils.sha256Hex(text.getBytes(StandardCharsets.UTF_8)).substring(0, MARK);
    return plain.substring(0, Math.min(NAME, plain.length())) + "-" + mark;
  }

  /** The text itself where that is a harmless name, else {@link #unique}. */
  static String readable(String text) {
    boolean plain = text.matches("[\\p{L}\\p{N}_][\\p{L}\\p{N}_.@ -]{0,59}(?<![. ])");
    boolean looksUnique = text.matches(".*-[0-9a-f]{" + MARK + "}");
    return plain && !looksUnique ? text : unique(text);
  }
}
