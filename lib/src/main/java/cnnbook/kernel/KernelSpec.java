package cnnbook.kernel;

import cnnbook.Home;
import cnnbook.UserError;
import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonObject;
import com.google.gson.JsonSyntaxException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.ZipFile;

/** Tells Jupyter how to start a Java kernel: writes {@code kernel.json}. */
public final class KernelSpec {
  /** The name that the book's notebooks ask for. */
  public static final String NAME = "java";

  private static final String MARK = "cnnbook";
  private static final Gson JSON =
      new GsonBuilder().setPrettyPrinting().disableHtmlEscaping().create();

  private KernelSpec() {}

  /**
   * Makes the project's own kernelspec and its class-data archive, or renews them if this JDK or a
   * jar has changed. Where the user registered another kernel for the project, that one stays.
   *
   * @return the folder that {@code JUPYTER_PATH} must name
   * @throws UserError if the library has not been built
   */
  public static Path ensure() {
    Path folder = JupyterFolders.local();
    Path file = file(folder, NAME);
    Optional<String> family = read(file).map(KernelSpec::markOf);
    if (family.isEmpty() || family.get().equals(KernelFamily.CNNBOOK.name())) {
      install(folder, NAME, KernelFamily.CNNBOOK, null);
    }
    return folder;
  }

  /**
   * Writes a kernelspec of the project.
   *
   * @param jar the kernel's jar; null for the book's own kernel
   * @return the file written
   */
  public static Path installLocal(String name, KernelFamily family, Path jar) {
    return install(JupyterFolders.local(), name, family, jar);
  }

  /**
   * Writes a kernelspec among the user's own.
   *
   * @param force whether a kernelspec of the same name that the book did not write is replaced
   * @return the file written
   * @throws UserError if there is one and {@code force} is false
   */
  public static Path installUser(String name, KernelFamily family, Path jar, boolean force) {
    Path folder = JupyterFolders.user();
    Path file = file(folder, name);
    if (Files.exists(file) && !force) {
      JsonObject there = read(file).orElseGet(JsonObject::new);
      if (markOf(there).isEmpty()) {
        throw UserError.usage(
            "there is another kernel named " + name + ": " + describe(there) + ", in " + file,
            "Choose another name with --name, or replace it with --force.");
      }
    }
    return install(folder, name, family, jar);
  }

  /**
   * Writes a kernelspec into any folder that {@code JUPYTER_PATH} can name.
   *
   * @param jar the kernel's jar; null for the book's own kernel
   * @return the file written
   */
  public static Path install(Path folder, String name, KernelFamily family, Path jar) {
    if (!name.matches("[A-Za-z0-9._-]+")) {
      throw UserError.usage(
          "a kernel cannot be named \"" + name + "\"",
          "Use letters, digits, '.', '_' and '-' only, as in: --name java-ijava");
    }
    List<Path> classPath = new ArrayList<>(ClassPath.jars());
    if (family != KernelFamily.CNNBOOK) {
      classPath.add(0, requireKernelJar(jar, family));
    }
    Path file = file(folder, name);
    writeIfChanged(file, JSON.toJson(json(family, classPath)) + "\n");
    return file;
  }

  private static Path requireKernelJar(Path jar, KernelFamily family) {
    if (jar == null) {
      throw UserError.usage(
          "--kernel "
              + family.name().toLowerCase(java.util.Locale.ROOT)
              + " needs the kernel's jar",
          "Add --jar FILE with the jar of your " + family.label() + " kernel.");
    }
    Path absolute = jar.toAbsolutePath().normalize();
    if (!Files.isRegularFile(absolute)) {
      throw UserError.usage("there is no file " + absolute, "Give the kernel's jar with --jar.");
    }
    String entry = family.mainClass().replace('.', '/') + ".class";
    try (ZipFile zip = new ZipFile(absolute.toFile())) {
      if (zip.getEntry(entry) != null) {
        return absolute;
      }
    } catch (IOException e) {
      throw UserError.usage(absolute + " is not a jar: " + e.getMessage(), "Check --jar.");
    }
    throw UserError.usage(
        absolute
            + " holds no "
            + family.mainClass()
            + ", so it is no "
            + family.label()
            + " kernel",
        "Check --jar and --kernel.");
  }

