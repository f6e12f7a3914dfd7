package cnnbook.kernel;

import java.io.IOException;
import java.net.ServerSocket;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.dflib.jjava.jupyter.channels.JupyterSocket;
import org.dflib.jjava.jupyter.kernel.KernelConnectionProperties;
import org.dflib.jjava.jupyter.messages.Header;
import org.dflib.jjava.jupyter.messages.Message;
import org.dflib.jjava.jupyter.messages.MessageType;
import org.dflib.jjava.jupyter.messages.request.ExecuteRequest;
import org.dflib.jjava.jupyter.messages.request.KernelInfoRequest;
import org.slf4j.LoggerFactory;
import org.zeromq.SocketType;
import org.zeromq.ZMQ;

/** A kernel and a front end in one process: what {@link ClassArchive} records. */
public final class Rehearsal {
  private static final List<String> CELLS =
      List.of(
          "1 + 1",
          "import java.util.stream.*;\nint n = 3;\nSystem.out.println(\"n = \" + n);\nn * 2",
          "record Point(double x, double y) {}\nnew Point(1, 2)",
          "double mean(double... xs) { return Arrays.stream(xs).average().orElse(0); }\nmean(1, 2)",
          "int wrong = \"text\";",
          "new int[2][3][4].length + IntStream.range(0, 3).mapToObj(i -> \"\" + i).toList().size()",
          "throw new IllegalStateException(\"why\", new RuntimeException(\"because\"));",
          // JUnit is many small classes: without this the first check of an exercise takes longest.
          """
          import cnnbook.exercises.*;
          import cnnbook.exercises.e02.*;
          import cnnbook.tensor.*;
          class Ex2_1 implements CrossCorrelation {
            public Tensor correlate(Tensor image, Tensor kernel, int stride, int padding) {
              return image;
            }
          }
          Check.exercise("2.1", new Ex2_1())""");

  private Rehearsal() {}

  /** The front end's end of a request channel. */
  private static final class Dealer extends JupyterSocket {
    Dealer(ZMQ.Context zmq, KernelConnectionProperties connection) throws Exception {
      super(
          zmq,
          SocketType.DEALER,
          connection.createHMACGenerator(),
          LoggerFactory.getLogger(Rehearsal.class));
    }

    @Override
    public void bind(KernelConnectionProperties to) {
      connect(formatAddress(to.getTransport(), to.getIp(), to.getShellPort()));
    }
  }

  /** Plays a session through and ends the JVM. */
  public static void main(String[] args) {
    try {
      play();
      System.exit(0);
    } catch (Exception e) {
      System.exit(1);
    }
  }

  private static void play() throws Exception {
    KernelConnectionProperties connection = connection();
    Channels channels = new Channels(connection);
    CompletableFuture<Session> session = new CompletableFuture<>();
    Thread kernel = new Thread(() -> new JavaKernel(channels, session, () -> {}).serve(), "kernel");
    kernel.setDaemon(true);
    kernel.start();
    session.complete(Session.open());
    Dealer client = new Dealer(ZMQ.context(1), connection);
    client.bind(connection);
    ask(client, MessageType.KERNEL_INFO_REQUEST, new KernelInfoRequest());
    for (String cell : CELLS) {
      ask(
          client,
          MessageType.EXECUTE_REQUEST,
          new ExecuteRequest(cell, false, true, Map.of(), false, false));
    }
    session.join().assistance().complete("Math.ma", 7);
  }

  private static <T> void ask(Dealer client, MessageType<T> type, T content) {
    client.sendMessage(new Message<>(new Header<>("rehearsal", type), content));
    do {
      client.recv();
    } while (client.hasReceiveMore());
  }

  private static KernelConnectionProperties connection() throws IOException {
    int[] ports = new int[5];
    List<ServerSocket> held = new java.util.ArrayList<>();
    for (int i = 0; i < ports.length; i++) {
      ServerSocket socket = new ServerSocket(0);
      held.add(socket);
      ports[i] = socket.getLocalPort();
    }
    for (ServerSocket socket : held) {
      socket.close();
    }
    return new KernelConnectionProperties(
        "127.0.0.1", ports[0], ports[1], ports[2], ports[3], ports[4], "tcp", "hmac-sha256", "key");
  }
}
