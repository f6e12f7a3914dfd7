package cnnbook.bench;

import cnnbook.Home;
import cnnbook.UserError;
import cnnbook.kernel.KernelSpec;
import cnnbook.notebook.Jupyter;
import java.util.ArrayList;
import java.util.List;

/**
 * The kernel's figures: starts, seconds to the first result, milliseconds for a cell. Arguments:
 * how many starts (20), how many cells (200).
 */
public final class KernelBench {
  private KernelBench() {}

  public static void main(String[] args) throws Exception {
    List<String> command = new ArrayList<>();
    Jupyter jupyter =
        Jupyter.find()
            .orElseThrow(
                () ->
                    UserError.missing(
                        "no usable Jupyter was found", "Run ./cnnbook doctor: it says how."));
    command.add(jupyter.python().toString());
    command.add(Home.root().resolve("tests/src/test/python/kernel_bench.py").toString());
    command.addAll(List.of(args));
    System.out.println("JDK " + Runtime.version());
    ProcessBuilder bench = new ProcessBuilder(command).inheritIO();
    bench.environment().put("JUPYTER_PATH", KernelSpec.ensure().toString());
    bench.environment().put("PYTHONDONTWRITEBYTECODE", "1");
    System.exit(bench.start().waitFor());
  }
}
