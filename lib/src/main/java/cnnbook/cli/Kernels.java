package cnnbook.cli;

import cnnbook.kernel.KernelSpec;
import java.nio.file.Path;

/** Where our kernel is registered. */
final class Kernels {
  private Kernels() {}

  /** The folder for {@code JUPYTER_PATH}. */
  static Path folder() {
    return KernelSpec.ensure();
  }
}
