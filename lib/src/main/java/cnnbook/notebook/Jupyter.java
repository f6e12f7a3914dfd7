package cnnbook.notebook;

import cnnbook.Home;
import cnnbook.UserError;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * A Jupyter that can run notebooks, known by its Python.
 *
 * @param python the interpreter that imports nbclient and nbconvert
 * @param client version of jupyter_client
 * @param nbclient version of nbclient
 * @param nbconvert version of nbconvert
 * @param server the Python module of the notebook server, {@code jupyterlab} or {@code notebook};
 *     empty if there is none
 */
public record Jupyter(
    Path python, String client, String nbclient, String nbconvert, Optional<String> server) {

  private static final List<String> PACKAGES =
      List.of(
          "jupyter-notebook",
          "jupyter-nbconvert",
          "jupyter-client",
          "python3-nbclient",
          "python3-ipykernel");

  private static final String PROBE =
      """
      import importlib.util, jupyter_client, nbclient, nbconvert
      print(jupyter_client.__version__, nbclient.__version__, nbconvert.__version__)
      print(next((m for m in ("jupyterlab", "notebook") if importlib.util.find_spec(m)), ""))
      """;

  /**
   * The first usable Jupyter: that of {@code CNNBOOK_PYTHON}, the one in the project's own folder,
   * the one on PATH, the system's.
   */
  public static Optional<Jupyter> find() {
    return find(jupyter -> true);
  }

  /**
   * A Jupyter that runs notebooks; installs one if there is none.
   *
   * @throws UserError if none can be installed
   */
  public static Jupyter ensure(SetupListener listener) {
    return ensure(listener, jupyter -> true);
  }

  /** As {@link #ensure}, for a Jupyter that has JupyterLab or the classic notebook. */
  public static Jupyter ensureServer(SetupListener listener) {
    return ensure(listener, jupyter -> jupyter.server().isPresent());
  }

  /**
   * A command in this Jupyter's Python, which finds our kernel and keeps its files in our folder.
   *
   * @param kernels a folder for {@code JUPYTER_PATH}: the one that holds {@code kernels/java}
   */
  ProcessBuilder command(Path kernels, List<String> arguments) {
    List<String> command = new ArrayList<>(List.of(python.toString()));
    command.addAll(arguments);
    ProcessBuilder builder = new ProcessBuilder(command);
    Map<String, String> environment = builder.environment();
    environment.merge(
        "JUPYTER_PATH", kernels.toString(), (old, ours) -> ours + File.pathSeparator + old);
    environment.put("JUPYTER_RUNTIME_DIR", Home.cache().resolve("jupyter/runtime").toString());
    environment.put("PYTHONUTF8", "1");
    // debugpy, which ipykernel loads, warns about Python's own frozen modules.
    environment.put("PYDEVD_DISABLE_FILE_VALIDATION", "1");
    return builder;
  }

  private static Jupyter ensure(SetupListener listener, Predicate<Jupyter> usable) {
    return find(usable).orElseGet(() -> install(listener, usable));
  }

  private static Optional<Jupyter> find(Predicate<Jupyter> usable) {
    return candidates().distinct().flatMap(p -> probe(p).stream()).filter(usable).findFirst();
  }

  private static Stream<Path> candidates() {
    Stream<Optional<Path>> all =
        Stream.of(
            Optional.ofNullable(System.getenv("CNNBOOK_PYTHON")).map(Path::of),
            Optional.of(Installer.pythonIn(venv())),
            Programs.onPath("jupyter").flatMap(Jupyter::interpreterOf),
            Programs.onPath("python3"),
            Programs.onPath("python"),
            Optional.of(Path.of("/usr/bin/python3")));
    return all.flatMap(Optional::stream).filter(Files::isExecutable);
  }

  private static Path venv() {
    return Home.cache().resolve("venv");
  }

  /** The interpreter in the first line of a Python script; empty for any other program. */
  private static Optional<Path> interpreterOf(Path script) {
    try (Stream<String> lines = Files.lines(script)) {
      return lines
          .findFirst()
          .filter(line -> line.startsWith("#!") && line.contains("python"))
          .map(line -> Path.of(line.substring(2).strip()));
    } catch (IOException | RuntimeException e) {
      // A binary launcher, as on Windows: the Python beside it is found by its own name.
      return Optional.empty();
    }
  }

  private static Optional<Jupyter> probe(Path python) {
    return Programs.output(List.of(python.toString(), "-c", PROBE))
        .map(
            text -> {
              String[] lines = text.split("\\R");
              String[] versions = lines[0].split(" ");
              Optional<String> server = lines.length > 1 ? Optional.of(lines[1]) : Optional.empty();
              return new Jupyter(python, versions[0], versions[1], versions[2], server);
            });
  }

  private static Jupyter install(SetupListener listener, Predicate<Jupyter> usable) {
    Installer installer = new Installer(Home.cache(), listener);
    if (installer.packages("Jupyter", PACKAGES)) {
      Optional<Jupyter> installed = find(usable);
      if (installed.isPresent()) {
        return installed.get();
      }
    }
    Path requirements = Home.cache().resolve("requirements.txt");
    Resources.copy("requirements.txt", requirements);
    boolean made = installer.venv("Jupyter", venv(), requirements);
    return (made ? find(usable) : Optional.<Jupyter>empty())
        .orElseThrow(
            () ->
                UserError.missing(
                    "no usable Jupyter was found, and it could not be installed (log: "
                        + installer.log()
                        + ")",
                    remedy()));
  }

  private static String remedy() {
    return "With network, as root: apt-get install "
        + String.join(" ", PACKAGES)
        + "\nor, as yourself: python3 -m venv .cnnbook/venv && .cnnbook/venv/bin/pip install -r "
        + ".cnnbook/requirements.txt\n"
        + "or set CNNBOOK_PYTHON to a Python that has nbclient and nbconvert.";
  }

  public Jupyter {
    Objects.requireNonNull(python);
  }
}
