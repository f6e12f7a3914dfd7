package cnnbook.bench;

import cnnbook.Home;
import cnnbook.kernel.KernelSpec;
import cnnbook.notebook.Jupyter;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A script with PyTorch in a Python beside this process, which measures itself when asked. */
final class Torch implements AutoCloseable {
  private final Process process;
  private final BufferedReader answers;
  private final PrintWriter questions;

  private Torch(Path python, String script, Object... arguments) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(python.toString());
    command.add(Home.root().resolve("tests/src/test/python").resolve(script).toString());
    for (Object argument : arguments) {
      command.add(argument.toString());
    }
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD);
    // As whoever uses it has it: without what our own kernels and this bench are given.
    builder.environment().keySet().removeAll(KernelSpec.engine().keySet());
    process = builder.start();
    answers = process.inputReader(StandardCharsets.UTF_8);
    questions = new PrintWriter(process.outputWriter(StandardCharsets.UTF_8), true);
  }

  /**
   * Starts it in the first Python that has torch and torchvision: that of the notebooks or the
   * system's; empty if neither has, which a line then says.
   *
   * @param script a file of {@code tests/src/test/python} that prints torch's version and then
   *     answers each line with numbers
   */
  static Optional<Torch> start(String script, Object... arguments) throws IOException {
    List<Path> pythons = new ArrayList<>();
    Jupyter.find().map(Jupyter::python).ifPresent(pythons::add);
    pythons.add(Path.of("/usr/bin/python3"));
    for (Path python : pythons) {
      Torch torch = new Torch(python, script, arguments);
      String version = torch.answers.readLine();
      if (version != null) {
        System.out.println("torch " + version + " in " + python);
        return Optional.of(torch);
      }
      torch.close();
    }
    System.out.println("no Python here has torch and torchvision: measured without them");
    return Optional.empty();
  }

  /** The numbers that the script answers a line with. */
  double[] ask(String question) {
    questions.println(question);
    try {
      return Stream.of(answers.readLine().split(" ")).mapToDouble(Double::parseDouble).toArray();
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
