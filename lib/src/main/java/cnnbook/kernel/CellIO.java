package cnnbook.kernel;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.dflib.jjava.jupyter.channels.ShellReplyEnvironment;
import org.dflib.jjava.jupyter.kernel.JupyterIO;
import org.dflib.jjava.jupyter.messages.publish.PublishStream.StreamType;

/** Where cells print, read and display. */
final class CellIO extends JupyterIO {
  private final Publisher publisher;
  private final UserInput input;
  private PrintStream ourOut;
  private PrintStream ourErr;

  CellIO(Publisher publisher, UserInput input) {
    super(StandardCharsets.UTF_8);
    this.publisher = publisher;
    this.input = input;
  }

  /** Redirects this JVM's standard streams. */
  void install() {
    ourOut = printer(StreamType.OUT);
    ourErr = printer(StreamType.ERR);
    System.setOut(ourOut);
    System.setErr(ourErr);
    System.setIn(input);
  }

  /**
   * New streams for a new cell: a thread that was stopped by force while it printed leaves the rest
   * of its line in the stream's own buffer. Streams that a cell has put in their place stay.
   */
  private void renewStreams() {
    if (System.out == ourOut) {
      ourOut = printer(StreamType.OUT);
      System.setOut(ourOut);
    }
    if (System.err == ourErr) {
      ourErr = printer(StreamType.ERR);
      System.setErr(ourErr);
    }
  }

  /** A request begins: outputs belong to it, even after its end, until the next one begins. */
  void begin(ShellReplyEnvironment env, boolean inputAllowed) {
    renewStreams();
    publisher.attribute(env.getContext());
    setEnv(env);
    setJupyterInEnabled(inputAllowed);
    input.allow(inputAllowed ? env.getContext() : null);
  }

  private PrintStream printer(StreamType kind) {
    OutputStream bytes =
        new OutputStream() {
          @Override
          public void write(int b) {
            write(new byte[] {(byte) b}, 0, 1);
          }

          @Override
          public void write(byte[] b, int offset, int length) {
            publisher.write(kind, b, offset, length);
          }
        };
    return new PrintStream(bytes, false, StandardCharsets.UTF_8) {
      /** Stays open: a closed writer around it would silence all the cells to come. */
      @Override
      public void close() {
        flush();
      }
    };
  }
}
