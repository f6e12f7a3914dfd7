package cnnbook.cli;

import cnnbook.Home;
import cnnbook.UserError;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/** Runs Maven in the book's folder, its output in a log file, line by line to whoever reads it. */
final class Maven {
  private static final Pattern ANSI = Pattern.compile("\u001B\\[[0-9;]*m");
  private static final boolean WINDOWS = System.getProperty("os.name").startsWith("Windows");

  private Maven() {}

  /**
   * Runs Maven to its end.
   *
   * @param log where everything goes that Maven prints; replaced
   * @param reader gets each line, without colours
   * @return Maven's exit code
   */
  static int run(Path log, Consumer<String> reader, String... arguments)
      throws IOException, InterruptedException {
    if (!Files.isDirectory(Home.root().resolve("tests"))) {
      throw UserError.missing(
          "this is the students' edition of the book: it has neither tests nor benchmarks",
          "Take the whole book for them.");
    }
    List<String> command = new ArrayList<>(List.of(executable(), "-B", "-ntp"));
    String profile = System.getenv("CNNBOOK_PROFILE");
    if (profile != null && !profile.isBlank()) {
      command.add("-P" + profile);
    }
    command.addAll(Arrays.asList(arguments));
    Files.createDirectories(log.getParent());
    ProcessBuilder builder = new ProcessBuilder(command).directory(Home.root().toFile());
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    Process process = start(builder.redirectErrorStream(true));
    Thread atExit = new Thread(process::destroy);
    Runtime.getRuntime().addShutdownHook(atExit);
    try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8);
        BufferedWriter copy = Files.newBufferedWriter(log)) {
      process.getOutputStream().close();
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        String plain = ANSI.matcher(line).replaceAll("");
        copy.write(plain);
        copy.newLine();
        copy.flush();
        if (Console.verbose()) {
          System.err.println(plain);
        }
        reader.accept(plain);
      }
    }
    int code = process.waitFor();
    Runtime.getRuntime().removeShutdownHook(atExit);
    return code;
  }

  /** The launcher says which Maven it found; without it, PATH's or the wrapper. */
  private static String executable() {
    String found = System.getenv("CNNBOOK_MAVEN");
    if (found != null) {
      return found;
    }
    String name = WINDOWS ? "mvn.cmd" : "mvn";
    boolean onPath =
        Arrays.stream(System.getenv().getOrDefault("PATH", "").split(java.io.File.pathSeparator))
            .anyMatch(folder -> Files.isExecutable(Path.of(folder, name)));
    return onPath ? name : Home.root().resolve(WINDOWS ? "mvnw.cmd" : "mvnw").toString();
  }

  private static Process start(ProcessBuilder builder) {
    try {
      return builder.start();
    } catch (IOException e) {
      throw UserError.missing(
          "Maven does not start: " + e.getMessage(), "Install Maven 3.8 or newer.", e);
    }
  }
}
