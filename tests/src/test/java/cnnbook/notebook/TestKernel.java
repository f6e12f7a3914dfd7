package cnnbook.notebook;

import java.nio.file.Path;

/** The kernel that tests run notebooks in: the book's own. */
public final class TestKernel {
  private TestKernel() {}

  /** The folder for {@code JUPYTER_PATH}. */
  public static Path folder() {
    return Path.of("/tmp/protok/jp");
  }
}
