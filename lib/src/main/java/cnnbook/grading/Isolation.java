package cnnbook.grading;

import cnnbook.Home;
import cnnbook.UserError;
import cnnbook.exercises.remote.Solution;
import com.google.gson.Gson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** How a student's process is kept from everything that is not its own. */
public enum Isolation {
  /**
   * Bubblewrap with {@code prlimit}: no network, no file but the library's, the JDK's and the
   * system's, all read-only; no process outside to be seen; limits on memory, processes and files.
   * As root, each worker runs under a user of its own. Of {@code /proc} there is only what the
   * engine asks about the machine: its list of mounts would name the folders outside.
   */
  BUBBLEWRAP,
  /**
   * A process and nothing more: for code that you would run on your own machine anyway. It can read
   * your files, write them, and use the network.
   */
  PROCESS;

  /** The first user of the workers; above those that systems give to people and services. */
  private static final int FIRST_USER = 61_000;

  private static final long ADDRESS_SPACE = 6L << 30;
  private static final int PROCESSES = 256;
  private static final int FILES = 512;
  private static final long FILE_SIZE = 16L << 20;

  private static final Path BOOK = Path.of("/book");

  /**
   * The command that starts a worker.
   *
   * @param slot tells workers that run at the same time apart, from 0
   */
  List<String> command(int slot, Limits limits) {
    Path jar = builtJar();
    if (this == PROCESS) {
      return java(
          jar, Home.root(), System.getProperty("java.io.tmpdir"), EngineFolder.path(), limits);
    }
    List<String> command = new ArrayList<>();
    if (isRoot()) {
      EngineFolder.open();
      // Only root sees its own folders: it lays the files out, and another user takes over.
      String user = String.valueOf(FIRST_USER + slot);
      // A user cannot be killed by another's death, but by that of a process namespace.
      command.addAll(List.of("bwrap", "--die-with-parent", "--unshare-pid"));
      command.addAll(List.of("--cap-add", "CAP_SETUID", "--cap-add", "CAP_SETGID"));
      command.addAll(files(jar));
      // The inner bubblewrap needs it to set itself up.
      command.addAll(List.of("--bind", "/proc", "/proc", "--dev", "/dev", "--tmpfs", "/tmp", "--"));
      command.addAll(List.of("setpriv", "--reuid=" + user, "--regid=" + user, "--clear-groups"));
    }
    command.addAll(namespaces(isRoot() ? List.of("--ro-bind", "/", "/") : files(jar)));
    // Within, so that the user's own processes outside do not count.
    command.addAll(limit(limits));
    Path inside = BOOK.resolve("lib/target/cnnbook.jar");
    command.addAll(java(inside, BOOK, "/tmp", Path.of("/djl"), limits));
    return command;
  }

  private static List<String> limit(Limits limits) {
    return List.of(
        "prlimit",
        "--core=0",
        "--cpu=" + limits.submission().toSeconds() * 4,
        "--fsize=" + FILE_SIZE,
        "--nofile=" + FILES,
        "--nproc=" + PROCESSES,
        "--as=" + ADDRESS_SPACE);
  }

  private static List<String> namespaces(List<String> files) {
    List<String> bwrap = new ArrayList<>();
    bwrap.addAll(
        List.of("bwrap", "--unshare-all", "--unshare-user", "--uid", "65534", "--gid", "65534"));
    bwrap.addAll(List.of("--disable-userns", "--die-with-parent", "--new-session"));
    bwrap.addAll(List.of("--cap-drop", "ALL", "--clearenv"));
    bwrap.addAll(List.of("--setenv", "OMP_NUM_THREADS", "1", "--setenv", "LANG", "C.UTF-8"));
    // Each arena takes 64 MB of address space, and there would be one for each thread.
    bwrap.addAll(List.of("--setenv", "MALLOC_ARENA_MAX", "2"));
    // Without /proc/self a program does not find its own libraries.
    bwrap.addAll(List.of("--setenv", "LD_LIBRARY_PATH", javaHome().resolve("lib").toString()));
    bwrap.addAll(files);
    bwrap.addAll(List.of("--perms", "0755", "--tmpfs", "/proc"));
    for (String file : List.of("/proc/cpuinfo", "/proc/meminfo", "/proc/stat")) {
      bwrap.addAll(List.of("--ro-bind", file, file));
    }
    bwrap.addAll(List.of("--remount-ro", "/proc", "--dev", "/dev"));
    bwrap.addAll(List.of("--size", String.valueOf(FILE_SIZE), "--tmpfs", "/tmp"));
    bwrap.addAll(List.of("--remount-ro", "/dev", "--remount-ro", "/", "--chdir", "/tmp", "--"));
    return bwrap;
  }

