package cnnbook.kernel;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.dflib.jjava.jupyter.channels.StdinChannel;
import org.dflib.jjava.jupyter.messages.Message;
import org.dflib.jjava.jupyter.messages.MessageContext;
import org.dflib.jjava.jupyter.messages.reply.InputReply;
import org.dflib.jjava.jupyter.messages.request.InputRequest;
import org.zeromq.ZMQ;

/**
 * {@code System.in} of the cells: asks the person in front of the notebook for a line whenever one
 * is read. A thread of its own talks to the socket, so that the cell that waits can be interrupted.
 */
final class UserInput extends InputStream {
  private final Channels channels;
  private final ExecutorService asker =
      Executors.newSingleThreadExecutor(
          body -> {
            Thread thread = new Thread(body, "jupyter-stdin");
            thread.setDaemon(true);
            return thread;
          });
  private volatile MessageContext request;
  private byte[] line = new byte[0];
  private int next;

  UserInput(Channels channels) {
    this.channels = channels;
  }

  /** From now on input is asked for on behalf of this request; null forbids asking. */
  void allow(MessageContext executeRequest) {
    request = executeRequest;
  }

  @Override
  public synchronized int read() {
    if (next >= line.length) {
      fetch();
    }
    return line[next++] & 0xFF;
  }

  @Override
  public synchronized int read(byte[] into, int offset, int length) {
    java.util.Objects.checkFromIndexSize(offset, length, into.length);
    if (length == 0) {
      return 0;
    }
    if (next >= line.length) {
      fetch();
    }
    int count = Math.min(length, line.length - next);
    System.arraycopy(line, next, into, offset, count);
    next += count;
    return count;
  }

  @Override
  public synchronized int available() {
    return line.length - next;
  }

  /** Throws unchecked exceptions only: a Scanner would take an IOException for the end. */
  private void fetch() {
    MessageContext asking = request;
    if (asking == null) {
      throw new IllegalStateException(
          "this cell reads from System.in, but nobody is there to answer: it runs headless, or the"
              + " front end does not allow input");
    }
    line = ask(asking, "", false).getBytes(StandardCharsets.UTF_8);
    next = 0;
  }

  /**
   * Asks for a line.
   *
   * @return the line and its end
   * @throws CancellationException if the calling thread is interrupted; its flag stays set
   */
  String ask(MessageContext asking, String prompt, boolean password) {
    channels.publisher().flush();
    AtomicBoolean unwanted = new AtomicBoolean();
    Future<String> answer = asker.submit(() -> converse(asking, prompt, password, unwanted));
    try {
      return answer.get();
    } catch (InterruptedException e) {
      // No interrupt for the asker: a socket whose thread was interrupted sends nothing any more.
      unwanted.set(true);
      Thread.currentThread().interrupt();
      throw new CancellationException();
    } catch (ExecutionException e) {
      throw new IllegalStateException("input could not be read", e.getCause());
    }
  }

  private String converse(
      MessageContext asking, String prompt, boolean password, AtomicBoolean unwanted) {
    StdinChannel socket = channels.stdin();
    try (ZMQ.Poller poller = channels.zmq().poller(1)) {
      poller.register(socket, ZMQ.Poller.POLLIN);
      while (poller.poll(0) > 0) {
        // An answer to a question that was interrupted.
        socket.readMessage();
      }
      socket.sendMessage(
          new Message<>(asking, InputRequest.MESSAGE_TYPE, new InputRequest(prompt, password)));
      while (poller.poll(50) <= 0) {
        if (unwanted.get()) {
          throw new CancellationException();
        }
      }
      return socket.readMessage(InputReply.MESSAGE_TYPE).getContent().getValue() + "\n";
    }
  }
}
