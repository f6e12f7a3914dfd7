package cnnbook.grading;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import cnnbook.UserError;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InboxTest {
  private static final String NOTEBOOK = Notebooks.json("1");

  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource({
    "ada/02-x.ipynb, ada, 02-x",
    "submitted/ada/week1/02-x.ipynb, ada, 02-x",
    "ada/week1/02-x.ipynb, ada, 02-x",
    "Ada Lovelace_123_assignsubmission_file_/02-x.ipynb, Ada Lovelace_123, 02-x",
    "Ada Lovelace_123_assignsubmission_file_02-x.ipynb, Ada Lovelace_123, 02-x",
    "lovelaceada_123_456_02-x.ipynb, lovelaceada, 02-x",
    "lovelaceada_LATE_123_456_02-x.ipynb, lovelaceada, 02-x",
    "学生 é/02-ü.ipynb, 学生 é, 02-ü"
  })
  void aPlaceTellsWhoseANotebookIs(String place, String student, String notebook)
      throws IOException {
    for (Path submissions :
        List.of(folder(place, "bob/03-y.ipynb"), zip(place, "bob/03-y.ipynb"))) {
      try (Inbox inbox = Inbox.open(submissions)) {
        assertThat(inbox.notebooks())
            .extracting(HandedIn::student, HandedIn::notebook)
            .contains(tuple(student, notebook));
        assertThat(inbox.notebooks()).allMatch(h -> h.read().cells().size() == 1);
        assertThat(inbox.notes()).isEmpty();
      }
    }
  }

  @Test
  void aFolderThatWasZippedAsAWholeIsNoStudent() throws IOException {
    try (Inbox inbox = Inbox.open(zip("class/ada/02-x.ipynb", "class/bob/02-x.ipynb"))) {
      assertThat(inbox.notebooks()).extracting(HandedIn::student).containsExactly("ada", "bob");
    }
  }

  @Test
  void whatIsNoNotebookIsLeftOutAndNoted() throws IOException {
    Path submissions =
        folder(
            "ada/02-x.ipynb",
            "ada/.ipynb_checkpoints/02-x-checkpoint.ipynb",
            "ada/notes.txt",
            "lost.ipynb");
    Files.createSymbolicLink(submissions.resolve("ada/03-y.ipynb"), Path.of("02-x.ipynb"));
    try (Inbox inbox = Inbox.open(submissions)) {
      assertThat(inbox.notebooks()).extracting(HandedIn::notebook).containsExactly("02-x");
      assertThat(inbox.notes())
          .containsExactly(
              "left out, a link: ada/03-y.ipynb",
              "left out, in no student's folder: lost.ipynb",
              "left out, no notebook: ada/.ipynb_checkpoints/02-x-checkpoint.ipynb",
              "left out, no notebook: ada/notes.txt");
    }
  }

  @Test
  void namesThatLeadElsewhereAndLinksAreLeftOut() throws IOException {
    Path zip = folder.resolve("in.zip");
    try (ZipArchiveOutputStream out = new ZipArchiveOutputStream(zip)) {
      for (String name :
          List.of(
              "../../evil/02-x.ipynb",
              "/abs/02-x.ipynb",
              "C:\\evil\\02-x.ipynb",
              "a/../02-x.ipynb")) {
        put(out, new ZipArchiveEntry(name), NOTEBOOK);
      }
      ZipArchiveEntry link = new ZipArchiveEntry("ada/03-y.ipynb");
      link.setUnixMode(0120777);
      put(out, link, "/etc/passwd");
      put(out, new ZipArchiveEntry("ada/02-x.ipynb"), NOTEBOOK);
    }
    try (Inbox inbox = Inbox.open(zip)) {
      assertThat(inbox.notebooks()).extracting(HandedIn::student).containsExactly("ada");
      assertThat(inbox.notes())
          .hasSize(5)
          .contains("left out, a link: ada/03-y.ipynb")
          .filteredOn(note -> note.contains("leads elsewhere"))
          .hasSize(4);
    }
    assertThat(folder.getParent().resolve("evil")).doesNotExist();
  }

  @Test
  void theSameNameTwiceCountsOnce() throws IOException {
    Path zip = folder.resolve("in.zip");
    try (ZipArchiveOutputStream out = new ZipArchiveOutputStream(zip)) {
      put(out, new ZipArchiveEntry("ada/02-x.ipynb"), Notebooks.json("1"));
      put(out, new ZipArchiveEntry("ada/02-x.ipynb"), Notebooks.json("2", "3"));
    }
    try (Inbox inbox = Inbox.open(zip)) {
      assertThat(inbox.notebooks()).hasSize(1);
      assertThat(inbox.notebooks().get(0).read().cells()).hasSize(2);
      assertThat(inbox.notes()).containsExactly("there twice, the last one counts: ada/02-x.ipynb");
    }
  }

  @Test
  void aNotebookKeepsTheTimeOfItsEntryUnlessThatIsNone() throws IOException {
    Instant may = Instant.parse("2026-05-02T12:00:00Z");
    Path zip = folder.resolve("in.zip");
    try (ZipArchiveOutputStream out = new ZipArchiveOutputStream(zip)) {
      for (String student : List.of("ada", "bob")) {
        ZipArchiveEntry entry = new ZipArchiveEntry(student + "/02-x.ipynb");
        entry.setTime((student.equals("ada") ? may : may.plusSeconds(1L << 31)).toEpochMilli());
        put(out, entry, NOTEBOOK);
      }
    }
    try (Inbox inbox = Inbox.open(zip)) {
      List<HandedIn> notebooks = inbox.notebooks();
      assertThat(Files.getLastModifiedTime(notebooks.get(0).file()).toInstant()).isEqualTo(may);
      assertThat(Files.getLastModifiedTime(notebooks.get(1).file()).toInstant())
          .isBefore(Instant.now().plusSeconds(60));
    }
  }

  @Test
  void aZipBombIsCutOffAndTheOthersAreRead() throws IOException {
    Path zip = folder.resolve("in.zip");
    try (ZipArchiveOutputStream out = new ZipArchiveOutputStream(zip)) {
      out.putArchiveEntry(new ZipArchiveEntry("bomb/02-x.ipynb"));
      byte[] zeros = new byte[1 << 20];
      for (int i = 0; i < 300; i++) {
        out.write(zeros);
      }
      out.closeArchiveEntry();
      put(out, new ZipArchiveEntry("ada/02-x.ipynb"), NOTEBOOK);
    }
    assertThat(Files.size(zip)).isLessThan(1 << 20);
    try (Inbox inbox = Inbox.open(zip)) {
      assertThat(inbox.notebooks()).hasSize(2);
      assertThat(inbox.notebooks().get(0).read().cells()).hasSize(1);
      assertThat(inbox.notebooks().get(1).read().trouble())
          .contains("unpacks to more than a notebook can have");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "ada.zip, 02-x.ipynb, ada",
    "Ada Lovelace.ZIP, exercises/02-x.ipynb, Ada Lovelace",
    "ada/week1.zip, 02-x.ipynb, ada",
    "Ada Lovelace_123_assignsubmission_file_/my work.zip, exercises/02-x.ipynb, Ada Lovelace_123",
    "Ada Lovelace_123_assignsubmission_file_my work.zip, 02-x.ipynb, Ada Lovelace_123",
    "lovelaceada_123_456_work.zip, exercises/02-x.ipynb, lovelaceada"
  })
  void aStudentsZipFileIsReadLikeAFolder(String zip, String inside, String student)
      throws IOException {
    byte[] work = zipped(Map.of(inside, NOTEBOOK.getBytes(StandardCharsets.UTF_8)));
    Path submissions = folder("bob/03-y.ipynb");
    Path file = submissions.resolve(zip);
    Files.createDirectories(file.getParent());
    Files.write(file, work);
    byte[] bob = NOTEBOOK.getBytes(StandardCharsets.UTF_8);
    Path outer = folder.resolve("outer.zip");
    Files.write(outer, zipped(Map.of(zip, work, "bob/03-y.ipynb", bob)));
    for (Path in : List.of(submissions, outer)) {
      try (Inbox inbox = Inbox.open(in)) {
        assertThat(inbox.notebooks())
            .extracting(HandedIn::student, HandedIn::notebook)
            .containsExactlyInAnyOrder(tuple(student, "02-x"), tuple("bob", "03-y"));
        assertThat(inbox.notebooks()).allMatch(h -> h.read().cells().size() == 1);
        assertThat(inbox.notes()).isEmpty();
      }
    }
  }

  @Test
  void aDownloadMayLieInAFolderAndHoldStudentsZipFiles() throws IOException {
    byte[] work = zipped(Map.of("02-x.ipynb", NOTEBOOK.getBytes(StandardCharsets.UTF_8)));
    byte[] download =
        zipped(
            Map.of(
                "Ada_1_assignsubmission_file_/02-x.ipynb",
                NOTEBOOK.getBytes(StandardCharsets.UTF_8),
                "Bob_2_assignsubmission_file_/work.zip",
                work));
    Path submissions = Files.createDirectories(folder.resolve("in"));
    Files.write(submissions.resolve("download.zip"), download);
    try (Inbox inbox = Inbox.open(submissions)) {
      assertThat(inbox.notebooks()).extracting(HandedIn::student).containsExactly("Ada_1", "Bob_2");
    }
  }

  @Test
  void whatIsInAStudentsZipFileWasHandedInWithIt() throws IOException {
    Instant may = Instant.parse("2026-05-02T12:00:00Z");
    Path submissions = folder("bob/03-y.ipynb");
    Path work = submissions.resolve("ada.zip");
    try (ZipArchiveOutputStream out = new ZipArchiveOutputStream(work)) {
      ZipArchiveEntry entry = new ZipArchiveEntry("02-x.ipynb");
      entry.setTime(may.minusSeconds(1L << 20).toEpochMilli());
      put(out, entry, NOTEBOOK);
    }
    Files.setLastModifiedTime(work, FileTime.from(may));
    try (Inbox inbox = Inbox.open(submissions)) {
      Path read = inbox.notebooks().get(0).file();
      assertThat(Files.getLastModifiedTime(read).toInstant()).isEqualTo(may);
    }
  }

  @Test
  void aZipFileThatCannotBeReadIsItsOwnersTroubleAlone() throws IOException {
    Path submissions = folder("bob/03-y.ipynb");
    Files.writeString(submissions.resolve("ada.zip"), "no zip file");
    byte[] empty = zipped(Map.of("readme.txt", new byte[1]));
    Files.write(submissions.resolve("cleo.zip"), empty);
    byte[] deep = zipped(Map.of("02-x.ipynb", NOTEBOOK.getBytes(StandardCharsets.UTF_8)));
    for (int i = 0; i < 5; i++) {
      deep = zipped(Map.of("a.zip", deep));
    }
    Files.write(submissions.resolve("dan.zip"), deep);
    try (Inbox inbox = Inbox.open(submissions)) {
      assertThat(inbox.notebooks())
          .extracting(HandedIn::student)
          .containsExactly("ada", "bob", "cleo", "dan");
      assertThat(inbox.notebooks().get(0).read().trouble())
          .startsWith("the zip file cannot be read: ")
          .endsWith("hand in the notebook itself");
      assertThat(inbox.notebooks().get(1).read().cells()).hasSize(1);
      assertThat(inbox.notebooks().get(2).read().trouble()).contains("it holds no notebook");
      assertThat(inbox.notebooks().get(3).read().trouble()).contains("zip files in zip files");
    }
  }

  @Test
  void ofALessonAndItsExercisesInOneZipFileTheExercisesCount() throws IOException {
    Path submissions = Files.createDirectories(folder.resolve("in"));
    Map<String, byte[]> book = new LinkedHashMap<>();
    book.put("book/exercises/02-x.ipynb", Notebooks.json("1").getBytes(StandardCharsets.UTF_8));
    book.put(
        "book/notebooks/02-x.ipynb", Notebooks.json("2", "3").getBytes(StandardCharsets.UTF_8));
    Files.write(submissions.resolve("ada.zip"), zipped(book));
    Files.write(submissions.resolve("bob.zip"), zipped(book));
    try (Inbox inbox = Inbox.open(submissions)) {
      assertThat(inbox.notebooks()).hasSize(2).allMatch(h -> h.read().cells().size() == 1);
    }
  }

  @Test
  void whatHoldsNoSubmissionsIsWrongUsage() throws IOException {
    Path text = Files.writeString(folder.resolve("text.zip"), "no zip file");
    for (Path wrong : List.of(folder.resolve("nowhere"), folder("readme.txt"), text)) {
      assertThatThrownBy(() -> Inbox.open(wrong))
          .isInstanceOf(UserError.class)
          .extracting(e -> ((UserError) e).remedy())
          .asString()
          .contains("STUDENT/NN-slug.ipynb");
    }
  }

  private Path folder(String... files) throws IOException {
    Path in = Files.createTempDirectory(folder, "in");
    for (String file : files) {
      Path path = in.resolve(file);
      Files.createDirectories(path.getParent());
      Files.writeString(path, NOTEBOOK);
    }
    return in;
  }

  private Path zip(String... names) throws IOException {
    Path zip = Files.createTempFile(folder, "in", ".zip");
    try (ZipArchiveOutputStream out = new ZipArchiveOutputStream(zip)) {
      for (String name : names) {
        put(out, new ZipArchiveEntry(name), NOTEBOOK);
      }
    }
    return zip;
  }

  private static byte[] zipped(Map<String, byte[]> files) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream out = new ZipOutputStream(bytes)) {
      for (Map.Entry<String, byte[]> file : files.entrySet()) {
        out.putNextEntry(new ZipEntry(file.getKey()));
        out.write(file.getValue());
      }
    }
    return bytes.toByteArray();
  }

  private static void put(ZipArchiveOutputStream out, ZipArchiveEntry entry, String text)
      throws IOException {
    out.putArchiveEntry(entry);
    out.write(text.getBytes(StandardCharsets.UTF_8));
    out.closeArchiveEntry();
  }
}