  /** The system's programs, the JDK, the library, the data, the engine: all read-only. */
  private static List<String> files(Path jar) {
    List<String> bwrap = new ArrayList<>(List.of("--ro-bind", "/usr", "/usr"));
    for (String folder : List.of("/lib", "/lib64", "/bin", "/etc/ssl", "/etc/fonts")) {
      readOnly(bwrap, Path.of(folder), Path.of(folder));
    }
    // Debian's JDK keeps its settings apart.
    try (Stream<Path> settings = Files.list(Path.of("/etc"))) {
      settings
          .filter(path -> path.getFileName().toString().startsWith("java-"))
          .forEach(path -> readOnly(bwrap, path, path));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    readOnly(bwrap, javaHome(), javaHome());
    readOnly(bwrap, jar, BOOK.resolve("lib/target/cnnbook.jar"));
    readOnly(bwrap, jar.resolveSibling("jars"), BOOK.resolve("lib/target/jars"));
    readOnly(bwrap, Home.root().resolve("datasets"), BOOK.resolve("datasets"));
    readOnly(bwrap, EngineFolder.path(), Path.of("/djl"));
    // By these two folders the library knows the book's.
    bwrap.addAll(List.of("--perms", "0755", "--dir", BOOK + "/notebooks"));
    return bwrap;
  }

  /** A link stays a link: on merged systems /lib is one to usr/lib. */
  private static void readOnly(List<String> bwrap, Path from, Path to) {
    try {
      if (Files.isSymbolicLink(from) && from.equals(to)) {
        bwrap.addAll(List.of("--symlink", Files.readSymbolicLink(from).toString(), to.toString()));
      } else if (Files.exists(from) && !from.startsWith("/usr")) {
        parents(bwrap, to);
        bwrap.addAll(List.of("--ro-bind", from.toRealPath().toString(), to.toString()));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Those that bubblewrap makes by itself, only their owner may enter. */
  private static void parents(List<String> bwrap, Path path) {
    Path parent = path.getParent();
    if (parent.getParent() != null) {
      parents(bwrap, parent);
      bwrap.addAll(List.of("--perms", "0755", "--dir", parent.toString()));
    }
  }

  private static List<String> java(Path jar, Path home, String tmp, Path engines, Limits limits) {
    return List.of(
        javaHome().resolve("bin/java").toString(),
        "-Xmx" + limits.memory() + "m",
        "-XX:MaxDirectMemorySize=" + limits.memory() + "m",
        "-XX:ReservedCodeCacheSize=64m",
        "-XX:CompressedClassSpaceSize=128m",
        "-XX:MaxMetaspaceSize=256m",
        "-XX:+UseSerialGC",
        "-XX:TieredStopAtLevel=1",
        "-XX:-UsePerfData",
        "-XX:+DisableAttachMechanism",
        "-XX:+ExitOnOutOfMemoryError",
        "-Djava.awt.headless=true",
        "-Djava.io.tmpdir=" + tmp,
        "-Duser.home=" + tmp,
        "-Dfile.encoding=UTF-8",
        "-Dcnnbook.home=" + home,
        "-DDJL_CACHE_DIR=" + engines,
        "-Dcnnbook.check=off",
        "-Dai.djl.default_engine=PyTorch",
        "-cp",
        jar + ":" + jar.resolveSibling("jars") + "/*",
        WorkerMain.class.getName());
  }

  private static Path javaHome() {
    return Path.of(System.getProperty("java.home"));
  }

  private static boolean isRoot() {
    return System.getProperty("user.name").equals("root");
  }

  private static Path builtJar() {
    Path source = Home.codeSource();
    Path jar = Files.isDirectory(source) ? Home.root().resolve("lib/target/cnnbook.jar") : source;
    if (!Files.isRegularFile(jar)) {
      throw UserError.missing(
          "the book's library is not built: " + jar + " is missing",
          "Run any ./cnnbook command: it builds what is missing.");
    }
    return jar;
  }

  /**
   * Why it does not work here; empty if it does. Starts a worker that tries to see what it must
   * not.
   */
  public Optional<String> trouble() {
    Limits limits = Limits.usual();
    try {
      EngineFolder.unpack(limits);
    } catch (Solution.Failure e) {
      return Optional.of("DJL's engine does not start: " + e.getMessage());
    }
    try (Worker worker = new Worker(command(0, limits), limits)) {
      worker.evaluate("the probe", "1 + 1", limits.start());
      if (this == BUBBLEWRAP) {
        worker.evaluate("the probe", escape(), limits.cell());
      }
      return Optional.empty();
    } catch (Solution.Failure | UncheckedIOException e) {
      return Optional.of(e.getMessage().lines().findFirst().orElse(""));
    }
  }

  /** Code that fails if it finds the book's own folder, the user's, or a network. */
  private static String escape() {
    String tests =
        Stream.of(Home.root().resolve("pom.xml"), Path.of(System.getProperty("user.home")))
            .map(path -> "new File(" + new Gson().toJson(path.toString()) + ").canRead()")
            .collect(Collectors.joining(" || "));
    return """
    if (%s || !new File("/tmp/own").mkdir() || new File("/etc/own").mkdir()) {
      throw new IllegalStateException("a process can see or write what it must not");
    }
    for (NetworkInterface net : Collections.list(NetworkInterface.getNetworkInterfaces())) {
      if (!net.isLoopback()) {
        throw new IllegalStateException("a process can see the network");
      }
    }\
    """
        .formatted(tests);
  }

  /**
   * Makes sure that it works here.
   *
   * @throws UserError with what is in the way: grading without it would trust every student
   */
  public void require() {
    Optional<String> trouble = trouble();
    if (trouble.isPresent()) {
      throw UserError.missing(
          "submissions cannot be isolated here: " + trouble.get(),
          "Install bubblewrap (Debian and Ubuntu: apt install bubblewrap; where AppArmor forbids it"
              + " user namespaces, allow them to bwrap), or, if you trust every student, give"
              + " --isolation=process.");
    }
  }
}
