package cnnbook.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Fetches in processes of their own, which can be killed and do not know of each other. */
@Timeout(60)
class FetchProcessTest {
  @TempDir private Path cache;

  private FileServer server;
  private String md5;

  @BeforeEach
  void startServer() throws IOException {
    byte[] content = new byte[200_003];
    new Random(1).nextBytes(content);
    server = new FileServer(content);
    md5 = Checksum.md5(Files.write(cache.resolve("original"), content));
  }

  @AfterEach
  void stopServer() {
    server.close();
  }

  /** The child process: server, cache, size, md5. */
  public static void main(String[] args) {
    new Fetch(Path.of(args[1]), new Progress() {})
        .download(set(URI.create(args[0]), Long.parseLong(args[2]), args[3]));
  }

  private static RemoteSet set(URI server, long size, String md5) {
    var file = new RemoteFile("data.bin", size, md5, null);
    return new RemoteSet("some", "", "", List.of(server), List.of(file));
  }

  private Process start() throws IOException, URISyntaxException {
    String classPath = codeOf(Fetch.class) + File.pathSeparator + codeOf(FetchProcessTest.class);
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            classPath,
            FetchProcessTest.class.getName(),
            server.uri().toString(),
            cache.toString(),
            String.valueOf(server.content.length),
            md5)
        .inheritIO()
        .start();
  }

  private static Path codeOf(Class<?> type) throws URISyntaxException {
    return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
  }

  @Test
  void twoProcessesAtOnceDownloadOnce() throws Exception {
    Process first = start();
    Process second = start();
    assertThat(first.waitFor()).isZero();
    assertThat(second.waitFor()).isZero();
    assertThat(server.requests).containsExactly("all");
    assertThat(cache.resolve("some/data.bin")).hasBinaryContent(server.content);
  }

  @Test
  void killedProcessLeavesAPartThatTheNextOneGoesOnWith() throws Exception {
    server.bytesPerAnswer = 100_000;
    server.silent = true;
    Process killed = start();
    Path part = cache.resolve("some/data.bin.part");
    while (!Files.exists(part) || Files.size(part) < 100_000) {
      assertThat(killed.isAlive()).isTrue();
      TimeUnit.MILLISECONDS.sleep(20);
    }
    killed.destroyForcibly().waitFor();
    assertThat(cache.resolve("some/data.bin")).doesNotExist();

    server.bytesPerAnswer = server.content.length;
    server.silent = false;
    assertThat(start().waitFor()).isZero();
    assertThat(server.requests).containsExactly("all", "bytes=100000-");
    assertThat(cache.resolve("some/data.bin")).hasBinaryContent(server.content);
  }
}
