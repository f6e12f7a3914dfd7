package cnnbook.cli;

import ai.djl.Device;
import cnnbook.UserError;
import cnnbook.notebook.Programs;
import cnnbook.training.Devices;
import cnnbook.training.Throughput;
import com.sun.jna.NativeLibrary;
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
      boolean profile = System.getenv().getOrDefault("CNNBOOK_PROFILE", "").startsWith("gpu");
      throw none(engine, card, profile, findsCuda());
    }
    line("device", card.orElse("GPU " + device.getDeviceId()));
    line("driver", query("driver_version").orElse("unknown: nvidia-smi does not answer"));
    line("engine", engine);
    double gpu = Throughput.imagesPerSecond(device, SECONDS);
    line("GPU", "%,.0f images/s, training a ResNet-20 on 32×32 pixels, batch 128", gpu);
    double cpu = Throughput.imagesPerSecond(Device.cpu(), SECONDS);
    line("CPU", "%,.0f images/s: the GPU is %.1f times as quick", cpu, gpu / cpu);
  }

  /** Whether there is CUDA's runtime library where DJL looks for it, to count the GPUs. */
  private static boolean findsCuda() {
    try {
      NativeLibrary.getInstance("cudart");
      return true;
    } catch (UnsatisfiedLinkError e) {
      return false;
    }
  }

  /**
   * Why there is no GPU to use, and what to do.
   *
   * @param card what the driver's program says, if there is a card
   * @param profile whether the engine was built for the GPU
   * @param cuda whether CUDA's runtime library is found
   */
  static UserError none(String engine, Optional<String> card, boolean profile, boolean cuda) {
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
    if (profile && !cuda) {
      return UserError.missing(
          "%s is there, but not CUDA's runtime library (libcudart), by which DJL finds it; %s"
              .formatted(card.get(), engine),
          "Install CUDA's toolkit, and put its folder of libraries into LD_LIBRARY_PATH, on"
              + " Windows into PATH.");
    }
    if (profile) {
      return UserError.missing(
          "%s is there, and CUDA, but a first addition there fails; %s"
              .formatted(card.get(), engine),
          "Install a newer driver: nvidia-smi says which CUDA it supports; README.md, section GPU,"
              + " which the engine needs.");
    }
    return UserError.missing(
        "%s is there, but the engine cannot use it; %s".formatted(card.get(), engine),
        "Set CNNBOOK_PROFILE=gpu, or gpu-online; README.md, section GPU, says what each costs.");
  }

  private static void line(String what, String text, Object... values) {
    System.out.printf(Locale.ROOT, "%-8s %s%n", what, text.formatted(values));
  }

  /** What the driver's program says of each card; empty if there is none. */
  static Optional<String> query(String fields) {
    return Programs.output(List.of("nvidia-smi", "--query-gpu=" + fields, "--format=csv,noheader"))
        .filter(answer -> !answer.isBlank())
        .map(answer -> String.join("; ", answer.lines().toList()));
  }
}
