package cnnbook.cli;

import cnnbook.UserError;
import cnnbook.cli.Finding.State;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code cnnbook doctor}: what is there, what is missing, how to mend it. */
@Command(
    name = "doctor",
    mixinStandardHelpOptions = true,
    description = "Says what the book needs, what is there, what is missing and how to mend it.",
    footerHeading = "%nExample:%n",
    footer = {
      "  ./cnnbook doctor",
      "  ./cnnbook doctor --gpu    trains on the GPU for some seconds, and on the CPU",
      "Returns 0 if everything that is needed is there, otherwise 3. It changes nothing."
    })
final class DoctorCommand implements Callable<Integer> {
  @Option(
      names = "--gpu",
      description = "try the GPU: device, driver, engine, images/s against the CPU's")
  private boolean gpu;

  @Override
  public Integer call() {
    if (gpu) {
      GpuCheck.run();
      return 0;
    }
    AtomicBoolean healthy = new AtomicBoolean(true);
    // Line by line, so that a slow check does not hide the earlier ones.
    Doctor.examine()
        .forEach(
            finding -> {
              print(finding);
              if (finding.state() == State.MISSING) {
                healthy.set(false);
              }
            });
    return healthy.get() ? 0 : UserError.MISSING;
  }

  private static void print(Finding finding) {
    String colour =
        switch (finding.state()) {
          case OK -> "green";
          case OPTIONAL -> "faint";
          case MISSING -> "bold,red";
        };
    String word = String.format("%-8s", finding.state());
    System.out.printf(
        "%s %-8s %s%n", Console.style(colour, word), finding.name(), finding.detail());
    if (!finding.remedy().isEmpty()) {
      System.out.printf("%-17s → %s%n", "", finding.remedy());
    }
  }
}
