package cnnbook;

import java.util.Locale;
import java.util.Map;

/**
 * Which of DJL's engines computes: {@code CNNBOOK_ENGINE} names it, {@code pytorch} (the default)
 * or {@code mxnet}.
 */
public final class EngineChoice {
  private static final String VARIABLE = "CNNBOOK_ENGINE";
  private static final String PROPERTY = "ai.djl.default_engine";
  private static final Map<String, String> ENGINES = Map.of("pytorch", "PyTorch", "mxnet", "MXNet");

  private EngineChoice() {}

  /**
   * Tells DJL; does something only before its first use in this process. Who has told DJL itself,
   * by its property, is overruled by the variable alone. A wrong name is left for {@link #name()}
   * to complain about, as a kernel that does not start could not say why.
   */
  public static void apply() {
    String engine = ENGINES.get(wanted(System.getenv(VARIABLE)));
    if (engine != null && (isAsked() || System.getProperty(PROPERTY) == null)) {
      System.setProperty(PROPERTY, engine);
    }
  }

  /** Whether the variable is set. */
  public static boolean isAsked() {
    String value = System.getenv(VARIABLE);
    return value != null && !value.isBlank();
  }

  /**
   * DJL's name of the engine: {@code PyTorch} or {@code MXNet}.
   *
   * @throws UserError if {@code CNNBOOK_ENGINE} names neither
   */
  public static String name() {
    return name(System.getenv(VARIABLE));
  }

  static String name(String value) {
    String engine = ENGINES.get(wanted(value));
    if (engine == null) {
      throw UserError.usage(
          VARIABLE + " is \"" + value + "\", which is neither pytorch nor mxnet",
          "Set " + VARIABLE + " to pytorch or mxnet, or unset it for pytorch.");
    }
    return engine;
  }

  private static String wanted(String value) {
    return value == null || value.isBlank() ? "pytorch" : value.strip().toLowerCase(Locale.ROOT);
  }
}
