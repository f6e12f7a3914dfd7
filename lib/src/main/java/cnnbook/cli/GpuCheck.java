package cnnbook.cli;

import ai.djl.Device;
import cnnbook.UserError;
import cnnbook.notebook.Programs;
import cnnbook.training.Devices;
import cnnbook.training.Throughput;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Tries the GPU out by training on it, and says how much quicker than the CPU it is. */
final class GpuCheck {
  private static final double SECONDS = 5;

  private GpuCheck() {}

  /**
   * Prints what there is, then what it does.
   *
   * @throws UserError with exit code 3 if the engine can use no GPU
   */
  static void run() {
    String engine = Devices.describe();
    Device device = Devices.best();
    Optional<String> card = query("name,memory.total");
    if (!device.isGpu()) {
      throw none(engine, card);
    }
    line("device", card.orElse("GPU " + device.getDeviceId()));
    line("driver", query("driver_version").orElse("unknown: nvidia-smi does not answer"));
    line("engine", engine);
    double gpu = Throughput.imagesPerSecond(device, SECONDS);
    line("GPU", "%,.0f images/s, training a ResNet-20 on 32×32 pixels, batch 128", gpu);
    double cpu = Throughput.imagesPerSecond(Device.cpu(), SECONDS);
    line("CPU", "%,.0f images/s: the GPU is %.1f times as quick", cpu, gpu / cpu);
  }

  /** Why there is no GPU to use, and what to do. */
  static UserError none(String engine, Optional<String> card) {
    if (card.isEmpty()) {
      return UserError.missing(
          "no NVIDIA GPU answers (nvidia-smi finds none); " + engine,
          "Install the card's driver. Without a card everything runs on the CPU.");
    }
    if (engine.startsWith("MXNet")) {
      return UserError.missing(
          "%s is there, but MXNet's library is for the CPU; %s".formatted(card.get(), engine),
          "Unset CNNBOOK_ENGINE: PyTorch uses the GPU.");
    }
    return UserError.missing(
        "%s is there, but the engine cannot use it; %s".formatted(card.get(), engine),
        "Set CNNBOOK_PROFILE=gpu, or gpu-online; README.md, section GPU, says what each costs.");
  }

  private static void line(String what, String text, Object... values) {
    System.out.printf(Locale.ROOT, "%-8s %s%n", what, text.formatted(values));
  }

  private static Optional<String> query(String fields) {
    return Programs.output(List.of("nvidia-smi", "--query-gpu=" + fields, "--format=csv,noheader"));
  }
}
