package cnnbook.kernel;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** How a kernel's JVM is started. */
final class Jvm {
  private static final int FIRST_TO_WARN_OF_NATIVE_ACCESS = 24;

  private Jvm() {}

  /** The JDK that runs now, by its absolute path. */
  static Path java() {
    boolean windows = System.getProperty("os.name").startsWith("Windows");
    return Path.of(System.getProperty("java.home"), "bin", windows ? "java.exe" : "java");
  }

  /** The flags for every kernel. */
  static List<String> flags() {
    List<String> flags = new ArrayList<>();
    if (Runtime.version().feature() >= FIRST_TO_WARN_OF_NATIVE_ACCESS) {
      flags.add("--enable-native-access=ALL-UNNAMED");
    }
    // Starts in less time than the default collector, and keeps both cores busy when it collects.
    flags.add("-XX:+UseParallelGC");
    // Half of the memory for Java's heap; the engine's tensors lie outside it.
    flags.add("-XX:MaxRAMPercentage=50");
    flags.add("-Dfile.encoding=UTF-8");
    flags.add("-Djava.awt.headless=true");
    flags.add("-Dai.djl.default_engine=PyTorch");
    flags.add("-Dorg.slf4j.simpleLogger.defaultLogLevel=warn");
    // A machine without a GPU is no reason for a warning.
    flags.add("-Dorg.slf4j.simpleLogger.log.ai.djl.util.cuda.CudaUtils=error");
    return flags;
  }
}
