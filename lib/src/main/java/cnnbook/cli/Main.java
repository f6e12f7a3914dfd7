package cnnbook.cli;

import cnnbook.EngineChoice;
import cnnbook.UserError;
import java.io.IOException;
import java.io.UncheckedIOException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;

/**
 * The command line of the book: each subcommand is a class of this package that parses, calls and
 * prints.
 */
@Command(
    name = "cnnbook",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    description = "Convolutional neural networks in Java notebooks.",
    subcommands = {
      RunCommand.class,
      LabCommand.class,
      DoctorCommand.class,
      TestCommand.class,
      KernelCommand.class,
      DataCommand.class,
      SummaryCommand.class,
      PredictCommand.class,
      ExercisesCommand.class,
      GradeCommand.class,
      ReleaseCommand.class,
      BenchCommand.class
    })
public final class Main implements Runnable {
  @CommandLine.Spec private CommandLine.Model.CommandSpec spec;

  @Option(
      names = {"-v", "--verbose"},
      scope = ScopeType.INHERIT,
      description = "Print what Maven and the set-up print.")
  private void verbose(boolean chosen) {
    Console.setVerbose(chosen);
  }

  private Main() {}

  /** Prints the help: the command alone does nothing. */
  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "Which command?");
  }

  public static void main(String[] args) {
    EngineChoice.apply();
    System.exit(execute(args));
  }

  /**
   * Runs one command line.
   *
   * @return 0 for success, 1 for a failed notebook or test, 2 for wrong usage, 3 for a missing
   *     prerequisite
   */
  static int execute(String... args) {
    return new CommandLine(new Main())
        .setColorScheme(CommandLine.Help.defaultColorScheme(Console.ansi() ? Ansi.ON : Ansi.OFF))
        .setExecutionExceptionHandler((e, commandLine, parsed) -> report(e))
        .setCaseInsensitiveEnumValuesAllowed(true)
        .execute(args);
  }

  private static int report(Exception e) throws Exception {
    if (e instanceof UserError error) {
      System.err.println(Console.style("bold,red", "error: ") + error.getMessage());
      System.err.println(error.remedy());
      return error.exitCode();
    }
    if (e instanceof IOException || e instanceof UncheckedIOException) {
      Throwable cause = e.getCause() == null ? e : e.getCause();
      System.err.println(
          Console.style("bold,red", "error: ")
              + e.getMessage()
              + ": "
              + cause.getClass().getSimpleName());
      System.err.println(
          "Is the disk full, or may you not write there? The book's folder must be yours.");
      return UserError.MISSING;
    }
    throw e;
  }
}
