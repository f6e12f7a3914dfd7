package cnnbook.cli;

import cnnbook.Home;
import cnnbook.UserError;
import cnnbook.kernel.KernelSpec;
import cnnbook.notebook.Jupyter;
import cnnbook.notebook.Notebook;
import cnnbook.notebook.RunReport;
import cnnbook.notebook.RunSettings;
import cnnbook.notebook.Runner;
import cnnbook.notebook.Selection;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code cnnbook run}: executes notebooks without a browser and writes pages and reports. */
@Command(
    name = "run",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = "Runs notebooks headless, in the real kernel, and writes pages and reports.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  ./cnnbook run                     all notebooks",
      "  ./cnnbook run lenet               one: its slug, number (09), name or path",
      "  ./cnnbook run --plan smoke -j 2   does everything still run? two at a time",
      "Returns 0 if all passed, 1 if one failed, 2 for wrong usage, 3 if Jupyter is missing."
    })
final class RunCommand implements Callable<Integer> {
  /** How much a notebook computes; training.Plan says what each means. */
  enum PlanName {
    smoke,
    cpu,
    gpu
  }

  @Parameters(
      paramLabel = "NAME",
      arity = "0..*",
      description = "lenet, 09, 09-lenet or the path of an .ipynb (default: all)")
  private List<String> names = new ArrayList<>();

  @Option(
      names = "--plan",
      defaultValue = "${env:CNNBOOK_PLAN:-cpu}",
      description = "${COMPLETION-CANDIDATES} (default: CNNBOOK_PLAN, else cpu)")
  private PlanName plan;

  @Option(
      names = {"-j", "--jobs"},
      defaultValue = "1",
      description = "notebooks at once (default: 1)")
  private int jobs;

  @Option(
      names = "--timeout",
      paramLabel = "SECONDS",
      defaultValue = "600",
      description = "how long one cell may run (default: 600)")
  private int timeout;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "where pages and reports go (default: target/book)")
  private Path out;

  @Override
  public Integer call() {
    if (jobs < 1 || timeout < 1) {
      throw UserError.usage("--jobs and --timeout must be at least 1", "Leave them out.");
    }
    List<Path> notebooks = Selection.of(Home.root().resolve("notebooks"), names);
    if (notebooks.isEmpty()) {
      throw UserError.usage("the folder notebooks is empty", "Name an .ipynb file.");
    }
    Path folder = (out == null ? Home.root().resolve("target/book") : out).toAbsolutePath();
    keepSources(notebooks, folder);
    Jupyter jupyter = Jupyter.ensure(new SetupConsole());
    Path kernels = SetupConsole.during("Preparing the kernel", KernelSpec::ensure);
    RunSettings settings = new RunSettings(jupyter, kernels, folder, plan.name(), timeout, jobs);
    RunReport report;
    try (RunConsole console = console(notebooks)) {
      report = new Runner(settings, console).run(notebooks);
    }
    // Only now: a bar draws itself once more when it is closed, over the line above it.
    RunConsole.summary(report, folder);
    return report.passed() ? 0 : UserError.FAILED;
  }

  /** The executed copy has the notebook's own name: in the same folder it would replace it. */
  private static void keepSources(List<Path> notebooks, Path out) {
    for (Path notebook : notebooks) {
      if (notebook.toAbsolutePath().normalize().getParent().equals(out.normalize())) {
        throw UserError.usage(
            "--out " + out + " is the folder of " + notebook.getFileName() + " itself",
            "Choose another folder: the executed copy would replace the notebook.");
      }
    }
  }

  private static RunConsole console(List<Path> notebooks) {
    List<String> names =
        notebooks.stream().map(p -> p.getFileName().toString().replace(".ipynb", "")).toList();
    return new RunConsole(names, notebooks.stream().mapToLong(RunCommand::cellsOf).sum());
  }

  /** How many cells will run; a file that is no notebook has none, and the run will say why. */
  private static long cellsOf(Path path) {
    try {
      return Notebook.read(path).codeCells().size();
    } catch (UserError e) {
      return 0;
    }
  }
}
