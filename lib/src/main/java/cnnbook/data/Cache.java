package cnnbook.data;

import java.nio.file.Path;
import java.util.Map;

/**
 * The folder of the fetched data sets, one folder each: the environment variable {@code
 * CNNBOOK_DATA}, else the system's place for caches.
 */
public final class Cache {
  private Cache() {}

  /** The folder of this machine's user; it may not exist yet. */
  public static Path folder() {
    return folder(System.getenv(), System.getProperty("os.name"), System.getProperty("user.home"));
  }

  static Path folder(Map<String, String> environment, String system, String home) {
    String chosen = environment.getOrDefault("CNNBOOK_DATA", "");
    if (!chosen.isBlank()) {
      return Path.of(chosen).toAbsolutePath().normalize();
    }
    return systemCache(environment, system, home).resolve("cnnbook").resolve("data");
  }

  private static Path systemCache(Map<String, String> environment, String system, String home) {
    if (system.startsWith("Windows")) {
      String local = environment.getOrDefault("LOCALAPPDATA", "");
      return local.isBlank() ? Path.of(home, "AppData", "Local") : Path.of(local);
    }
    if (system.startsWith("Mac")) {
      return Path.of(home, "Library", "Caches");
    }
    // The XDG specification has relative paths ignored.
    Path xdg = Path.of(environment.getOrDefault("XDG_CACHE_HOME", ""));
    return xdg.isAbsolute() ? xdg : Path.of(home, ".cache");
  }
}
