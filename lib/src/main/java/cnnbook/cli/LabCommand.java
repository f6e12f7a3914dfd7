package cnnbook.cli;

import cnnbook.kernel.KernelSpec;
import cnnbook.notebook.Jupyter;
import cnnbook.notebook.LabServer;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code cnnbook lab}: opens the book in Jupyter. */
@Command(
    name = "lab",
    mixinStandardHelpOptions = true,
    description = "Opens the book in JupyterLab, or in the classic notebook where that is all.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  ./cnnbook lab                            in the browser",
      "  ./cnnbook lab --no-browser --port 9000   prints the address, opens nothing",
      "Listens on 127.0.0.1 alone, with a token of its own. Ctrl-C stops it and its kernels."
    })
final class LabCommand implements Callable<Integer> {
  @Option(names = "--port", defaultValue = "0", description = "default: the first free from 8888")
  private int port;

  @Option(names = "--no-browser", description = "print the address, open nothing")
  private boolean quiet;

  @Override
  public Integer call() throws InterruptedException {
    Jupyter jupyter = Jupyter.ensureServer(new SetupConsole());
    Path kernels = SetupConsole.during("Preparing the kernel", KernelSpec::ensure);
    try (LabServer server = LabServer.start(jupyter, kernels, port, !quiet)) {
      Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(server)));
      System.out.println("The book is open at");
      System.out.println("  " + server.url());
      System.out.println("Ctrl-C stops it.");
      server.waitFor();
      return 0;
    }
  }

  /**
   * Ctrl-C is how one ends this command, so it is a success; the JVM's own exit code would be 130.
   */
  private static void stop(LabServer server) {
    server.close();
    System.out.println("Stopped.");
    System.out.flush();
    Runtime.getRuntime().halt(0);
  }
}
