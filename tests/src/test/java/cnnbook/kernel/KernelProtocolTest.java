package cnnbook.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import cnnbook.Home;
import com.google.gson.Gson;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** The kernel through Jupyter's own client: each test of {@code kernel_tests.py} is one here. */
final class KernelProtocolTest {
  private static final List<String> PYTHONS = List.of("python3", "/usr/bin/python3", "python");
  private static final Path SCRIPTS = Home.root().resolve("tests/src/test/python");

  /** A line of {@code report.py}. */
  private record Outcome(String test, String outcome, String text) {
    DynamicTest toTest() {
      String name = test.substring(test.lastIndexOf('.') + 1).replaceFirst("^test_", "");
      return DynamicTest.dynamicTest(name, this::check);
    }

    private void check() {
      Assumptions.assumeFalse(outcome.equals("skipped"), "optional in Jupyter's suite: " + text);
      if (!outcome.equals("passed")) {
        Assertions.fail(text);
      }
    }
  }

  @TempDir private Path jupyter;

  @TestFactory
  Stream<DynamicTest> jupyterAndTheKernelUnderstandEachOther() throws Exception {
    List<Outcome> outcomes = new ArrayList<>();
    for (String line : python("report.py", "kernel_tests").split("\n")) {
      if (line.startsWith("{")) {
        outcomes.add(new Gson().fromJson(line, Outcome.class));
      }
    }
    assertThat(outcomes).as("tests that reported").hasSizeGreaterThan(50);
    return outcomes.stream().map(Outcome::toTest);
  }

  @Test
  @Tag("slow")
  void aHundredStartsOutOfAHundredSucceed() throws Exception {
    assertThat(python("kernel_bench.py", "100", "200")).contains("100 of 100");
  }

  /** What a script printed, after a kernelspec of this build's own classes has been written. */
  private String python(String script, String... arguments) throws Exception {
    writeSpec();
    List<String> command = new ArrayList<>(List.of(interpreter(), script));
    command.addAll(List.of(arguments));
    Path errors = jupyter.resolve("errors.txt");
    ProcessBuilder builder =
        new ProcessBuilder(command).directory(SCRIPTS.toFile()).redirectError(errors.toFile());
    builder.environment().put("JUPYTER_PATH", jupyter.toString());
    builder.environment().put("PYTHONDONTWRITEBYTECODE", "1");
    Process process = builder.start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    process.waitFor();
    return output + Files.readString(errors);
  }

  private void writeSpec() throws IOException {
    List<String> argv = new ArrayList<>(List.of(Jvm.java().toString()));
    argv.addAll(Jvm.flags());
    String classPath =
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    argv.addAll(List.of("-cp", classPath, KernelMain.class.getName(), "{connection_file}"));
    Path folder = Files.createDirectories(jupyter.resolve("kernels").resolve(KernelSpec.NAME));
    Map<String, Object> spec =
        Map.of(
            "argv", argv,
            "display_name", "Java",
            "language", "java",
            "interrupt_mode", "message",
            "env", Map.of("CNNBOOK_HOME", Home.root().toString()));
    Files.writeString(folder.resolve("kernel.json"), new Gson().toJson(spec));
  }

  private static String interpreter() throws InterruptedException {
    for (String candidate : PYTHONS) {
      try {
        Process probe =
            new ProcessBuilder(candidate, "-c", "import jupyter_client, jupyter_kernel_test")
                .redirectErrorStream(true)
                .start();
        if (probe.waitFor() == 0) {
          return candidate;
        }
      } catch (IOException e) {
        // Not installed: the next one.
      }
    }
    throw new AssertionError(
        "no Python with jupyter_client and jupyter_kernel_test was found among "
            + PYTHONS
            + ": install Debian's python3-jupyter-client and python3-jupyter-kernel-test");
  }
}
