package cnnbook.kernel;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
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
 */
final class Publisher extends IOPubChannel {
  private static final long GATHER_MS = 15;
  private static final int CHUNK = 1 << 16;
  private static final int MAX_BACKLOG = 1 << 20;

  /** Text beyond this rate is held back: clients cannot show more, and would only store it. */
  private static final long BYTES_PER_SECOND = 24L << 20;

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition work = lock.newCondition();
  private final Condition progress = lock.newCondition();
  private final Deque<Message<?>> queue = new ArrayDeque<>();
  private final ByteArrayOutputStream text = new ByteArrayOutputStream(CHUNK);
  private final Map<StreamType, byte[]> halfCharacters = new EnumMap<>(StreamType.class);
  private StreamType kind = StreamType.OUT;
  private MessageContext context;
  private long backlog;
  private boolean sending;
  private boolean ended;

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
    lock.lock();
    try {
      seal();
      context = request;
    } finally {
      lock.unlock();
    }
  }

  /** Queues a message. */
  @Override
  public void sendMessage(Message<?> message) {
    lock.lock();
    try {
      if (!ended) {
        seal();
        queue.add(message);
        work.signal();
      }
    } finally {
      lock.unlock();
    }
  }

  /** Queues text, as bytes of UTF-8. */
  void write(StreamType stream, byte[] bytes, int offset, int length) {
    lock.lock();
    try {
      while (backlog > MAX_BACKLOG && !ended) {
        progress.awaitUninterruptibly();
      }
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
        work.signal();
      }
    } finally {
      lock.unlock();
    }
  }

  /** Waits until all that was queued so far is with the socket. */
  void flush() {
    lock.lock();
    try {
      seal();
      work.signal();
      while ((!queue.isEmpty() || sending) && !ended) {
        progress.awaitUninterruptibly();
      }
    } finally {
      lock.unlock();
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
    lock.lock();
    try {
      sending = false;
      progress.signalAll();
      while (queue.isEmpty() && !ended) {
        if (text.size() == 0) {
          work.awaitUninterruptibly();
        } else if (!waitForMore()) {
          seal();
        }
      }
      batch.addAll(queue);
      queue.clear();
      sending = !batch.isEmpty();
      return sending;
    } finally {
      lock.unlock();
    }
  }

  /** False if the time to gather text is over. */
  private boolean waitForMore() {
    try {
      return work.await(GATHER_MS, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      return false;
    }
  }

  private void pace(Message<?> message) {
    if (!(message.getContent() instanceof PublishStream stream)) {
      return;
    }
    int length = stream.getText().length();
    lock.lock();
    try {
      backlog = Math.max(0, backlog - length);
      progress.signalAll();
    } finally {
      lock.unlock();
    }
    java.util.concurrent.locks.LockSupport.parkNanos(length * 1_000_000_000L / BYTES_PER_SECOND);
  }

  /** Sends what is queued, waiting a second at most, and takes nothing more. */
  void end() {
    lock.lock();
    try {
      seal();
      work.signal();
      long left = TimeUnit.SECONDS.toNanos(1);
      while ((!queue.isEmpty() || sending) && left > 0) {
        left = progress.awaitNanos(left);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      ended = true;
      work.signal();
      progress.signalAll();
      lock.unlock();
    }
  }
}
