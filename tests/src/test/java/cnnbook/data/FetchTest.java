package cnnbook.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import cnnbook.UserError;
import java.io.IOException;
import java.net.URI;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(30)
class FetchTest {
  private static final int SIZE = 300_007;

  @TempDir private Path cache;

  private final byte[] content = bytes(SIZE, 1);
  private final FileServer server = new FileServer(content);
  private final RemoteSet set = set(server.uri());
  private final List<String> told = new ArrayList<>();
  private Fetch fetch;

  @BeforeEach
  void makeFetch() {
    fetch = fetch(Duration.ofSeconds(10));
  }

  @AfterEach
  void stopServer() {
    server.close();
  }

  @Test
  void downloadedFileStandsInItsPlaceAlone() throws IOException {
    fetch.download(set);
    assertThat(file()).hasBinaryContent(content);
    assertThat(folder()).containsExactly("data.bin");
    assertThat(told).contains("data.bin 300007/300007", "data.bin: md5 matches");
  }

  @Test
  void fileThatIsThereIsNotDownloadedAgain() {
    fetch.download(set);
    fetch.download(set);
    assertThat(server.requests).containsExactly("all");
  }

  @Test
  void damagedFileInTheCacheIsReplaced() throws IOException {
    Files.createDirectories(file().getParent());
    Files.write(file(), bytes(SIZE, 2));
    fetch.download(set);
    assertThat(file()).hasBinaryContent(content);
  }

  @Test
  void serverThatDiesMidwayIsAskedForTheRest() throws IOException {
    server.bytesPerAnswer = 100_000;
    fetch.download(set);
    assertThat(file()).hasBinaryContent(content);
    assertThat(server.requests.get(0)).isEqualTo("all");
    assertThat(server.requests.subList(1, server.requests.size()))
        .isNotEmpty()
        .allMatch(range -> range.matches("bytes=[1-9]\\d*-"));
  }

  @Test
  void interruptedDownloadGoesOnWhereItStopped() throws IOException {
    server.bytesPerAnswer = 20_000;
    assertThatThrownBy(() -> fetch.download(set))
        .hasMessageMatching("(?s).*\\(after [1-9]\\d* of 300007 bytes\\).*");
    assertThat(folder()).containsExactlyInAnyOrder("data.bin.part", "data.bin.part.tag");

    server.bytesPerAnswer = SIZE;
    server.requests.clear();
    long kept = Files.size(part());
    fetch.download(set);
    assertThat(server.requests).containsExactly("bytes=" + kept + "-");
    assertThat(file()).hasBinaryContent(content);
    assertThat(folder()).containsExactly("data.bin");
  }

  @Test
  void fileThatChangedOnTheServerIsNotMixedWithTheOldPart() throws IOException {
    server.content = bytes(SIZE, 3);
    server.bytesPerAnswer = 20_000;
    assertThatThrownBy(() -> fetch.download(set)).isInstanceOf(UserError.class);

    server.content = content;
    server.tag = "\"v2\"";
    server.bytesPerAnswer = SIZE;
    server.requests.clear();
    long kept = Files.size(part());
    fetch.download(set);
    assertThat(server.requests).containsExactly("bytes=" + kept + "-");
    assertThat(file()).hasBinaryContent(content);
  }

  @Test
  void serverThatIgnoresRangesIsTakenFromTheStart() throws IOException {
    server.bytesPerAnswer = 20_000;
    assertThatThrownBy(() -> fetch.download(set)).isInstanceOf(UserError.class);
    server.ranges = false;
    server.bytesPerAnswer = SIZE;
    fetch.download(set);
    assertThat(file()).hasBinaryContent(content);
  }

  @Test
  void partThatTurnsOutWrongIsThrownAwayAndTheFileFetchedAnew() throws IOException {
    Files.createDirectories(file().getParent());
    Files.write(part(), bytes(1000, 4));
    Files.writeString(part().resolveSibling("data.bin.part.tag"), server.tag);
    fetch.download(set);
    assertThat(server.requests).containsExactly("bytes=1000-", "all");
    assertThat(file()).hasBinaryContent(content);
  }

  @Test
  void partOfUnknownVersionIsNotUsed() throws IOException {
    Files.createDirectories(file().getParent());
    Files.write(part(), bytes(1000, 4));
    fetch.download(set);
    assertThat(server.requests).containsExactly("all");
    assertThat(file()).hasBinaryContent(content);
  }

  @Test
  void partWithAnUnusableMarkIsNotUsed() throws IOException {
    for (byte[] tag : new byte[][] {new byte[12], {(byte) 0xC3, '"'}, {}, {'\n'}}) {
      server.requests.clear();
      Files.createDirectories(file().getParent());
      Files.deleteIfExists(file());
      Files.write(part(), bytes(1000, 4));
      Files.write(part().resolveSibling("data.bin.part.tag"), tag);
      fetch.download(set);
      assertThat(server.requests).containsExactly("all");
      assertThat(file()).hasBinaryContent(content);
      assertThat(folder()).containsExactly("data.bin");
    }
  }

