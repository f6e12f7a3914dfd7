package cnnbook.data;

import ai.djl.Device;
import ai.djl.util.cuda.CudaUtils;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryUsage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** How much memory can still be had. */
final class FreeMemory {
  private static final Path LINUX = Path.of("/proc/meminfo");

  private FreeMemory() {}

  /** In bytes, on this device. */
  static long of(Device device) {
    if (device.isGpu()) {
      MemoryUsage gpu = CudaUtils.getGpuMemory(device);
      return gpu.getMax() - gpu.getUsed();
    }
    var system =
        (com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    // The whole is that of the container, if there is one; what Linux says is the machine's.
    return Math.min(system.getTotalMemorySize(), available(system.getFreeMemorySize()));
  }

  /** Linux fills all memory with cached files, and says how much of that it would give back. */
  private static long available(long free) {
    try (Stream<String> lines = Files.lines(LINUX)) {
      return lines
          .filter(line -> line.startsWith("MemAvailable:"))
          .mapToLong(line -> 1024 * Long.parseLong(line.replaceAll("\\D", "")))
          .findFirst()
          .orElse(free);
    } catch (IOException e) {
      return free;
    }
  }
}
