package cnnbook.grading;

import cnnbook.exercises.Catalogue;
import cnnbook.exercises.remote.Solution;
import cnnbook.exercises.remote.Values;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/**
 * The grader's end of a worker process. Each request has a deadline, in {@link FairTime}; a process
 * that misses it, dies or answers what was not asked is killed, and every later request fails at
 * once.
 */
final class Worker implements Solution.Transport, AutoCloseable {
  /** What a process may know of the lecturer's settings; names of keys and tokens are not here. */
  private static final Set<String> ENVIRONMENT = Set.of("PATH", "LANG", "LC_ALL");

  private static final long LOOK_NANOS = 200_000_000;

  /** Beside the Java heap: direct buffers, the engine, the JVM itself. */
  private static final int NATIVE_MEGABYTES = 1500;

  private final Process process;
  private final Frames frames;
  private final Limits limits;
  private final ExecutorService pipes =
      Executors.newCachedThreadPool(
          task -> {
            Thread thread = new Thread(task, "worker's pipe");
            thread.setDaemon(true);
            return thread;
          });
  private final FairTime time;
  private Duration testEnd = Duration.ZERO;
  private String dead;

  /**
   * Starts a process.
   *
   * @param command with all its arguments; see {@link Isolation}
   */
  Worker(List<String> command, Limits limits) {
    this.limits = limits;
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD);
    builder.environment().keySet().retainAll(ENVIRONMENT);
    try {
      process = builder.start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    time = new FairTime(process.toHandle());
    frames = new Frames(process.getInputStream(), process.getOutputStream());
  }

  /**
   * Evaluates a cell.
   *
   * @throws Solution.Failure if it fails, with what the notebook would have shown
   */
  void evaluate(String name, String source, Duration limit) {
    ask(request(WorkerMain.Request.CELL, name, source), limit, name);
  }

  /**
   * Looks for what answers use and must not; to be asked before any cell is evaluated.
   *
   * @return for each exercise a sentence, empty if there is nothing
   * @throws Solution.Failure if that cannot be told
   */
  List<String> rules(List<Submission.Cell> cells, List<Catalogue.Entry> exercises, Duration limit) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeByte(WorkerMain.Request.RULES.ordinal());
      write(out, cells.stream().map(Submission.Cell::name));
      write(out, cells.stream().map(Submission.Cell::source));
      write(out, exercises.stream().map(Catalogue.Entry::answer));
      Values.write(
          out,
          String[][].class,
          exercises.stream().map(e -> e.about().forbidden()).toArray(String[][]::new));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    byte[] reply = ask(bytes.toByteArray(), limit, "the compilation of all cells");
    try {
      return List.of((String[]) Values.value(String[].class, reply));
    } catch (Values.BadValue e) {
      throw new Solution.Failure(e.getMessage());
    }
  }

  private static void write(DataOutputStream out, Stream<String> texts) throws IOException {
    Values.write(out, String[].class, texts.toArray(String[]::new));
  }

  /**
   * Makes the object that the calls to come are for.
   *
   * @throws Solution.Failure if the class is not there, or does not implement the contract
   */
  void answer(Class<?> contract, String student, Duration limit) {
    ask(
        request(WorkerMain.Request.ANSWER, contract.getName(), student),
        limit,
        "new " + student + "()");
  }

  /** The calls to come belong to a test, and may take this long together. */
  void beginTest(Duration limit) {
    testEnd = spent().plus(limit);
  }

  @Override
  public byte[] call(byte[] request) {
    Duration left = testEnd.minus(spent());
    if (left.isNegative()) {
      throw kill("the calls of one test took too long together");
    }
    byte[] call = new byte[request.length + 1];
    call[0] = (byte) WorkerMain.Request.CALL.ordinal();
    System.arraycopy(request, 0, call, 1, request.length);
    return ask(call, left.compareTo(limits.call()) < 0 ? left : limits.call(), "a call");
  }

  /** How long it was waited for, all requests together. */
  Duration spent() {
    return time.spent();
  }

  boolean alive() {
    return dead == null && process.isAlive();
  }

  private byte[] ask(byte[] request, Duration limit, String what) {
    if (dead != null) {
      throw new Solution.Failure(dead);
    }
    long number = ThreadLocalRandom.current().nextLong();
    Future<byte[]> reply = pipes.submit(() -> exchange(number, request));
    try {
      return Replies.content(await(reply, limit, what));
    } catch (ExecutionException e) {
      throw kill(
          e.getCause() instanceof OutOfMemoryError
              ? what + " answered with more than the grader can hold"
              : what + " ended the process that runs your code, or spoilt its answers");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw kill("the grading was interrupted");
    }
  }

  /** Waits, and looks now and then how much memory the process has taken. */
  private byte[] await(Future<byte[]> reply, Duration limit, String what)
      throws ExecutionException, InterruptedException {
    Duration end = spent().plus(limit);
    time.begin();
    while (true) {
      long left = end.minus(spent()).toNanos();
      try {
        byte[] bytes = reply.get(Math.min(left, LOOK_NANOS), TimeUnit.NANOSECONDS);
        time.end();
        return bytes;
      } catch (TimeoutException e) {
        time.look();
        if (spent().compareTo(end) >= 0) {
          throw kill("%s took longer than %d s".formatted(what, limit.toSeconds()));
        }
        long most = limits.memory() + NATIVE_MEGABYTES;
        if (ProcessMemory.megabytes(process.toHandle()) > most) {
          throw kill("%s took more than %d MB of memory".formatted(what, most));
        }
      }
    }
  }

  /** What was written ahead by somebody who guessed the question has another number. */
  private byte[] exchange(long number, byte[] request) throws IOException {
    frames.send(number, request);
    Frames.Frame reply = frames.receive();
    if (reply.number() != number) {
      throw new IOException("an answer to another question");
    }
    return reply.bytes();
  }

  private Solution.Failure kill(String reason) {
    dead = reason;
    close();
    return new Solution.Failure(reason);
  }

  private static byte[] request(WorkerMain.Request kind, String... texts) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeByte(kind.ordinal());
      for (String text : texts) {
        Values.write(out, String.class, text);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  @Override
  public void close() {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
    pipes.shutdownNow();
  }
}
