package cnnbook.notebook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cnnbook.Home;
import cnnbook.exercises.Catalogue;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What students get, searched for what they must not get. */
class StudentBundleTest {
  private static final Path BOOK = Home.root();

  @TempDir private static Path folder;
  private static Path zip;

  /** Every file by its path; those within a jar behind an exclamation mark. */
  private static Map<String, byte[]> entries;

  @BeforeAll
  static void release() throws IOException {
    zip = folder.resolve("students.zip");
    StudentBundle.write(BOOK, StudentBundle.jar(BOOK), zip);
    entries = new LinkedHashMap<>();
    read("", Files.readAllBytes(zip));
  }

  private static void read(String prefix, byte[] archive) throws IOException {
    try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(archive))) {
      for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
        byte[] content = in.readAllBytes();
        if (!entry.isDirectory()) {
          entries.put(prefix + entry.getName(), content);
        }
        if (entry.getName().endsWith(".jar")) {
          read(prefix + entry.getName() + "!", content);
        }
      }
    }
  }

  @Test
  void holdsWhatItTakesToWorkWithTheBook() {
    assertThat(entries)
        .containsKeys(
            "cnnbook/README.md",
            "cnnbook/cnnbook",
            "cnnbook/pom.xml",
            "cnnbook/lib/target/cnnbook.jar",
            "cnnbook/lib/target/cnnbook.jar!cnnbook/exercises/Check.class",
            "cnnbook/lib/target/cnnbook.jar!cnnbook/exercises/e02/Im2colPublicTest.class",
            "cnnbook/notebooks/00-welcome.ipynb",
            "cnnbook/notebooks/references.md",
            "cnnbook/exercises/02-cross-correlation.ipynb",
            "cnnbook/datasets/manifest.json");
  }

  @Test
  void holdsNoFileOfTheSolutionsAndNoSource() {
    assertThat(entries.keySet())
        .allMatch(name -> name.startsWith("cnnbook/"))
        .noneMatch(name -> name.contains("solutions"))
        .noneMatch(name -> name.endsWith(".java"))
        .noneMatch(name -> name.contains("/tests/src") || name.contains("/." + "git"))
        .noneMatch(name -> name.matches(".*(HiddenTest|Mutants|Reference)(\\$.*)?\\.class"));
  }

  @Test
  void namesNoHiddenTestNoReferenceAndNoMutant() {
    List<String> open = Catalogue.all().stream().flatMap(e -> publicNames(e).stream()).toList();
    List<String> names = new ArrayList<>();
    for (Catalogue.Entry exercise : Catalogue.all()) {
      for (Class<?> type :
          List.of(exercise.hiddenTests(), exercise.reference(), exercise.mutants())) {
        names.add(type.getSimpleName());
        names.add(type.getName().replace('.', '/'));
      }
      Stream.of(exercise.hiddenTests().getDeclaredMethods())
          .map(method -> method.getName())
          .filter(name -> name.length() > 30)
          .filter(name -> !open.contains(name))
          .forEach(names::add);
    }
    assertThat(names).hasSizeGreaterThan(200);
    assertNowhere(names);
  }

  private static List<String> publicNames(Catalogue.Entry exercise) {
    return Stream.of(exercise.publicTests().getDeclaredMethods()).map(m -> m.getName()).toList();
  }

  @Test
  void holdsNoLineOfASolution() throws IOException {
    List<String> lines = new ArrayList<>();
    for (Path solutions : ExerciseNotebooksTest.solutions().toList()) {
      SolutionLines.of(Notebook.read(solutions)).stream()
          .filter(line -> line.length() > 40)
          .map(SolutionLines::inJson)
          .forEach(lines::add);
    }
    assertThat(lines).hasSizeGreaterThan(100);
    assertNowhere(lines);
  }

  /** Bytes are looked at as Latin-1: so each byte is a character, in text and in classes alike. */
  private static void assertNowhere(List<String> texts) {
    for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
      if (!entry.getKey().endsWith(".jar") && !entry.getKey().endsWith(".gz")) {
        String content = new String(entry.getValue(), StandardCharsets.ISO_8859_1);
        for (String text : texts) {
          String bytes =
              new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
          assertThat(content.contains(bytes)).as(entry.getKey() + " holds " + text).isFalse();
        }
      }
    }
  }

  @Test
  void twoBundlesOfOneBookAreEqualToTheByte() throws IOException {
    Path second = folder.resolve("second.zip");
    StudentBundle.write(BOOK, StudentBundle.jar(BOOK), second);
    assertThat(second).hasSameBinaryContentAs(zip);
  }

  @Test
  void staleExercisesAreNotReleased() throws IOException {
    Path book = Files.createDirectories(folder.resolve("book"));
    Path solutions = Files.createDirectory(book.resolve("solutions"));
    Files.createDirectory(book.resolve("exercises"));
    String name = "02-cross-correlation.ipynb";
    Files.copy(BOOK.resolve("solutions").resolve(name), solutions.resolve(name));
    assertThatThrownBy(
            () -> StudentBundle.write(book, StudentBundle.jar(BOOK), folder.resolve("stale.zip")))
        .hasMessageContaining("out of date in exercises/: " + name);
    assertThat(folder.resolve("stale.zip")).doesNotExist();
  }

  @Test
  @Tag("slow")
  void anUnpackedBundleRunsByItsOwnLauncher() throws Exception {
    Path place = Files.createDirectory(folder.resolve("student"));
    new ProcessBuilder("unzip", "-q", zip.toString(), "-d", place.toString()).start().waitFor();
    ProcessBuilder launcher =
        new ProcessBuilder("./cnnbook", "run", "exercises/02-cross-correlation.ipynb")
            .directory(place.resolve("cnnbook").toFile())
            .redirectErrorStream(true);
    launcher.environment().remove("CNNBOOK_HOME");
    Process process = launcher.start();
    String output;
    try (InputStream in = process.getInputStream()) {
      output = new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
    assertThat(process.waitFor()).as(output).isZero();
    assertThat(place.resolve("cnnbook/target/book/02-cross-correlation.html")).exists();
  }
}
