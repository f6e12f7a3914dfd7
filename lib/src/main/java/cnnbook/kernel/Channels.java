package cnnbook.kernel;

import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import org.dflib.jjava.jupyter.channels.JupyterSocket;
import org.dflib.jjava.jupyter.channels.ShellChannel;
import org.dflib.jjava.jupyter.channels.StdinChannel;
import org.dflib.jjava.jupyter.kernel.KernelConnectionProperties;
import org.dflib.jjava.jupyter.messages.HMACGenerator;
import org.dflib.jjava.jupyter.messages.Message;
import org.dflib.jjava.jupyter.messages.publish.PublishStatus;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.zeromq.SocketType;
import org.zeromq.ZMQ;
import org.zeromq.ZMQException;

/**
 * The five sockets of a kernel, each with a thread of its own that blocks until a message comes.
 * (The library's own connection polls: the shell each 50 ms, the heartbeat each 500 ms.)
 */
final class Channels {
  private static final Logger LOG = LoggerFactory.getLogger(Channels.class);

  private final ZMQ.Context zmq = ZMQ.context(1);
  private final KernelConnectionProperties connection;
  private final Router shell;
  private final Router control;
  private final StdinChannel stdin;
  private final Publisher publisher;
  private final ZMQ.Socket heartbeat;

  /** A request channel, bound but not polled. */
  static final class Router extends ShellChannel {
    private final boolean isControl;

    Router(ZMQ.Context zmq, HMACGenerator signer, boolean isControl) {
      super(zmq, signer, isControl, null);
      this.isControl = isControl;
      setHWM(0);
      setLinger(1_000);
    }

    @Override
    public void bind(KernelConnectionProperties to) {
      int port = isControl ? to.getControlPort() : to.getShellPort();
      bind(formatAddress(to.getTransport(), to.getIp(), port));
    }
  }

  /**
   * Binds the sockets; from here on messages are stored.
   *
   * @throws GeneralSecurityException if the connection's signature scheme is not known here
   */
  Channels(KernelConnectionProperties connection) throws GeneralSecurityException {
    this.connection = connection;
    shell = new Router(zmq, connection.createHMACGenerator(), false);
    control = new Router(zmq, connection.createHMACGenerator(), true);
    stdin = new StdinChannel(zmq, connection.createHMACGenerator());
    publisher = new Publisher(zmq, connection.createHMACGenerator());
    heartbeat = zmq.socket(SocketType.REP);
    heartbeat.bind(address(connection.getHbPort()));
    for (JupyterSocket socket : List.of(shell, control, stdin, publisher)) {
      socket.bind(connection);
    }
    publisher.start();
    daemon("jupyter-heartbeat", this::beat);
    publisher.sendMessage(new Message<>(null, PublishStatus.MESSAGE_TYPE, PublishStatus.STARTING));
  }

  private String address(int port) {
    String separator = "ipc".equals(connection.getTransport()) ? "-" : ":";
    return connection.getTransport() + "://" + connection.getIp() + separator + port;
  }

  Publisher publisher() {
    return publisher;
  }

  StdinChannel stdin() {
    return stdin;
  }

  ZMQ.Context zmq() {
    return zmq;
  }

  /** Hands the messages of both request channels to a handler, each on its channel's thread. */
  void serve(BiConsumer<Router, Message<?>> handler) {
    daemon("jupyter-control", () -> receive(control, handler));
    receive(shell, handler);
  }

  private static void receive(Router channel, BiConsumer<Router, Message<?>> handler) {
    while (true) {
      try {
        handler.accept(channel, channel.readMessage());
      } catch (ZMQException closed) {
        return;
      } catch (SecurityException e) {
        LOG.warn("A message with a wrong signature was ignored");
      } catch (RuntimeException e) {
        LOG.warn("A message could not be handled", e);
      }
    }
  }

  /** What has already arrived on a channel; called on its thread. */
  static List<Message<?>> arrived(Router channel, ZMQ.Context zmq) {
    List<Message<?>> messages = new ArrayList<>();
    try (ZMQ.Poller poller = zmq.poller(1)) {
      poller.register(channel, ZMQ.Poller.POLLIN);
      while (poller.poll(0) > 0) {
        messages.add(channel.readMessage());
      }
    }
    return messages;
  }

  private void beat() {
    try {
      while (true) {
        heartbeat.send(heartbeat.recv());
      }
    } catch (ZMQException closed) {
      // The kernel ends.
    }
  }

  private static void daemon(String name, Runnable body) {
    Thread thread = new Thread(body, name);
    thread.setDaemon(true);
    thread.start();
  }
}
