package cnnbook.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A JVM beside this one, with the same class path, which answers questions with numbers. */
final class Child implements AutoCloseable {
  /** How an answer begins; other lines are not for the one who asked. */
  static final String ANSWER = "answer: ";

  private final Process process;
  private final BufferedReader answers;
  private final PrintWriter questions;

  /**
   * @param flags of the JVM
   * @param main the class to run
   */
  Child(List<String> flags, Class<?> main, String... arguments) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(flags);
    for (String property : List.of("cnnbook.show", "ai.djl.default_engine")) {
      command.add("-D%s=%s".formatted(property, System.getProperty(property)));
    }
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
    command.addAll(List.of(arguments));
    process = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
    answers = process.inputReader(StandardCharsets.UTF_8);
    questions = new PrintWriter(process.outputWriter(StandardCharsets.UTF_8), true);
  }

  void ask(Object question) {
    questions.println(question);
  }

  /** The next answer; waits for it. */
  double answer() {
    try {
      for (String line = answers.readLine(); line != null; line = answers.readLine()) {
        if (line.startsWith(ANSWER)) {
          return Double.parseDouble(line.substring(ANSWER.length()));
        }
      }
      throw new IllegalStateException("the process beside this one ended without an answer");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    questions.close();
    process.destroy();
  }
}
