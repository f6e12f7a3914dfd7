package cnnbook.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cnnbook.UserError;
import cnnbook.data.CifarFiles.Tar;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(30)
class CifarArchiveTest {
  private static final byte[] ONE = CifarFiles.records(3, 1);
  private static final byte[] TWO = CifarFiles.records(0, 9);
  private static final byte[] TEST = CifarFiles.records(5, 5);
  private static final byte[] GOOD = members(new Tar()).gzip();

  private final CifarArchive inside =
      new CifarArchive("batches", List.of("one.bin", "two.bin", "test.bin"), 2);
  private final List<String> told = new ArrayList<>();

  @TempDir private Path folder;
  private Path cache;
  private Path target;

  @BeforeEach
  void makeFolders() throws IOException {
    cache = folder.resolve("cache");
    target = Files.createDirectories(folder.resolve("target"));
  }

  private static Tar members(Tar tar) {
    return tar.file("batches/readme.html", new byte[] {1})
        .file("batches/two.bin", TWO)
        .file("./batches/one.bin", ONE)
        .file("batches/test.bin", TEST);
  }

  @Test
  void membersAreUnpackedAndNothingElse() throws IOException {
    inside.unpack(archive(GOOD), target);
    assertThat(names(target)).containsExactly("one.bin", "test.bin", "two.bin");
    assertThat(inside.problem(target)).isEmpty();
    Split split = DataSets.cifar(target, inside);
    assertThat(split.train().labels()).containsExactly(3, 1, 0, 9);
    assertThat(split.test().labels()).containsExactly(5, 5);
    assertThat(split.train().bytes(2)).containsExactly(split.train().bytes(0));
  }

  @Test
  void namesInHeadersOfTheirOwnAreRead() throws IOException {
    CifarArchive one = new CifarArchive("batches", List.of("one.bin"), 2);
    one.unpack(archive(new Tar().longNamed("batches/one.bin", ONE).gzip()), target);
    assertThat(target.resolve("one.bin")).hasBinaryContent(ONE);
  }

  @Test
  void noEntryLeadsOutOfTheFolder() throws IOException {
    Tar hostile =
        new Tar()
            .file("../one.bin", ONE)
            .file("batches/../../one.bin", ONE)
            .file(folder.resolve("absolute").toString(), ONE)
            .link("batches", folder.toString());
    Path archive = archive(members(hostile).gzip());
    inside.unpack(archive, target);
    assertThat(names(target)).containsExactly("one.bin", "test.bin", "two.bin");
    assertThat(names(folder)).containsExactly("archive", "target");
  }

  @Test
  void linkInPlaceOfAMemberIsRefused() throws IOException {
    Path secret = Files.write(folder.resolve("secret"), ONE);
    byte[] hostile = new Tar().link("batches/one.bin", secret.toString()).gzip();
    refused(hostile, "batches/one.bin", "an entry of another kind");
  }

  @Test
  void linkThatLiesInTheFolderIsReplacedAndNotFollowed() throws IOException {
    Path other = Files.writeString(folder.resolve("other"), "untouched");
    Files.createSymbolicLink(target.resolve("one.bin"), other);
    inside.unpack(archive(GOOD), target);
    assertThat(other).hasContent("untouched");
    assertThat(target.resolve("one.bin")).hasBinaryContent(ONE);
  }

  @Test
  void memberOfAnotherSizeIsRefused() throws IOException {
    byte[] hostile = new Tar().file("batches/one.bin", new byte[7]).gzip();
    refused(hostile, "expected batches/one.bin as a file of 6146 bytes, found one of 7 bytes");
  }

  @Test
  void archiveWithoutAMemberIsRefusedWithItsName() throws IOException {
    byte[] poor = new Tar().file("batches/one.bin", ONE).file("elsewhere/two.bin", TWO).gzip();
    refused(poor, "expected test.bin, two.bin in batches/, found none");
  }

  @Test
  void archiveThatEndsEarlyIsSaidToDoSo() throws IOException {
    refused(new byte[0], "found one that ends early");
    refused(Arrays.copyOf(GOOD, GOOD.length / 2), "found one that ends early");
  }

  @Test
  void truncatedOrForeignArchiveIsRefusedAndLeavesNoPart() throws IOException {
    for (int length = 0; length < GOOD.length - 20; length += 7) {
      refused(Arrays.copyOf(GOOD, length), "expected ");
      assertThat(names(target)).noneMatch(name -> name.endsWith(".part"));
    }
    refused("no archive at all".getBytes(java.nio.charset.StandardCharsets.UTF_8), ".tar.gz");
  }