  @Test
  void serverWithoutVersionMarksIsTakenFromTheStart() throws IOException {
    server.tag = null;
    server.bytesPerAnswer = 20_000;
    assertThatThrownBy(() -> fetch.download(set)).isInstanceOf(UserError.class);
    server.bytesPerAnswer = SIZE;
    fetch.download(set);
    assertThat(file()).hasBinaryContent(content);
  }

  @Test
  void wrongChecksumIsRefusedWithBothChecksums() throws IOException {
    byte[] wrong = bytes(SIZE, 5);
    server.content = wrong;
    assertThatThrownBy(() -> fetch.download(set))
        .isInstanceOf(UserError.class)
        .hasMessageContaining("expected md5 " + md5(content))
        .hasMessageContaining("found " + md5(wrong));
    assertThat(folder()).isEmpty();
  }

  @Test
  void wrongSizeIsRefusedBeforeItIsDownloaded() throws IOException {
    server.content = bytes(SIZE + 1, 1);
    assertThatThrownBy(() -> fetch.download(set))
        .hasMessageContaining("expected 300007 bytes, the server offers 300008");
    assertThat(folder()).isEmpty();
  }

  @Test
  void missingFileNamesTheUrlAndTheStatusAndFrom() {
    server.status = 404;
    assertThatThrownBy(() -> fetch.download(set))
        .hasMessageContaining(server.uri() + "data.bin: HTTP status 404")
        .isInstanceOfSatisfying(UserError.class, FetchTest::namesFrom);
  }

  @Test
  void networkThatIsNotThereNamesTheUrlAndFrom() {
    server.close();
    assertThatThrownBy(() -> fetch.download(set))
        .hasMessageContaining(server.uri() + "data.bin: no connection")
        .isInstanceOfSatisfying(UserError.class, FetchTest::namesFrom);
  }

  private static void namesFrom(UserError error) {
    assertThat(error.exitCode()).isEqualTo(UserError.MISSING);
    assertThat(error.remedy()).contains("--from DIR|FILE");
  }

  @Test
  void secondMirrorIsTriedAfterTheFirst() throws IOException {
    try (FileServer broken = new FileServer(content)) {
      broken.status = 503;
      fetch.download(set(broken.uri(), server.uri()));
      assertThat(broken.requests).hasSize(1);
    }
    assertThat(file()).hasBinaryContent(content);
  }

  @Test
  void silentServerIsGivenUp() {
    server.silent = true;
    server.bytesPerAnswer = 0;
    assertThatThrownBy(() -> fetch(Duration.ofSeconds(1)).download(set))
        .hasMessageContaining("no byte for 1 s");
  }

  @Test
  void twoFetchesAtOnceDownloadOnce() throws IOException {
    List<CompletableFuture<Void>> both =
        Stream.of(1, 2)
            .map(i -> CompletableFuture.runAsync(() -> new Fetch(cache, quiet()).download(set)))
            .toList();
    both.forEach(CompletableFuture::join);
    assertThat(server.requests).containsExactly("all");
    assertThat(file()).hasBinaryContent(content);
  }

  @Test
  void cacheThatIsAFileIsNamed() throws IOException {
    Path inTheWay = Files.writeString(cache.resolve("taken"), "");
    assertThatThrownBy(() -> new Fetch(inTheWay, quiet()).download(set))
        .isInstanceOf(UserError.class)
        .hasMessageContaining(inTheWay.toString());
  }

  @Test
  void fullDiskIsNamedAndIsNotTakenForTheNetwork() throws IOException {
    Path full = Path.of("/dev/full");
    assumeTrue(Files.exists(full), "only Linux has /dev/full");
    try (FileChannel out = FileChannel.open(full, StandardOpenOption.WRITE)) {
      assertThatThrownBy(() -> new PartFile(file()).write(out, content, 100))
          .isInstanceOf(UserError.class)
          .hasMessageContaining(part() + " cannot be written")
          .hasMessageContaining("space");
    }
  }

  @Test
  void fileThatSomebodyHasIsTakenByItsName(@TempDir Path from) throws IOException {
    Files.write(from.resolve("data.bin"), content);
    assertThat(fetch.take(set, from)).isEmpty();
    assertThat(file()).hasBinaryContent(content);
    assertThat(folder()).containsExactly("data.bin");
    assertThat(server.requests).isEmpty();
  }

  @Test
  void fileOfAnotherNameIsTakenByItsChecksum(@TempDir Path from) throws IOException {
    Path copy = Files.write(from.resolve("download (1)"), content);
    fetch.take(set, copy);
    assertThat(file()).hasBinaryContent(content);
  }