  private static Map<String, Object> json(KernelFamily family, List<Path> classPath) {
    Map<String, Object> spec = new LinkedHashMap<>();
    spec.put("argv", argv(family, classPath));
    spec.put("display_name", "Java (" + family.label() + ")");
    spec.put("language", "java");
    spec.put("interrupt_mode", "message");
    spec.put("env", env());
    spec.put("metadata", Map.of(MARK, Map.of("kernel", family.name())));
    return spec;
  }

  private static List<String> argv(KernelFamily family, List<Path> classPath) {
    List<String> argv = new ArrayList<>();
    argv.add(Jvm.java().toString());
    argv.addAll(Jvm.flags());
    argv.addAll(family.flags());
    if (family == KernelFamily.CNNBOOK) {
      ClassArchive.ensure(classPath).ifPresent(archive -> argv.addAll(archive.flags()));
    }
    argv.addAll(List.of("-cp", ClassPath.join(classPath)));
    argv.addAll(List.of(family.mainClass(), "{connection_file}"));
    return argv;
  }

  private static Map<String, String> env() {
    Map<String, String> env = new LinkedHashMap<>();
    env.put("CNNBOOK_HOME", Home.root().toString());
    env.putAll(engine());
    env.put("OPT_OUT_TRACKING", "true");
    return env;
  }

  /**
   * The environment variables that the engines want; as they are set already, if they are.
   *
   * <p>By two, its threads look for each other only for some microseconds, then sleep. By default
   * they spin for milliseconds: as soon as a second notebook or any other program wants the cores,
   * they spin on those that the others need, and a training is ten and more times slower. Not to
   * spin at all halves the rate of small networks, as a sleeping thread takes longer to wake than
   * an operation to run. The first variable is OpenMP's, the second that of GNU's OpenMP, which
   * PyTorch has on Linux.
   *
   * <p>By the other three, GNU's C library keeps the memory that a layer's results have left for
   * the next layer. By default it may give it back to the system and fetch it again, page by page,
   * for a gigabyte an epoch, which makes LeNet half as fast: whether it does depends on what
   * happens to lie where. Each block of up to 32 MiB, the largest value that the library takes,
   * comes from the kept memory. And what threads have is kept in pieces of 64 MiB, of which the
   * last is given back as soon as it is empty, whatever the limits say, unless a padding of as much
   * is asked for.
   */
  public static Map<String, String> engine() {
    Map<String, String> variables = new LinkedHashMap<>();
    variables.put("OMP_WAIT_POLICY", "PASSIVE");
    variables.put("GOMP_SPINCOUNT", "1000");
    variables.put("MALLOC_TRIM_THRESHOLD_", "2000000000");
    variables.put("MALLOC_MMAP_THRESHOLD_", String.valueOf(32 << 20));
    variables.put("MALLOC_TOP_PAD_", String.valueOf(64 << 20));
    variables.replaceAll((name, value) -> System.getenv().getOrDefault(name, value));
    return variables;
  }

  private static Path file(Path folder, String name) {
    return folder.resolve("kernels").resolve(name).resolve("kernel.json");
  }

  private static Optional<JsonObject> read(Path file) {
    try {
      return Files.exists(file)
          ? Optional.ofNullable(JSON.fromJson(Files.readString(file), JsonObject.class))
          : Optional.empty();
    } catch (IOException | JsonSyntaxException e) {
      return Optional.empty();
    }
  }

  /** The kernel that the book wrote this kernelspec for; empty if somebody else wrote it. */
  private static String markOf(JsonObject spec) {
    return spec.get("metadata") instanceof JsonObject metadata
            && metadata.get(MARK) instanceof JsonObject mark
            && mark.has("kernel")
        ? mark.get("kernel").getAsString()
        : "";
  }

  private static String describe(JsonObject spec) {
    return spec.has("display_name")
        ? "\"" + spec.get("display_name").getAsString() + "\""
        : "an unreadable kernel.json";
  }

  private static void writeIfChanged(Path file, String content) {
    try {
      if (Files.exists(file) && Files.readString(file).equals(content)) {
        return;
      }
      Files.createDirectories(file.getParent());
      Path part = Files.createTempFile(file.getParent(), "kernel", ".part");
      Files.writeString(part, content);
      move(part, file);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + file, e);
    }
  }

  private static void move(Path from, Path to) throws IOException {
    try {
      Files.move(from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (AtomicMoveNotSupportedException e) {
      Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
    }
  }
}
