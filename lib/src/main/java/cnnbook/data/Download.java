package cnnbook.data;

import cnnbook.UserError;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.channels.UnresolvedAddressException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Downloads one file, going on where an earlier attempt stopped: {@code Range} asks for the rest,
 * {@code If-Range} makes the server send the whole file if it has changed since (RFC 9110, section
 * 13.1.5).
 */
final class Download {
  private static final int ATTEMPTS_PER_MIRROR = 5;
  private static final int BUFFER = 1 << 16;

  private final HttpClient client;
  private final Duration patience;
  private final Progress progress;

  /**
   * A download.
   *
   * @param patience how long the server may be silent
   */
  Download(Duration patience, Progress progress) {
    this.client =
        HttpClient.newBuilder()
            .followRedirects(HttpClient.Redirect.NORMAL)
            .connectTimeout(patience)
            .build();
    this.patience = patience;
    this.progress = progress;
  }

  /** The server answered, and what it gave is of no use; asking again would not help. */
  private static final class Useless extends IOException {
    private static final long serialVersionUID = 1L;

    Useless(String message) {
      super(message);
    }
  }

  /**
   * Fetches a file and puts it at its place, checked.
   *
   * @param mirrors folders that hold the file, tried in this order
   * @param target where it goes; only the whole file with the right checksum ever stands there
   * @throws UserError if no mirror gave it, with each one's address and what went wrong
   */
  void fetch(List<URI> mirrors, RemoteFile file, Path target) {
    PartFile part = new PartFile(target);
    List<String> failures = new ArrayList<>();
    for (URI mirror : mirrors) {
      URI url = mirror.resolve(file.name());
      Optional<String> failure = fetch(url, file, part);
      if (failure.isEmpty()) {
        part.install();
        return;
      }
      failures.add(url + ": " + failure.get());
    }
    throw UserError.missing(
        "%s could not be fetched%n  %s".formatted(file.name(), String.join("\n  ", failures)),
        "Check the network and run the command again: it goes on where it stopped. Or use files"
            + " that you have: --from DIR|FILE");
  }

  /** Tries one mirror, again if a connection broke. */
  private Optional<String> fetch(URI url, RemoteFile file, PartFile part) {
    String failure = "";
    for (int attempt = 0; attempt < ATTEMPTS_PER_MIRROR; attempt++) {
      long before = part.kept();
      try {
        if (before < file.bytes()) {
          request(url, file, part);
        }
        check(file, part, before > 0);
        return Optional.empty();
      } catch (IOException e) {
        failure = describe(e) + progressOf(file, part.kept());
        if (!worthTryingAgain(e, part.kept() != before)) {
          break;
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw UserError.failed(
            "the download of " + url + " was interrupted",
            "Run the command again: it goes on where it stopped.");
      }
    }
    return Optional.of(failure);
  }

  private static boolean worthTryingAgain(IOException e, boolean somethingCame) {
    boolean unreachable = e instanceof ConnectException || e instanceof HttpTimeoutException;
    return !(e instanceof Useless) && (somethingCame || !unreachable);
  }

  private static String progressOf(RemoteFile file, long kept) {
    return kept == 0 ? "" : " (after %d of %d bytes)".formatted(kept, file.bytes());
  }

  /** After a resumed download the old part may be to blame: then a new start is worth trying. */
  private void check(RemoteFile file, PartFile part, boolean resumed) throws IOException {
    if (!part.isIntact(file)) {
      String found = part.md5();
      part.discard();
      String message = "expected md5 %s, found %s".formatted(file.md5(), found);
      throw resumed ? new IOException(message) : new Useless(message);
    }
    progress.done(file.name(), "md5 matches");
  }

  private void request(URI url, RemoteFile file, PartFile part)
      throws IOException, InterruptedException {
    long kept = part.kept();
    HttpRequest.Builder request = HttpRequest.newBuilder(url).timeout(patience);
    if (kept > 0) {
      request.header("Range", "bytes=" + kept + "-").header("If-Range", part.tag());
    }
    HttpResponse<InputStream> response = client.send(request.build(), BodyHandlers.ofInputStream());
    try (InputStream body = response.body()) {
      long from = startOf(response, kept, part);
      checkLength(response, from, file, part);
      if (from == 0) {
        part.restart(version(response));
      }
      append(body, from, file, part);
    }
  }

  /** Where the server's answer begins in the file. */
  private static long startOf(HttpResponse<?> response, long kept, PartFile part)
      throws IOException {
    String range = response.headers().firstValue("Content-Range").orElse("");
    if (response.statusCode() == 200) {
      return 0;
    }
    if (response.statusCode() == 206 && range.startsWith("bytes " + kept + "-")) {
      return kept;
    }
    if (kept > 0 && (response.statusCode() == 206 || response.statusCode() == 416)) {
      part.discard();
      throw new IOException("the server cannot go on at byte " + kept);
    }
    throw new Useless("HTTP status " + response.statusCode());
  }

  private static void checkLength(
      HttpResponse<?> response, long from, RemoteFile file, PartFile part) throws Useless {
    long length = response.headers().firstValueAsLong("Content-Length").orElse(-1);
    if (length >= 0 && from + length != file.bytes()) {
      if (from > 0) {
        part.discard();
      }
      throw new Useless(
          "expected %d bytes, the server offers %d".formatted(file.bytes(), from + length));
    }
  }

  /** The mark by which the server can tell whether the file has changed; null if it gives none. */
  private static String version(HttpResponse<?> response) {
    return response
        .headers()
        .firstValue("ETag")
        .filter(tag -> !tag.startsWith("W/"))
        .or(() -> response.headers().firstValue("Last-Modified"))
        .orElse(null);
  }

  private void append(InputStream body, long from, RemoteFile file, PartFile part)
      throws IOException, InterruptedException {
    ExecutorService reader = Executors.newSingleThreadExecutor(Download::daemon);
    long at = from;
    try (FileChannel out = part.append()) {
      byte[] buffer = new byte[BUFFER];
      for (int n = read(reader, body, buffer); n >= 0; n = read(reader, body, buffer)) {
        if (at + n > file.bytes()) {
          part.discard();
          throw new Useless("expected %d bytes, found more".formatted(file.bytes()));
        }
        part.write(out, buffer, n);
        at += n;
        progress.arrived(file.name(), at, file.bytes());
      }
    } finally {
      reader.shutdownNow();
    }
    if (at < file.bytes()) {
      throw new EOFException("the connection ended");
    }
  }

  /** Reads in another thread: the client's own timeout ends where the body begins. */
  private int read(ExecutorService reader, InputStream body, byte[] buffer)
      throws IOException, InterruptedException {
    try {
      return reader.submit(() -> body.read(buffer)).get(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      throw new HttpTimeoutException("no byte for " + patience.toSeconds() + " s");
    } catch (ExecutionException e) {
      throw new IOException(e.getCause());
    }
  }

  private static Thread daemon(Runnable work) {
    Thread thread = new Thread(work, "download");
    thread.setDaemon(true);
    return thread;
  }

  /** Java's network exceptions often have no message, or one about their cause's class only. */
  private static String describe(IOException e) {
    Throwable cause = e;
    while (cause.getCause() != null) {
      cause = cause.getCause();
    }
    if (cause instanceof UnresolvedAddressException) {
      return "the server's name is unknown (no network?)";
    }
    if (cause instanceof ClosedChannelException || cause instanceof ConnectException) {
      return "no connection";
    }
    return cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
  }
}
