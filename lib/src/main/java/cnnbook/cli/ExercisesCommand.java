package cnnbook.cli;

import cnnbook.Home;
import cnnbook.UserError;
import cnnbook.notebook.ExerciseFolder;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code cnnbook exercises}: makes the students' notebooks of those with the solutions. */
@Command(
    name = "exercises",
    mixinStandardHelpOptions = true,
    description = "Makes the students' notebooks of those with the solutions.",
    subcommands = {ExercisesCommand.Generate.class, ExercisesCommand.Check.class},
    footerHeading = "%nExamples:%n",
    footer = {"  ./cnnbook exercises generate", "  ./cnnbook exercises check"})
final class ExercisesCommand implements Runnable {
  @Spec private CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "generate or check?");
  }

  @Command(
      name = "generate",
      mixinStandardHelpOptions = true,
      description = "Writes exercises/NN-slug.ipynb from solutions/NN-slug.ipynb.",
      footerHeading = "%nExample:%n",
      footer = "  ./cnnbook exercises generate")
  static final class Generate implements Runnable {
    @Override
    public void run() {
      List<String> changed = ExerciseFolder.of(Home.root()).generate();
      changed.forEach(name -> System.out.println("exercises/" + name));
      System.out.println(changed.isEmpty() ? "everything was up to date" : "written");
    }
  }

  @Command(
      name = "check",
      mixinStandardHelpOptions = true,
      description = "Fails if a notebook in exercises/ is not what generate would write.",
      footerHeading = "%nExample:%n",
      footer = "  ./cnnbook exercises check")
  static final class Check implements Runnable {
    @Override
    public void run() {
      List<String> stale = ExerciseFolder.of(Home.root()).stale();
      if (!stale.isEmpty()) {
        throw UserError.failed(
            "out of date in exercises/: " + String.join(", ", stale),
            "Run ./cnnbook exercises generate.");
      }
      System.out.println("exercises/ is up to date");
    }
  }
}
