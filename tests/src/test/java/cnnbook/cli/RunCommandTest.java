package cnnbook.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import cnnbook.Home;
import cnnbook.notebook.Jupyter;
import cnnbook.notebook.NotebookFile;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class RunCommandTest {
  @TempDir private Path folder;
  private String out;
  private String err;

  @BeforeEach
  void needsJupyter() {
    assumeTrue(Jupyter.find().isPresent(), "no Jupyter on this machine (cnnbook run installs it)");
  }

  @Test
  void anUnknownNameIsWrongUsageAndIsAnsweredWithTheNearOne() {
    assertThat(cnnbook("run", "lennet")).isEqualTo(2);
    assertThat(err).contains("there is no notebook lennet").contains("Did you mean 09-lenet");
  }

  @Test
  void aMissingFileIsWrongUsage() {
    assertThat(cnnbook("run", "no/such.ipynb")).isEqualTo(2);
    assertThat(err).contains("there is no file no/such.ipynb");
  }

  @ParameterizedTest
  @ValueSource(strings = {"--plan=huge", "--jobs=0", "--timeout=0", "--jobs=two", "--nonsense"})
  void wrongOptionsAreWrongUsage(String option) {
    assertThat(cnnbook("run", option, "lenet")).isEqualTo(2);
    assertThat(err).isNotBlank();
  }

  @Test
  void resultsMayNotReplaceTheNotebookItself() throws IOException {
    Path file = new NotebookFile().code("one", "1").write(folder, "mine");
    String before = Files.readString(file);
    assertThat(cnnbook("run", file.toString(), "--out", folder.toString())).isEqualTo(2);
    assertThat(err).contains("is the folder of mine.ipynb itself");
    assertThat(file).hasContent(before);
  }

  @Test
  void aNotebookThatCannotBeReadLeavesNoPageOfAnEarlierRun() throws IOException {
    Path file = Files.writeString(folder.resolve("stale.ipynb"), "no JSON");
    Path book = Files.createDirectory(folder.resolve("book"));
    Path page = Files.writeString(book.resolve("stale.html"), "passed");
    Path copy = Files.writeString(book.resolve("stale.ipynb"), "passed");
    assertThat(cnnbook("run", file.toString(), "--out", book.toString())).isEqualTo(1);
    assertThat(page).doesNotExist();
    assertThat(copy).doesNotExist();
  }

  @Test
  void noLineOfTheProgressIsPrintedTwice() throws IOException {
    Path file = Files.writeString(folder.resolve("broken.ipynb"), "no JSON");
    cnnbook("run", file.toString(), "--out", folder.resolve("book").toString());
    assertThat(err.lines()).doesNotHaveDuplicates();
  }

  @Test
  void aFileThatIsNoNotebookFailsWithoutStartingAKernel() throws IOException {
    Path file = Files.writeString(folder.resolve("broken.ipynb"), "no JSON");
    assertThat(cnnbook("run", file.toString(), "--out", folder.resolve("book").toString()))
        .isEqualTo(1);
    assertThat(out)
        .containsPattern("broken +0 +0\\.0 +failed")
        .contains("broken.ipynb is not JSON");
    assertThat(folder.resolve("book/report.xml")).isNotEmptyFile();
  }

  @Test
  void aGoodNotebookReturnsZeroAndATableAndNoNoise() throws IOException {
    Path file =
        new NotebookFile()
            .code("one", "System.err.println(\"chatter\");")
            .write(folder, "09 good one");
    Path book = folder.resolve("book");
    assertThat(cnnbook("run", file.toString(), "--plan", "smoke", "--out", book.toString()))
        .isZero();
    assertThat(out.lines())
        .hasSize(4)
        .satisfies(lines -> assertThat(lines.get(1)).matches("09 good one +1 +\\d+\\.\\d  ok"));
    assertThat(out).contains("1 of 1 notebooks passed").contains("plan smoke");
    assertThat(err).doesNotContain("chatter").doesNotContain("WARN").doesNotContain("Exception");
    assertThat(book.resolve("09 good one.html")).isNotEmptyFile();
  }

  @ParameterizedTest
  @ValueSource(strings = {"run", "lab", "doctor"})
  void helpHasExamples(String command) {
    assertThat(cnnbook(command, "--help")).isZero();
    assertThat(out).contains("Example").contains("  ./cnnbook " + command);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void noKernelOutlivesTheCommand(boolean gently) throws IOException, InterruptedException {
    Path started = folder.resolve("started");
    String touch = "java.nio.file.Files.createFile(java.nio.file.Path.of(\"" + started + "\"));";
    Path file =
        new NotebookFile()
            .code("endless", touch + "\nwhile (true) { Thread.onSpinWait(); }")
            .write(folder, "01-endless");
    Process process = start("run", file.toString(), "--out", folder.resolve("book").toString());
    for (int i = 0; i < 600 && !Files.exists(started); i++) {
      Thread.sleep(100);
    }
    assertThat(started).as("the cell has begun").exists();
    List<ProcessHandle> family = process.descendants().toList();
    assertThat(family).as("Jupyter and the kernel").hasSizeGreaterThanOrEqualTo(2);

    if (gently) {
      process.destroy();
    } else {
      process.destroyForcibly();
    }

    assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
    for (ProcessHandle member : family) {
      assertThat(member.onExit().orTimeout(15, TimeUnit.SECONDS))
          .succeedsWithin(16, TimeUnit.SECONDS);
    }
    assertThat(folder.resolve("book/01-endless.html")).doesNotExist();
  }

  private static Process start(String... arguments) throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                ProcessHandle.current().info().command().orElse("java"),
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName()));
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().put("CNNBOOK_HOME", Home.root().toString());
    return builder
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .redirectError(ProcessBuilder.Redirect.DISCARD)
        .start();
  }

  private int cnnbook(String... arguments) {
    PrintStream oldOut = System.out;
    PrintStream oldErr = System.err;
    ByteArrayOutputStream outBytes = new ByteArrayOutputStream();
    ByteArrayOutputStream errBytes = new ByteArrayOutputStream();
    System.setOut(new PrintStream(outBytes, true, StandardCharsets.UTF_8));
    System.setErr(new PrintStream(errBytes, true, StandardCharsets.UTF_8));
    try {
      return Main.execute(arguments);
    } finally {
      System.setOut(oldOut);
      System.setErr(oldErr);
      out = outBytes.toString(StandardCharsets.UTF_8);
      err = errBytes.toString(StandardCharsets.UTF_8);
    }
  }
}
