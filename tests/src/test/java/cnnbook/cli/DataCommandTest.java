package cnnbook.cli;

import static org.assertj.core.api.Assertions.assertThat;

import cnnbook.data.Manifest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DataCommandTest {
  @RegisterExtension final Shell shell = new Shell();

  @Test
  void listNamesEverySetWithStateSizeAndLicence() {
    assertThat(shell.run("data", "list")).isZero();
    assertThat(shell.printed())
        .containsPattern("fashion-mnist +shipped +5\\.2 MB +MIT +10,000 \\+ 2,000 images")
        .containsPattern("mnist +shipped +2\\.0 MB +CC BY-SA 3\\.0")
        .containsPattern("photos +shipped +0\\.4 MB +CC0 1\\.0 +4 photographs")
        .containsPattern("fashion-mnist +(not fetched|incomplete|cached) +30\\.9 MB")
        .containsPattern("mnist +(not fetched|incomplete|cached) +11\\.6 MB")
        .containsPattern("cifar10 +(not fetched|incomplete|cached) +170\\.1 MB +not stated");
  }

  @Test
  void verifyFindsTheShippedFilesIntact() {
    shell.run("data", "verify");
    assertThat(shell.printed()).containsPattern("mnist \\(shipped\\) +4 files: intact");
  }

  @Test
  void verifyNamesADamagedFileAndFails(@TempDir Path book) throws IOException {
    Path datasets = Files.createDirectories(book.resolve("datasets"));
    Files.createDirectories(book.resolve("notebooks"));
    Files.copy(Manifest.folder().resolve("manifest.json"), datasets.resolve("manifest.json"));
    Path cat = Files.createDirectories(datasets.resolve("photos")).resolve("cat.jpg");
    Files.writeString(cat, "no photograph");
    String home = System.setProperty("cnnbook.home", book.toString());
    try {
      assertThat(shell.run("data", "verify")).isEqualTo(1);
      assertThat(shell.printed()).contains(cat + ": expected ", "found 13", "brick.png is missing");
    } finally {
      System.setProperty("cnnbook.home", home);
    }
  }

  @Test
  void unknownSetIsWrongUsageAndNamesThoseThatThereAre() {
    assertThat(shell.run("data", "fetch", "imagenet")).isEqualTo(2);
    assertThat(shell.printed()).contains("imagenet", "fashion-mnist, mnist, cifar10");
  }

  @Test
  void fromAPlaceThatIsNotThereIsMissing(@TempDir Path folder) {
    Path nothing = folder.resolve("nothing");
    assertThat(shell.run("data", "fetch", "mnist", "--from", nothing.toString())).isEqualTo(3);
    assertThat(shell.printed()).contains(nothing + " is not there");
  }

  @ParameterizedTest
  @ValueSource(strings = {"list", "verify", "fetch"})
  void helpHasAnExample(String command) {
    assertThat(shell.run("data", command, "--help")).isZero();
    assertThat(shell.printed()).contains("./cnnbook data " + command);
  }

  @Test
  void dataAloneIsWrongUsage() {
    assertThat(shell.run("data")).isEqualTo(2);
    assertThat(shell.printed()).contains("list, verify or fetch?");
  }
}
