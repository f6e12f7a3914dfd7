package cnnbook.kernel;

import cnnbook.EngineChoice;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import org.dflib.jjava.jupyter.kernel.KernelConnectionProperties;

/** Starts the kernel; Jupyter does it with the connection file as the only argument. */
public final class KernelMain {
  private static final long HALT_AFTER_MS = 1_500;

  private KernelMain() {}

  /**
   * Serves until somebody shuts the kernel down.
   *
   * @param args the connection file
   */
  public static void main(String[] args) throws Exception {
    if (args.length != 1) {
      System.err.println("usage: KernelMain CONNECTION_FILE (Jupyter starts the kernel itself)");
      System.exit(2);
    }
    EngineChoice.apply();
    Channels channels = new Channels(read(Path.of(args[0])));
    CompletableFuture<Session> session = new CompletableFuture<>();
    Thread opener = new Thread(() -> open(session), "session-opener");
    opener.setDaemon(true);
    opener.start();
    ParentWatch.start(KernelMain::exit);
    new JavaKernel(channels, session, KernelMain::exit).serve();
  }

  private static KernelConnectionProperties read(Path file) throws IOException {
    return KernelConnectionProperties.parse(Files.readString(file));
  }

  private static void open(CompletableFuture<Session> session) {
    try {
      session.complete(Session.open());
    } catch (Throwable e) {
      // By now System.err may belong to the cells; this goes to Jupyter's log.
      new PrintStream(new FileOutputStream(FileDescriptor.err), true)
          .println("the Java kernel cannot start: " + e);
      Runtime.getRuntime().halt(1);
    }
  }

  /** Ends the process even if a shutdown hook of the user's hangs. */
  private static void exit() {
    Thread halter =
        new Thread(
            () -> {
              try {
                Thread.sleep(HALT_AFTER_MS);
              } catch (InterruptedException e) {
                // Then at once.
              }
              Runtime.getRuntime().halt(0);
            },
            "halter");
    halter.setDaemon(true);
    halter.start();
    System.exit(0);
  }
}
