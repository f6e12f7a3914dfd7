package cnnbook.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class JupyterFoldersTest {
  @Test
  void theUsersFolderIsWhereJupyterOfTheSystemLooks() {
    assertThat(JupyterFolders.user(Map.of(), "Linux", "/home/a"))
        .isEqualTo(Path.of("/home/a/.local/share/jupyter"));
    assertThat(JupyterFolders.user(Map.of(), "Mac OS X", "/Users/a"))
        .isEqualTo(Path.of("/Users/a/Library/Jupyter"));
    assertThat(JupyterFolders.user(Map.of("APPDATA", "roaming"), "Windows 11", "home"))
        .isEqualTo(Path.of("roaming", "jupyter"));
  }

  @Test
  void environmentVariablesGoBeforeTheUsualFolder() {
    Map<String, String> both = Map.of("JUPYTER_DATA_DIR", "/data", "XDG_DATA_HOME", "/xdg");
    assertThat(JupyterFolders.user(both, "Linux", "/home/a")).isEqualTo(Path.of("/data"));
    assertThat(JupyterFolders.user(Map.of("XDG_DATA_HOME", "/xdg"), "Linux", "/home/a"))
        .isEqualTo(Path.of("/xdg/jupyter"));
  }
}
