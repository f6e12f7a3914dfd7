package cnnbook.grading;

import cnnbook.exercises.remote.Contract;
import cnnbook.exercises.remote.Servant;
import cnnbook.exercises.remote.Values;
import cnnbook.kernel.CellError;
import cnnbook.kernel.Session;
import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * The process in which a student's code runs: evaluates cells, makes the object that answers an
 * exercise, serves calls on it. Believes nothing and knows nothing that is worth stealing: no
 * hidden test, no expected value.
 */
final class WorkerMain {
  /** What a request asks for; its first byte. */
  enum Request {
    /** A name and a source: evaluates them as a cell. */
    CELL,
    /**
     * Names and sources of all cells, names of answers, what each must not use: finds such uses.
     * Asked for before any cell has run, so that none has a say in it.
     */
    RULES,
    /** A contract's class and the student's: makes an object for {@link #CALL}. */
    ANSWER,
    /** A call, as {@link Contract#request} writes it, on the last object. */
    CALL
  }

  /** What a reply begins with. */
  enum Status {
    DONE,
    /** Followed by why not, for the student. */
    FAILED
  }

  private final Session session = Session.open();
  private final Frames frames;
  private Servant servant;

  private WorkerMain(Frames frames) {
    this.frames = frames;
  }

  /** Serves requests on the standard streams until their end. */
  public static void main(String... args) throws IOException, InterruptedException {
    Frames frames =
        new Frames(
            new FileInputStream(FileDescriptor.in), new FileOutputStream(FileDescriptor.out));
    new WorkerMain(frames).serve();
  }

  private void serve() throws IOException, InterruptedException {
    BlockingQueue<Frames.Frame> requests = new LinkedBlockingQueue<>();
    Thread reader = new Thread(() -> read(requests), "requests");
    reader.setDaemon(true);
    reader.start();
    while (true) {
      Frames.Frame request = requests.take();
      byte[] reply;
      quiet();
      try {
        reply = reply(request.bytes());
      } catch (CellError e) {
        reply = failed(e);
      } catch (IllegalArgumentException e) {
        reply = Replies.failed(e.getMessage());
      } catch (Values.BadValue | RuntimeException | OutOfMemoryError e) {
        reply = Replies.failed(e.toString());
      }
      frames.send(request.number(), reply);
    }
  }

  /** At the requests' end, when the grader is gone, ends this process even if code loops. */
  private void read(BlockingQueue<Frames.Frame> requests) {
    try {
      while (true) {
        requests.add(frames.receive());
      }
    } catch (IOException e) {
      Runtime.getRuntime().halt(0);
    }
  }

  /** Before each request, as cells may have changed it. */
  private static void quiet() {
    System.setIn(InputStream.nullInputStream());
    System.setOut(new PrintStream(OutputStream.nullOutputStream()));
    System.setErr(new PrintStream(OutputStream.nullOutputStream()));
  }

  private byte[] reply(byte[] request) throws CellError, IOException, Values.BadValue {
    DataInputStream in = new DataInputStream(new ByteArrayInputStream(request));
    switch (Request.values()[in.readByte()]) {
      case CELL -> {
        String name = (String) Values.read(in, String.class);
        session.evaluate((String) Values.read(in, String.class), name);
        return Replies.done(new byte[0]);
      }
      case RULES -> {
        String[] names = (String[]) Values.read(in, String[].class);
        String[] sources = (String[]) Values.read(in, String[].class);
        String[] answers = (String[]) Values.read(in, String[].class);
        String[][] forbidden = (String[][]) Values.read(in, String[][].class);
        return Replies.done(
            Values.bytes(String[].class, verdicts(names, sources, answers, forbidden)));
      }
      case ANSWER -> {
        Class<?> contract = contract((String) Values.read(in, String.class));
        Object object = answer(contract, (String) Values.read(in, String.class));
        servant = new Servant(Contract.of(contract), object);
        return Replies.done(new byte[0]);
      }
      default -> {
        byte[] call = in.readAllBytes();
        return Replies.done((byte[]) session.call(() -> servant.call(call)));
      }
    }
  }

  private String[] verdicts(
      String[] names, String[] sources, String[] answers, String[][] forbidden) {
    List<Submission.Cell> cells = new ArrayList<>();
    for (int i = 0; i < names.length; i++) {
      cells.add(new Submission.Cell(names[i], sources[i]));
    }
    ForbiddenUses uses =
        new ForbiddenUses(new CellUnit(cells, session), System.getProperty("java.class.path"));
    String[] verdicts = new String[answers.length];
    for (int i = 0; i < answers.length; i++) {
      verdicts[i] = uses.find(answers[i], List.of(forbidden[i]));
    }
    return verdicts;
  }

  private static Class<?> contract(String name) {
    try {
      return Class.forName(name);
    } catch (ClassNotFoundException e) {
      throw new IllegalArgumentException(e);
    }
  }

  private Object answer(Class<?> contract, String student) throws CellError {
    Object object = session.evaluate("new " + student + "()", "the answer");
    if (!contract.isInstance(object)) {
      throw new IllegalArgumentException(
          "%s does not implement %s".formatted(student, contract.getSimpleName()));
    }
    return object;
  }

  private static byte[] failed(CellError error) {
    List<String> lines = new ArrayList<>(error.traceback());
    return Replies.failed(String.join("\n", lines.subList(0, Math.min(20, lines.size()))));
  }
}
