package cnnbook.data;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A web server on loopback that serves one file under every path, as badly as it is told to. */
final class FileServer implements AutoCloseable {
  private static final int NEVER = Integer.MAX_VALUE;

  /** What each request asked for: its {@code Range} header, "all" without one. */
  final List<String> requests = Collections.synchronizedList(new ArrayList<>());

  volatile byte[] content;
  volatile String tag = "\"v1\"";
  volatile boolean ranges = true;
  volatile int status = 200;
  volatile boolean silent;

  /** The connection is cut after so many bytes of each answer. */
  volatile int bytesPerAnswer = NEVER;

  private final HttpServer server;
  private final ExecutorService workers = Executors.newCachedThreadPool();

  FileServer(byte[] content) {
    this.content = content;
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.createContext("/", this::answer);
    server.setExecutor(workers);
    server.start();
  }

  URI uri() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/");
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      String range = exchange.getRequestHeaders().getFirst("Range");
      requests.add(range == null ? "all" : range);
      if (status != 200) {
        exchange.sendResponseHeaders(status, -1);
        return;
      }
      if (tag != null) {
        exchange.getResponseHeaders().set("ETag", tag);
      }
      int from = start(exchange, range);
      exchange.sendResponseHeaders(from > 0 ? 206 : 200, content.length - from);
      send(exchange.getResponseBody(), Arrays.copyOfRange(content, from, content.length));
    }
  }

  private int start(HttpExchange exchange, String range) {
    String condition = exchange.getRequestHeaders().getFirst("If-Range");
    if (!ranges || range == null || condition != null && !condition.equals(tag)) {
      return 0;
    }
    int from = Integer.parseInt(range.replaceAll("\\D", ""));
    exchange
        .getResponseHeaders()
        .set("Content-Range", "bytes %d-%d/%d".formatted(from, content.length - 1, content.length));
    return from;
  }

  private void send(OutputStream body, byte[] rest) throws IOException {
    body.write(rest, 0, Math.min(bytesPerAnswer, rest.length));
    body.flush();
    if (silent) {
      sleep(60_000);
    } else if (bytesPerAnswer < rest.length) {
      // Java's client throws away what it has not handed on when the connection breaks.
      sleep(100);
    }
  }

  private static void sleep(long millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    server.stop(0);
    workers.shutdownNow();
  }
}
