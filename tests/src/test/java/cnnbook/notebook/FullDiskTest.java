package cnnbook.notebook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import cnnbook.AtomicFile;
import cnnbook.UserError;
import cnnbook.kernel.KernelSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs into a file system of three megabytes, of which MathJax takes two. */
final class FullDiskTest {
  @TempDir private Path folder;
  private Path disk;

  @BeforeEach
  void mount() throws IOException, InterruptedException {
    disk = Files.createDirectory(folder.resolve("disk"));
    assumeTrue(
        run("mount", "-t", "tmpfs", "-o", "size=3m", "tmpfs", disk.toString()) == 0,
        "a small file system can be mounted by root alone");
  }

  @AfterEach
  void unmount() throws IOException, InterruptedException {
    run("umount", disk.toString());
  }

  @Test
  void aPageThatDoesNotFitIsNamedWithTheRoomLeftAndNothingHalfWrittenStays() throws IOException {
    assumeTrue(Jupyter.find().isPresent(), "no Jupyter on this machine (cnnbook run installs it)");
    Path notebook =
        new NotebookFile()
            .code("much", "System.out.println(\"x\".repeat(2_000_000));")
            .write(folder, "01-much");
    RunSettings settings =
        new RunSettings(Jupyter.find().orElseThrow(), KernelSpec.ensure(), disk, "smoke", 30, 1);

    RunReport report = new Runner(settings, new Silent()).run(List.of(notebook));

    assertThat(report.passed()).isFalse();
    assertThat(report.notebooks().get(0).problem().orElseThrow())
        .contains("cannot write " + disk.resolve("01-much.html"))
        .contains("No space left on device")
        .contains("MB free there");
    assertThat(names())
        .containsExactlyInAnyOrder("assets", "index.html", "report.json", "report.xml");
  }

  @Test
  void aFileThatDoesNotFitLeavesTheOldOneAsItWas() throws IOException {
    Path file = disk.resolve("report.xml");
    AtomicFile.write(file, "old");

    assertThatThrownBy(() -> AtomicFile.write(file, "x".repeat(4_000_000)))
        .isInstanceOfSatisfying(UserError.class, e -> assertThat(e.exitCode()).isEqualTo(1))
        .hasMessageContaining("cannot write " + file)
        .hasMessageContaining("No space left on device");

    assertThat(file).hasContent("old");
    assertThat(names()).containsExactly("report.xml");
  }

  private List<String> names() throws IOException {
    try (Stream<Path> files = Files.list(disk)) {
      return files.map(file -> file.getFileName().toString()).toList();
    }
  }

  private static int run(String... command) throws IOException, InterruptedException {
    return new ProcessBuilder(command)
        .redirectError(ProcessBuilder.Redirect.DISCARD)
        .start()
        .waitFor();
  }
}
