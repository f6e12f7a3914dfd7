package cnnbook.cli;

import cnnbook.EngineChoice;
import cnnbook.Home;
import cnnbook.UserError;
import cnnbook.kernel.KernelSpec;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/**
 * {@code cnnbook bench NAME}: builds tests/bench and runs the class {@code
 * cnnbook.bench.NAMEBench}.
 */
@Command(
    name = "bench",
    mixinStandardHelpOptions = true,
    description = "Measures this machine; ratios are taken in one run.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  ./cnnbook bench              lists the benchmarks",
      "  ./cnnbook bench kernel       start-up and cell times of the Java kernel",
      "  ./cnnbook bench grade        submissions graded in a minute",
      "  ./cnnbook bench reports      reports of a class of 300 that handed in everything",
      "  ./cnnbook bench networks     trains the main networks: the book's rows of the standings",
      "  ./cnnbook bench train        Fit against bare DJL and Python's torch, memory, two at once",
      "  ./cnnbook bench degradation  plain and residual networks by depth: lesson 14's table, charts",
      "  ./cnnbook bench variants     networks of equal cost: tables of lessons 14 and 16",
    })
final class BenchCommand implements Callable<Integer> {
  private static final String SUFFIX = "Bench.java";

  @Parameters(index = "0", arity = "0..1", paramLabel = "NAME", description = "which benchmark")
  private String name;

  @Parameters(index = "1..*", paramLabel = "ARG", description = "what the benchmark itself takes")
  private List<String> arguments = new ArrayList<>();

  @Override
  public Integer call() throws IOException, InterruptedException {
    List<String> names = names();
    if (name == null) {
      names.forEach(System.out::println);
      return 0;
    }
    if (!names.contains(name)) {
      throw UserError.usage(
          "there is no benchmark \"" + name + "\"", "There are: " + String.join(", ", names) + ".");
    }
    build();
    return start();
  }

  private static List<String> names() throws IOException {
    Path sources = bench().resolve("src/main/java/cnnbook/bench");
    try (Stream<Path> files = Files.list(sources)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(file -> file.endsWith(SUFFIX))
          .map(file -> file.substring(0, file.length() - SUFFIX.length()).toLowerCase(Locale.ROOT))
          .sorted()
          .collect(Collectors.toList());
    }
  }

  private static Path bench() {
    return Home.root().resolve("tests/bench");
  }

  private static void build() throws IOException, InterruptedException {
    Path log = Home.root().resolve("target/bench.log");
    int code =
        Maven.run(
            log, line -> {}, "-pl", "tests/bench", "-am", "package", "-Dspotless.check.skip=true");
    if (code != 0) {
      throw UserError.failed("the benchmarks were not built", "Maven's output is in " + log + ".");
    }
  }

  private int start() throws IOException, InterruptedException {
    String className =
        "cnnbook.bench."
            + name.substring(0, 1).toUpperCase(Locale.ROOT)
            + name.substring(1)
            + "Bench";
    String classPath =
        String.join(
            File.pathSeparator,
            bench().resolve("target/classes").toString(),
            bench().resolve("target/jars") + File.separator + "*",
            Home.codeSource().toString());
    List<String> command =
        new ArrayList<>(
            List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
    command.add("-Dai.djl.default_engine=" + EngineChoice.name());
    command.addAll(List.of("-cp", classPath, className));
    command.addAll(arguments);
    ProcessBuilder bench = new ProcessBuilder(command).inheritIO();
    // As the notebooks have it.
    bench.environment().putAll(KernelSpec.engine());
    return bench.start().waitFor();
  }
}
