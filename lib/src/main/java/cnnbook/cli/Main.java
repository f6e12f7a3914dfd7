package cnnbook.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The command line of the book. */
@Command(name = "cnnbook", mixinStandardHelpOptions = true, version = "cnnbook 0.1.0")
public final class Main {
  private Main() {}

  public static void main(String[] args) {
    System.exit(new CommandLine(new Main()).execute(args));
  }
}
