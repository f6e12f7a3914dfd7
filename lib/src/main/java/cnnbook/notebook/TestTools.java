package cnnbook.notebook;

import cnnbook.Home;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The programs that only the project's own tests need. */
public final class TestTools {
  private TestTools() {}

  /**
   * Installs a headless browser, its driver, Jupyter's kernel test and the sandbox of the grader
   * where they are missing and packages may be installed. Tests whose program is missing all the
   * same say so and are skipped.
   *
   * @return the names of the packages that are still missing
   */
  public static List<String> ensure(SetupListener listener) {
    Installer installer = new Installer(Home.cache(), listener);
    // One after the other: where one of them is unknown (Ubuntu has no chromium), apt refuses all.
    for (String name : missing()) {
      installer.packages(name + " for the tests", List.of(name));
    }
    return missing();
  }

  private static List<String> missing() {
    List<String> missing = new ArrayList<>();
    Stream.of("chromium", "chromium-driver", "bubblewrap")
        .filter(p -> !there(p))
        .forEach(missing::add);
    Path kernelTest = Path.of("/usr/lib/python3/dist-packages/jupyter_kernel_test");
    if (!Files.exists(kernelTest)) {
      missing.add("python3-jupyter-kernel-test");
    }
    return missing;
  }

  private static boolean there(String debianPackage) {
    String program =
        switch (debianPackage) {
          case "chromium-driver" -> "chromedriver";
          case "bubblewrap" -> "bwrap";
          default -> debianPackage;
        };
    return Programs.onPath(program).isPresent();
  }
}
