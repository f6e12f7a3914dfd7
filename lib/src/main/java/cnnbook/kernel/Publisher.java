package cnnbook.kernel;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.dflib.jjava.jupyter.channels.IOPubChannel;
import org.dflib.jjava.jupyter.messages.HMACGenerator;
import org.dflib.jjava.jupyter.messages.Message;
import org.dflib.jjava.jupyter.messages.MessageContext;
import org.dflib.jjava.jupyter.messages.publish.PublishStream;
import org.dflib.jjava.jupyter.messages.publish.PublishStream.StreamType;
import org.zeromq.ZMQ;

/**
 * The channel on which the kernel tells everybody what happens. One thread sends, in the order in
 * which the messages came; every other thread only queues. So an interrupted or stopped cell never
 * stands inside a socket, which would break it.
 *
 * <p>Text is gathered for {@link #GATHER_MS} or {@link #CHUNK} bytes: a message per line would
 * overrun any client. Nothing is dropped: the socket's queue is unlimited, and a writer that is far
 * ahead of the sender waits.
 *
 * <p>Writers hold monitors only, no locks of {@code java.util.concurrent}: those stay locked for
 * ever when the thread that holds them is stopped by force.
 */
final class Publisher extends IOPubChannel {
  private static final long GATHER_MS = 15;
  private static final int CHUNK = 1 << 16;
  private static final int MAX_BACKLOG = 1 << 20;

  /** Text beyond this rate is held back: clients cannot show more, and would only store it. */
  private static final long BYTES_PER_SECOND = 24L << 20;

  private final Deque<Message<?>> queue = new ArrayDeque<>();
  private final ByteArrayOutputStream text = new ByteArrayOutputStream(CHUNK);
  private final Map<StreamType, byte[]> halfCharacters = new EnumMap<>(StreamType.class);
  private StreamType kind = StreamType.OUT;
  private MessageContext context;
  private long backlog;
  private boolean sending;
  private boolean ended;

  /** What the monitor guards; the socket has one of its own, held while it sends. */
  private final Object state = new Object();

  Publisher(ZMQ.Context zmq, HMACGenerator signer) {
    super(zmq, signer);
    setHWM(0);
    setLinger(1_000);
  }

  /** Starts the thread that sends. */
  void start() {
    Thread thread = new Thread(this::sendAll, "jupyter-publisher");
    thread.setDaemon(true);
    thread.start();
  }

  /** From now on, text belongs to this request. */
  void attribute(MessageContext request) {
    synchronized (state) {
      seal();
      context = request;
    }
  }

  /** Queues a message. */
  @Override
  public void sendMessage(Message<?> message) {
    synchronized (state) {
      if (!ended) {
        seal();
        queue.add(message);
        state.notifyAll();
      }
    }
  }

  /** Queues text, as bytes of UTF-8. */
  void write(StreamType stream, byte[] bytes, int offset, int length) {
    synchronized (state) {
      waitWhile(() -> backlog > MAX_BACKLOG && !ended);
      if (stream != kind) {
        seal();
        kind = stream;
      }
      boolean first = text.size() == 0;
      text.write(bytes, offset, length);
      backlog += length;
      if (text.size() >= CHUNK) {
        seal();
      }
      if (first || text.size() == 0) {
        state.notifyAll();
      }
    }
  }

  /** Waits until all that was queued so far is with the socket. */
  void flush() {
    synchronized (state) {
      seal();
      state.notifyAll();
      waitWhile(() -> (!queue.isEmpty() || sending) && !ended);
    }
  }

  /** Waits, holding the monitor; an interrupt is kept for later. */
  private void waitWhile(BooleanSupplier condition) {
    boolean interrupted = false;
    while (condition.getAsBoolean()) {
      try {
        state.wait();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /** Makes a message of the text gathered so far; half a character waits for its other half. */
  private void seal() {
    if (text.size() == 0) {
      return;
    }
    byte[] before = halfCharacters.getOrDefault(kind, new byte[0]);
    byte[] bytes = new byte[before.length + text.size()];
    System.arraycopy(before, 0, bytes, 0, before.length);
    System.arraycopy(text.toByteArray(), 0, bytes, before.length, text.size());
    int end = Utf8.completeLength(bytes);
    halfCharacters.put(kind, java.util.Arrays.copyOfRange(bytes, end, bytes.length));
    text.reset();
    if (end > 0) {
      String string = new String(bytes, 0, end, StandardCharsets.UTF_8);
      queue.add(
          new Message<>(context, PublishStream.MESSAGE_TYPE, new PublishStream(kind, string)));
    }
  }

  private void sendAll() {
    List<Message<?>> batch = new ArrayList<>();
    while (take(batch)) {
      for (Message<?> message : batch) {
        super.sendMessage(message);
        pace(message);
      }
      batch.clear();
    }
  }

  /** Waits for work and takes it; false at the end. */
  private boolean take(List<Message<?>> batch) {
    synchronized (state) {
      sending = false;
      state.notifyAll();
      waitWhile(() -> queue.isEmpty() && text.size() == 0 && !ended);
      gather();
      batch.addAll(queue);
      queue.clear();
      sending = !batch.isEmpty();
      return sending;
    }
  }

  /** Gives text the time to become more. */
  private void gather() {
    long end = System.nanoTime() + GATHER_MS * 1_000_000;
    while (queue.isEmpty() && !ended) {
      long left = (end - System.nanoTime()) / 1_000_000;
      if (left <= 0) {
        seal();
        return;
      }
      try {
        state.wait(left);
      } catch (InterruptedException e) {
        seal();
        return;
      }
    }
  }

  private void pace(Message<?> message) {
    if (!(message.getContent() instanceof PublishStream stream)) {
      return;
    }
    int length = stream.getText().getBytes(StandardCharsets.UTF_8).length;
    synchronized (state) {
      backlog = Math.max(0, backlog - length);
      state.notifyAll();
    }
    LockSupport.parkNanos(length * 1_000_000_000L / BYTES_PER_SECOND);
  }

  /** Sends what is queued, waiting a second at most, and takes nothing more. */
  void end() {
    long deadline = System.nanoTime() + 1_000_000_000L;
    synchronized (state) {
      seal();
      state.notifyAll();
      while ((!queue.isEmpty() || sending) && System.nanoTime() < deadline) {
        try {
          state.wait(50);
        } catch (InterruptedException e) {
          break;
        }
      }
      ended = true;
      state.notifyAll();
    }
  }
}
