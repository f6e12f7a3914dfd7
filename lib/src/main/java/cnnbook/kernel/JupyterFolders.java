package cnnbook.kernel;

import cnnbook.Home;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;

/** Where Jupyter looks for kernelspecs. */
public final class JupyterFolders {
  private JupyterFolders() {}

  /** The project's own Jupyter folder; {@code JUPYTER_PATH} must name it. */
  public static Path local() {
    return Home.cache().resolve("jupyter");
  }

  /** The user's Jupyter data folder, by the rules of {@code jupyter_core.paths}. */
  public static Path user() {
    return user(System.getenv(), System.getProperty("os.name"), System.getProperty("user.home"));
  }

  static Path user(Map<String, String> env, String os, String home) {
    String named = env.get("JUPYTER_DATA_DIR");
    if (named != null && !named.isBlank()) {
      return Path.of(named);
    }
    String system = os.toLowerCase(Locale.ROOT);
    if (system.contains("mac")) {
      return Path.of(home, "Library", "Jupyter");
    }
    if (system.contains("windows")) {
      String appData = env.get("APPDATA");
      return appData == null
          ? Path.of(home, "AppData", "Roaming", "jupyter")
          : Path.of(appData, "jupyter");
    }
    String xdg = env.get("XDG_DATA_HOME");
    return xdg == null || xdg.isBlank()
        ? Path.of(home, ".local", "share", "jupyter")
        : Path.of(xdg, "jupyter");
  }
}
