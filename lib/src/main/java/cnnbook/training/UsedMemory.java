package cnnbook.training;

import ai.djl.Device;
import ai.djl.util.cuda.CudaUtils;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** How much memory is in use, Java's heap and the engine's tensors together. */
final class UsedMemory {
  private static final Path STATUS = Path.of("/proc/self/status");
  private static final double KB_PER_MB = 1024;

  private UsedMemory() {}

  /** Megabytes on a device; NaN where nobody says. */
  static double megabytes(Device device) {
    if (device.isGpu()) {
      return CudaUtils.getGpuMemory(device).getUsed() / KB_PER_MB / KB_PER_MB;
    }
    try {
      return Files.readAllLines(STATUS).stream()
          .filter(line -> line.startsWith("VmRSS:"))
          .mapToDouble(line -> Double.parseDouble(line.replaceAll("\\D", "")) / KB_PER_MB)
          .findFirst()
          .orElse(Double.NaN);
    } catch (IOException e) {
      // Only Linux tells it there.
      return Double.NaN;
    }
  }
}
