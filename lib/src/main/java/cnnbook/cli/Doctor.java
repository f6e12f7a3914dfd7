package cnnbook.cli;

import ai.djl.Device;
import ai.djl.engine.Engine;
import cnnbook.Home;
import cnnbook.data.Manifest;
import cnnbook.kernel.JupyterFolders;
import cnnbook.kernel.KernelSpec;
import cnnbook.notebook.Jupyter;
import cnnbook.notebook.Programs;
import cnnbook.training.Devices;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import javax.tools.ToolProvider;

/** Looks at what the book needs, one method for each thing. */
final class Doctor {
  private static final int JAVA = 17;
  private static final double DISK_GB = 1;
  private static final double MEMORY_GB = 3;

  private Doctor() {}

  /** Everything, in the order of dependence. */
  static Stream<Finding> examine() {
    Stream<Supplier<Finding>> checks =
        Stream.of(
            Doctor::jdk,
            Doctor::maven,
            Doctor::jupyter,
            Doctor::kernel,
            Doctor::engine,
            Doctor::gpu,
            Doctor::data,
            Doctor::disk,
            Doctor::memory,
            Doctor::fonts);
    return checks.map(Supplier::get);
  }

  private static Finding jdk() {
    String detail = Runtime.version() + ", " + System.getProperty("java.home");
    boolean compiler = ToolProvider.getSystemJavaCompiler() != null;
    boolean shell = ModuleLayer.boot().findModule("jdk.jshell").isPresent();
    return Runtime.version().feature() >= JAVA && compiler && shell
        ? Finding.ok("JDK", detail)
        : Finding.missing(
            "JDK",
            detail + (compiler && shell ? "" : " (a JRE: it has no compiler or no JShell)"),
            "Install a JDK 17 or newer (Debian, Ubuntu: apt install openjdk-17-jdk-headless).");
  }

  private static Finding maven() {
    return Programs.onPath("mvn")
        .map(path -> Finding.ok("Maven", path.toString()))
        .orElseGet(
            () ->
                Finding.optional(
                    "Maven", "not on PATH", "cnnbook fetches it when it has to build."));
  }

  private static Finding jupyter() {
    Optional<Jupyter> found = Jupyter.find();
    if (found.isEmpty()) {
      return Finding.missing(
          "Jupyter",
          "no Python has nbclient and nbconvert",
          "Run any notebook (cnnbook run lenet): it installs what is missing.");
    }
    Jupyter jupyter = found.get();
    String server = jupyter.server().map(s -> ", server " + s).orElse(", no notebook server");
    return Finding.ok(
        "Jupyter",
        String.format(
            "nbclient %s, nbconvert %s%s, %s",
            jupyter.nbclient(), jupyter.nbconvert(), server, jupyter.python()));
  }

  private static Finding kernel() {
    Path spec = JupyterFolders.local().resolve("kernels/" + KernelSpec.NAME + "/kernel.json");
    return Files.exists(spec)
        ? Finding.ok("kernel", spec.toString())
        : Finding.optional("kernel", "not registered yet", "run, test and lab do it.");
  }

  private static Finding engine() {
    try {
      return Finding.ok("engine", Devices.describe());
    } catch (RuntimeException | LinkageError e) {
      return Finding.missing(
          "engine",
          "PyTorch does not load: " + firstLine(e),
          "Build again with network: rm -r lib/target, then any command.");
    }
  }

  private static Finding gpu() {
    Optional<String> card = GpuCheck.query("name");
    try {
      Device best = Devices.best();
      if (best.isGpu()) {
        return Finding.ok(
            "GPU", card.orElse("") + " (" + Engine.getInstance().getGpuCount() + " seen)");
      }
    } catch (RuntimeException | LinkageError e) {
      // The line above has told that there is no engine.
    }
    return card.map(
            name ->
                Finding.optional(
                    "GPU",
                    name + ", but the engine cannot use it",
                    "Run cnnbook doctor --gpu: it says why."))
        .orElseGet(() -> Finding.optional("GPU", "training runs on the CPU, which is enough", ""));
  }

  private static Finding data() {
    try {
      List<String> problems = Manifest.shipped().problems(Manifest.folder());
      return problems.isEmpty()
          ? Finding.ok("data", Manifest.shipped().files().size() + " files as shipped")
          : Finding.missing(
              "data", String.join("; ", problems), "Restore them: git checkout datasets");
    } catch (RuntimeException e) {
      return Finding.missing("data", firstLine(e), "Restore it: git checkout datasets");
    }
  }

  private static Finding disk() {
    if (!Files.isWritable(Home.cache())
        && (Files.exists(Home.cache()) || !Files.isWritable(Home.root()))) {
      return Finding.missing(
          "disk", Home.cache() + " cannot be written", "Copy the book to a folder of your own.");
    }
    double free = Home.root().toFile().getUsableSpace() / 1e9;
    String detail = String.format(Locale.ROOT, "%.1f GB free", free);
    return free >= DISK_GB
        ? Finding.ok("disk", detail)
        : Finding.missing("disk", detail, "Make room: results and caches need 1 GB.");
  }

  private static Finding memory() {
    var system =
        (com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    double total = system.getTotalMemorySize() / 1e9;
    String detail =
        String.format(Locale.ROOT, "%.1f GB, %d cores", total, system.getAvailableProcessors());
    return total >= MEMORY_GB
        ? Finding.ok("memory", detail)
        : Finding.missing("memory", detail, "Training needs 3 GB: close other programs.");
  }

  /** Java draws text by the system's font library; minimal systems have none, or no font. */
  private static Finding fonts() {
    try {
      BufferedImage image = new BufferedImage(20, 20, BufferedImage.TYPE_INT_RGB);
      Graphics2D graphics = image.createGraphics();
      graphics.setColor(Color.WHITE);
      graphics.drawString("M", 2, 16);
      graphics.dispose();
      String family = graphics.getFont().getFamily();
      boolean drawn = false;
      for (int pixel : image.getRGB(0, 0, 20, 20, null, 0, 20)) {
        drawn |= (pixel & 0xFFFFFF) != 0;
      }
      return drawn ? Finding.ok("fonts", "charts have text, " + family) : noFonts("nothing drawn");
    } catch (RuntimeException | LinkageError e) {
      return noFonts(firstLine(e));
    }
  }

  private static Finding noFonts(String detail) {
    return Finding.missing(
        "fonts",
        "Java cannot draw text: " + detail,
        "Install fonts (Debian, Ubuntu: apt install fontconfig fonts-dejavu-core).");
  }

  private static String firstLine(Throwable e) {
    return String.valueOf(e.getMessage()).lines().findFirst().orElse(e.toString());
  }
}
