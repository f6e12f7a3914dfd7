package cnnbook.data;

import ai.djl.ndarray.NDManager;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;

/**
 * A pass whose batches a thread of its own prepares. A fixed set of buffers goes round between the
 * two threads: empty to the preparing one, filled to the training one. So neither queue can run
 * over.
 */
final class StreamedEpoch implements Batches.Epoch {
  /** Makes a batch on the device of a filled buffer. */
  @FunctionalInterface
  interface Upload {
    Batches.Batch batch(long[] indices, ByteBuffer filled, NDManager scope);
  }

  /** A prepared batch, or the failure that came instead. */
  private record Prepared(long[] indices, ByteBuffer buffer, IllegalStateException failure) {}

  private final Passes passes;
  private final Filler filler;
  private final Upload upload;
  private final BlockingQueue<ByteBuffer> empty;
  private final BlockingQueue<Prepared> filled;
  private final Thread thread;
  private int left;
  private volatile boolean closed;

  StreamedEpoch(Passes passes, List<ByteBuffer> buffers, Filler filler, Upload upload) {
    this.passes = passes;
    this.filler = filler;
    this.upload = upload;
    left = passes.batches();
    empty = new ArrayBlockingQueue<>(buffers.size(), false, buffers);
    filled = new ArrayBlockingQueue<>(buffers.size() + 1);
    thread = new Thread(this::prepareAll, "cnnbook-batches");
    thread.setDaemon(true);
    thread.start();
  }

  private void prepareAll() {
    try {
      while (passes.hasNext() && !closed) {
        filled.put(prepare(passes.next(), empty.take()));
      }
    } catch (InterruptedException e) {
      // After close() there is nobody left to prepare for; before it somebody waits for an answer.
      if (!closed) {
        filled.add(failed("an augmentation interrupted its thread", e));
      }
    }
  }

  private Prepared prepare(long[] indices, ByteBuffer buffer) {
    buffer.clear();
    for (int i = 0; i < indices.length && !closed; i++) {
      try {
        filler.put((int) indices[i], buffer);
      } catch (RuntimeException | Error e) {
        passes.end();
        return failed("image %d could not be augmented: %s".formatted(indices[i], e), e);
      }
    }
    return new Prepared(indices, buffer.flip(), null);
  }

  private static Prepared failed(String message, Throwable cause) {
    return new Prepared(null, null, new IllegalStateException(message, cause));
  }

  @Override
  public boolean hasNext() {
    return left > 0;
  }

  @Override
  public Batches.Batch next(NDManager scope) {
    if (closed) {
      throw Passes.closedEpoch();
    }
    if (left == 0) {
      throw new NoSuchElementException("the epoch is over");
    }
    Prepared prepared = take();
    if (prepared.failure != null) {
      left = 0;
      throw prepared.failure;
    }
    left--;
    try {
      return upload.batch(prepared.indices, prepared.buffer, scope);
    } finally {
      empty.add(prepared.buffer);
    }
  }

  /** The preparing thread always delivers, so an interrupt may wait until then. */
  private Prepared take() {
    return uninterrupted(filled::take);
  }

  @Override
  public void close() {
    closed = true;
    left = 0;
    thread.interrupt();
    uninterrupted(
        () -> {
          thread.join();
          return null;
        });
  }

  private interface Waiting<T> {
    T get() throws InterruptedException;
  }

  private static <T> T uninterrupted(Waiting<T> waiting) {
    boolean interrupted = false;
    try {
      while (true) {
        try {
          return waiting.get();
        } catch (InterruptedException e) {
          interrupted = true;
        }
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