  private void refused(byte[] content, String... parts) throws IOException {
    Path archive = archive(content);
    assertThatThrownBy(() -> inside.unpack(archive, target))
        .isInstanceOf(UserError.class)
        .hasMessageStartingWith(archive + ": expected")
        .hasMessageContaining("found")
        .hasMessageContainingAll(parts);
  }

  @Test
  void fetchUnpacksTheArchiveAndKeepsTheMembersOnly() throws IOException {
    try (FileServer server = new FileServer(GOOD)) {
      RemoteSet set = set(server);
      fetch().download(set);
      assertThat(names(set.folder(cache))).containsExactly("one.bin", "test.bin", "two.bin");
      assertThat(set.missing(cache)).isEmpty();
      assertThat(set.problems(cache)).isEmpty();
      fetch().download(set);
      assertThat(server.requests).containsExactly("all");
    }
  }

  @Test
  void fetchGoesOnWithAnArchiveThatWasNotUnpackedYetAndMendsADamagedMember() throws IOException {
    try (FileServer server = new FileServer(GOOD)) {
      RemoteSet set = set(server);
      Path there = Files.createDirectories(set.folder(cache));
      Files.write(there.resolve("archive.tar.gz"), GOOD);
      assertThat(set.missing(cache)).containsExactly("archive.tar.gz");
      fetch().download(set);
      assertThat(server.requests).isEmpty();
      Files.write(there.resolve("two.bin"), new byte[3073]);
      assertThat(set.problems(cache)).singleElement().asString().contains("two.bin: expected 2");
      fetch().download(set);
      assertThat(server.requests).containsExactly("all");
      assertThat(set.problems(cache)).isEmpty();
    }
  }

  @Test
  void archiveThatSomebodyHasIsTakenByItsNameOrChecksum() throws IOException {
    RemoteSet set = set(null);
    Path from = Files.createDirectories(folder.resolve("from"));
    Path mine = Files.write(from.resolve("cifar (1)"), GOOD);
    for (Path given : List.of(mine, from)) {
      assertThat(fetch().take(set, given)).isEmpty();
      assertThat(DataSets.cifar(set.folder(cache), inside).train().size()).isEqualTo(4);
      assertThat(told).containsOnly("archive.tar.gz: md5 matches");
      assertThat(mine).exists();
    }
  }

  @Test
  void archiveOfAnotherChecksumIsNotUnpacked() throws IOException {
    RemoteSet set = set(null);
    byte[] other = new Tar().file("batches/one.bin", ONE).gzip();
    Path from = Files.write(folder.resolve("archive.tar.gz"), other);
    assertThatThrownBy(() -> fetch().take(set, from)).hasMessageContaining("with md5 ");
    assertThat(names(set.folder(cache))).isEmpty();
  }

  @Test
  void unpackedFolderIsTakenAfterALookAtItsContent() throws IOException {
    RemoteSet set = set(null);
    Path unpacked = Files.createDirectories(folder.resolve("from").resolve("batches"));
    inside.unpack(archive(GOOD), unpacked);
    for (Path from : List.of(unpacked, unpacked.getParent())) {
      assertThat(fetch().take(set, from)).isEmpty();
      assertThat(set.problems(cache)).isEmpty();
      assertThat(told).allMatch(line -> line.contains("no checksum"));
    }
    Files.write(unpacked.resolve("two.bin"), CifarFiles.records(0, 77));
    assertThatThrownBy(() -> fetch().take(set, unpacked))
        .hasMessageContaining("expected labels from 0 to 9, found 77");
    assertThat(set.problems(cache)).isEmpty();
  }

  @Test
  void folderWithoutTheMembersIsRefused() throws IOException {
    Path from = Files.createDirectories(folder.resolve("from"));
    Files.write(from.resolve("one.bin"), ONE);
    assertThatThrownBy(() -> fetch().take(set(null), from))
        .isInstanceOfSatisfying(
            UserError.class, e -> assertThat(e.remedy()).contains("archive.tar.gz"));
  }

  private Fetch fetch() {
    return new Fetch(
        cache,
        new Progress() {
          @Override
          public void done(String file, String proof) {
            told.add(file + ": " + proof);
          }
        });
  }

  private RemoteSet set(FileServer server) throws IOException {
    String md5 = Checksum.md5(archive(GOOD));
    Files.delete(folder.resolve("archive"));
    var file = new RemoteFile("archive.tar.gz", GOOD.length, md5, null, inside);
    return new RemoteSet(
        "some", "", "", server == null ? List.of() : List.of(server.uri()), List.of(file));
  }

  private Path archive(byte[] content) throws IOException {
    return Files.write(folder.resolve("archive"), content);
  }

  private static List<String> names(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(path -> path.getFileName().toString()).sorted().toList();
    }
  }
}
