package cnnbook.notebook;

import java.nio.file.Path;

/**
 * How notebooks are run.
 *
 * @param jupyter the Jupyter that runs them
 * @param kernels the folder for {@code JUPYTER_PATH} with our kernelspec
 * @param out where pages, executed copies and reports go
 * @param plan the value of {@code CNNBOOK_PLAN} in the kernel
 * @param cellSeconds how long one cell may run, at least 1
 * @param jobs how many notebooks run at once, at least 1
 */
public record RunSettings(
    Jupyter jupyter, Path kernels, Path out, String plan, int cellSeconds, int jobs) {
  public RunSettings {
    if (cellSeconds < 1 || jobs < 1) {
      throw new IllegalArgumentException(
          "cellSeconds " + cellSeconds + " and jobs " + jobs + " must be at least 1");
    }
  }
}
