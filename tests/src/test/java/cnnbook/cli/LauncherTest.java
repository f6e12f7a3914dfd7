package cnnbook.cli;

import static org.assertj.core.api.Assertions.assertThat;

import cnnbook.Home;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The shell script {@code cnnbook}, as a person starts it. */
final class LauncherTest {
  private static final Path LAUNCHER = Home.root().resolve("cnnbook");

  @TempDir private Path temp;

  @Test
  void versionNamesTheBookAndJava() throws Exception {
    Result result = run(Map.of(), "--version");
    assertThat(result.code).isZero();
    assertThat(result.out).startsWith("cnnbook 0.").contains("Java ");
  }

  @Test
  void helpListsEveryCommand() throws Exception {
    Result result = run(Map.of(), "--help");
    assertThat(result.code).isZero();
    for (String command : "run lab doctor kernel test data grade bench".split(" ")) {
      assertThat(result.out).containsPattern("(?m)^  " + command + " ");
    }
  }

  @Test
  void unknownCommandIsWrongUsage() throws Exception {
    Result result = run(Map.of(), "tests");
    assertThat(result.code).isEqualTo(2);
    assertThat(result.err).contains("tests", "cnnbook test");
  }

  @Test
  void worksThroughASymbolicLinkFromAnotherFolder() throws Exception {
    Path link = Files.createSymbolicLink(temp.resolve("book"), LAUNCHER);
    Result result = run(link, Map.of(), "--version");
    assertThat(result.code).isZero();
  }

  @Test
  void outputWithoutATerminalHasNoColours() throws Exception {
    Result result = run(Map.of(), "--help");
    assertThat(result.out + result.err).doesNotContain("\u001B[");
  }

  @Test
  void worksWithoutAHomeFolder() throws Exception {
    Result result = run(Path.of("/usr/bin/env"), Map.of(), "-u", "HOME", LAUNCHER.toString(), "-V");
    assertThat(result.code).isZero();
    assertThat(result.err).isEmpty();
  }

  @Test
  void aJavaThatIsTooOldIsPassedOverForOneThatFits() throws Exception {
    Path old = jdk("11.0.2");
    Result result = run(Map.of("JAVA_HOME", old.toString()), "--version");
    assertThat(result.code).isZero();
    assertThat(result.out).doesNotContain("Java 11");
  }

  /** A folder that looks like a JDK of that version. */
  private Path jdk(String version) throws IOException {
    Path bin = Files.createDirectories(temp.resolve("jdk").resolve("bin"));
    for (String tool : new String[] {"java", "javac"}) {
      Path file = bin.resolve(tool);
      Files.writeString(file, "#!/bin/sh\necho 'openjdk version \"" + version + "\"' >&2\n");
      Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
    return bin.getParent();
  }

  private record Result(int code, String out, String err) {}

  private Result run(Map<String, String> environment, String... arguments) throws Exception {
    return run(LAUNCHER, environment, arguments);
  }

  private Result run(Path launcher, Map<String, String> environment, String... arguments)
      throws Exception {
    Path out = temp.resolve("out.txt");
    Path err = temp.resolve("err.txt");
    String[] command = new String[arguments.length + 1];
    command[0] = launcher.toString();
    System.arraycopy(arguments, 0, command, 1, arguments.length);
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(temp.toFile())
            .redirectOutput(out.toFile())
            .redirectError(err.toFile());
    builder.environment().putAll(environment);
    Process process = builder.start();
    assertThat(process.waitFor(120, TimeUnit.SECONDS)).isTrue();
    return new Result(process.exitValue(), Files.readString(out), Files.readString(err));
  }
}
