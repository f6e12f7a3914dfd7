package cnnbook.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CacheTest {
  @Test
  void variableChoosesTheFolder() {
    Map<String, String> environment =
        Map.of("CNNBOOK_DATA", "/data/book", "XDG_CACHE_HOME", "/tmp/xdg");
    assertThat(Cache.folder(environment, "Linux", "/home/ada")).isEqualTo(path("/data/book"));
  }

  @Test
  void everySystemHasItsOwnPlaceForCaches() {
    assertThat(Cache.folder(Map.of(), "Linux", "/home/ada"))
        .isEqualTo(path("/home/ada/.cache/cnnbook/data"));
    assertThat(Cache.folder(Map.of("XDG_CACHE_HOME", path("/xdg").toString()), "Linux", "/h"))
        .isEqualTo(path("/xdg/cnnbook/data"));
    assertThat(Cache.folder(Map.of("XDG_CACHE_HOME", "relative"), "Linux", "/home/ada"))
        .isEqualTo(path("/home/ada/.cache/cnnbook/data"));
    assertThat(Cache.folder(Map.of(), "Mac OS X", "/Users/ada"))
        .isEqualTo(path("/Users/ada/Library/Caches/cnnbook/data"));
    assertThat(Cache.folder(Map.of("LOCALAPPDATA", "/L"), "Windows 11", "/Users/ada"))
        .isEqualTo(Path.of("/L", "cnnbook", "data"));
    assertThat(Cache.folder(Map.of(), "Windows 11", "/Users/ada"))
        .isEqualTo(Path.of("/Users/ada", "AppData", "Local", "cnnbook", "data"));
  }

  private static Path path(String path) {
    return Path.of(path).toAbsolutePath();
  }
}
