package cnnbook.cli;

import java.nio.file.Path;

/** Where our kernel is registered. */
final class Kernels {
  private Kernels() {}

  /** The folder for {@code JUPYTER_PATH}. */
  static Path folder() {
    return Path.of("/tmp/protok/jp");
  }
}