  @Test
  void wrongFileIsRefusedByItsOwnName(@TempDir Path from) throws IOException {
    Path copy = Files.write(from.resolve("data.bin"), bytes(SIZE, 6));
    assertThatThrownBy(() -> fetch.take(set, from))
        .isInstanceOf(UserError.class)
        .hasMessageContaining(copy + ": expected 300007 bytes with md5 " + md5(content));
    assertThat(folder()).isEmpty();
  }

  @Test
  void folderWithoutTheFilesIsRefused(@TempDir Path from) {
    assertThatThrownBy(() -> fetch.take(set, from))
        .isInstanceOfSatisfying(UserError.class, e -> assertThat(e.remedy()).contains("data.bin"));
    assertThatThrownBy(() -> fetch.take(set, from.resolve("nothing")))
        .hasMessageContaining("nothing is not there");
  }

  @Test
  void unpackedFileWithoutKnownChecksumIsTakenByItsContent(@TempDir Path from) throws IOException {
    Path labels = Files.write(from.resolve("labels"), IdxFiles.raw(new byte[] {2, 0, 1}, 3));
    RemoteSet some = labels(null);
    assertThat(fetch.take(some, labels)).isEmpty();
    assertThat(told).anyMatch(line -> line.contains("no checksum of the unpacked file is known"));
    assertThat(some.problems(cache)).isEmpty();
  }

  @Test
  void takenFileReplacesADamagedOneOfTheOtherForm(@TempDir Path from) throws IOException {
    Path labels = Files.write(from.resolve("labels"), IdxFiles.raw(new byte[] {2, 0, 1}, 3));
    Files.createDirectories(file().getParent());
    Files.writeString(cache.resolve("some/labels.gz"), "damaged");
    fetch.take(labels(null), labels);
    assertThat(folder()).containsExactly("labels");
  }

  @Test
  void unpackedFilesOfMnistAreKnownByTheirChecksum() {
    String testLabels = "ff7bcfd416de33731a308c3f266cc351222c34898ecbeaf847f06e48f7ec33f2";
    assertThat(RemoteSet.ownerOfUnpacked(testLabels)).contains("mnist");
    assertThat(RemoteSet.ownerOfUnpacked("00")).isEmpty();
  }

  @Test
  void unpackedFileOfWrongContentIsRefused(@TempDir Path from) throws IOException {
    Path labels = Files.write(from.resolve("labels"), IdxFiles.raw(new byte[] {2, 0, 3}, 3));
    assertThatThrownBy(() -> fetch.take(labels(null), labels))
        .hasMessageContaining("expected labels from 0 to 2, found 3");
    Files.write(labels, IdxFiles.raw(new byte[] {2, 0}, 2));
    assertThatThrownBy(() -> fetch.take(labels(null), labels))
        .hasMessageContaining("expected sizes [3], found [2]");
  }

  @Test
  void unpackedFileOfWrongChecksumIsRefused(@TempDir Path from) throws IOException {
    Path labels = Files.write(from.resolve("labels"), IdxFiles.raw(new byte[] {2, 0, 1}, 3));
    assertThatCode(() -> fetch.take(labels(Checksum.sha256(labels)), labels))
        .doesNotThrowAnyException();
    assertThatThrownBy(() -> fetch.take(labels("00ff"), labels))
        .hasMessageContaining("expected sha256 00ff, found");
  }

  private Fetch fetch(Duration patience) {
    Progress progress =
        new Progress() {
          @Override
          public void arrived(String file, long bytes, long total) {
            told.add(file + " " + bytes + "/" + total);
          }

          @Override
          public void done(String file, String proof) {
            told.add(file + ": " + proof);
          }
        };
    return new Fetch(cache, progress, patience);
  }

  private static Progress quiet() {
    return new Progress() {};
  }

  private RemoteSet set(URI... mirrors) {
    return new RemoteSet(
        "some",
        "",
        "",
        List.of(mirrors),
        List.of(new RemoteFile("data.bin", SIZE, md5(content), null)));
  }

  private static RemoteSet labels(String sha256) {
    var idx = new RemoteFile.Unpacked(sha256, 3, 3);
    return new RemoteSet(
        "some", "", "", List.of(), List.of(new RemoteFile("labels.gz", 1, "", idx)));
  }

  private Path file() {
    return cache.resolve("some").resolve("data.bin");
  }

  private Path part() {
    return cache.resolve("some").resolve("data.bin.part");
  }

  private List<String> folder() throws IOException {
    try (Stream<Path> files = Files.list(cache.resolve("some"))) {
      return files.map(path -> path.getFileName().toString()).toList();
    }
  }

  private static byte[] bytes(int size, long seed) {
    byte[] bytes = new byte[size];
    new Random(seed).nextBytes(bytes);
    return bytes;
  }

  private static String md5(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("MD5").digest(bytes));
    } catch (java.security.NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
