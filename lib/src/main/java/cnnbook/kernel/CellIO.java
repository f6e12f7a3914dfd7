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

  CellIO(Publisher publisher, UserInput input) {
    super(StandardCharsets.UTF_8);
    this.publisher = publisher;
    this.input = input;
  }

  /** Redirects this JVM's standard streams. */
  void install() {
    System.setOut(printer(StreamType.OUT));
    System.setErr(printer(StreamType.ERR));
    System.setIn(input);
  }

  /** A request begins: outputs belong to it, even after its end, until the next one begins. */
  void begin(ShellReplyEnvironment env, boolean inputAllowed) {
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
