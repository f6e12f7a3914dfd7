package cnnbook.viz;

import com.google.gson.Gson;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Puts together a visual's fragment: the static part, and one script that takes its place. */
final class VisualHtml {
  /** Gson writes {@code <}, {@code >}, {@code &} and the line ends U+2028, U+2029 as escapes. */
  private static final Gson JSON = new Gson();

  private VisualHtml() {}

  /**
   * The fragment.
   *
   * <p>The script is one function that leaves no name behind. It finds its place by the hash of its
   * own text, because front ends run scripts in different places of the page: of two equal visuals
   * either script may serve either place.
   *
   * @throws IllegalArgumentException if it has more bytes than {@link Visual#LARGEST}
   */
  static String of(String title, List<String> scripts, String json, String fallback) {
    String code =
        Stream.concat(Stream.of("visual", "numerals", "grids"), scripts.stream())
            .map(name -> resource(name + ".js"))
            .collect(Collectors.joining());
    String css = JSON.toJson(resource("visual.css"));
    String body =
        code
            + "const css = %s;\nconst data = %s;\n".formatted(css, json)
            + "const title = %s;\n".formatted(JSON.toJson(title));
    String hash = hash(body);
    String html =
        """
        <div data-cnnbook-visual="%s"><p><b>%s</b></p>%s</div>
        <script>(() => {
        "use strict";
        %stakeOver("%s", title, css, (frame) => %s(frame, data));
        })();</script>"""
            .formatted(hash, Html.escape(title), fallback, body, hash, scripts.get(0));
    int size = html.getBytes(StandardCharsets.UTF_8).length;
    if (size > Visual.LARGEST) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "the visual would have %,d bytes: at most %,d fit a notebook; show a smaller part",
              size,
              Visual.LARGEST));
    }
    return html;
  }

  private static String resource(String name) {
    try (InputStream in = VisualHtml.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException("resource " + name + " is not on the class path");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String hash(String text) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      byte[] bytes = digest.digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(bytes, 0, 8);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
