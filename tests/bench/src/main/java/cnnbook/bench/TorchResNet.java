package cnnbook.bench;

import cnnbook.Home;
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

/** torchvision's ResNet-18 in a Python beside this process, which measures itself when asked. */
final class TorchResNet implements AutoCloseable {
  private final Process process;
  private final BufferedReader answers;
  private final PrintWriter questions;

  private TorchResNet(Path python, List<String> arguments) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(python.toString());
    command.add(Home.root().resolve("tests/src/test/python/resnet_bench.py").toString());
    command.addAll(arguments);
    process = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
    answers = process.inputReader(StandardCharsets.UTF_8);
    questions = new PrintWriter(process.outputWriter(StandardCharsets.UTF_8), true);
  }

  /**
   * Starts it in the first Python that has torch and torchvision: that of the notebooks or the
   * system's; empty if neither has.
   *
   * @param threads how many it computes with
   */
  static Optional<TorchResNet> start(int threads, int batch, int size) throws IOException {
    List<Path> pythons = new ArrayList<>();
    Jupyter.find().map(Jupyter::python).ifPresent(pythons::add);
    pythons.add(Path.of("/usr/bin/python3"));
    for (Path python : pythons) {
      TorchResNet torch =
          new TorchResNet(
              python,
              List.of(String.valueOf(threads), String.valueOf(batch), String.valueOf(size)));
      String version = torch.answers.readLine();
      if (version != null) {
        System.out.println("torch " + version + " in " + python);
        return Optional.of(torch);
      }
      torch.close();
    }
    return Optional.empty();
  }

  /**
   * Milliseconds of one step.
   *
   * @param step {@code forward} or {@code train}
   */
  double milliseconds(String step) {
    questions.println(step);
    try {
      return Double.parseDouble(answers.readLine());
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
