package cnnbook.bench;

import cnnbook.Home;
import cnnbook.kernel.KernelSpec;
import java.util.ArrayList;
import java.util.List;

/**
 * The kernel's figures: starts, seconds to the first result, milliseconds for a cell. Arguments:
 * how many starts (20), how many cells (200).
 */
public final class KernelBench {
  private static final List<String> PYTHONS = List.of("python3", "/usr/bin/python3", "python");

  private KernelBench() {}

  public static void main(String[] args) throws Exception {
    List<String> command = new ArrayList<>();
    command.add(python());
    command.add(Home.root().resolve("tests/src/test/python/kernel_bench.py").toString());
    command.addAll(List.of(args));
    System.out.println("JDK " + Runtime.version());
    ProcessBuilder bench = new ProcessBuilder(command).inheritIO();
    bench.environment().put("JUPYTER_PATH", KernelSpec.ensure().toString());
    bench.environment().put("PYTHONDONTWRITEBYTECODE", "1");
    System.exit(bench.start().waitFor());
  }

  private static String python() throws Exception {
    for (String candidate : PYTHONS) {
      try {
        Process probe = new ProcessBuilder(candidate, "-c", "import jupyter_client").start();
        if (probe.waitFor() == 0) {
          return candidate;
        }
      } catch (java.io.IOException e) {
        // Not installed: the next one.
      }
    }
    throw new IllegalStateException(
        "no Python with jupyter_client was found among "
            + PYTHONS
            + "; apt install"
            + " python3-jupyter-client");
  }
}
