package cnnbook.training;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import cnnbook.EngineChoice;
import cnnbook.UserError;
import java.util.function.Predicate;

/** Where training runs: on the GPU if there is one that works, else on the CPU. */
public final class Devices {
  private Devices() {}

  /**
   * The first GPU if an addition on it comes out right, else the CPU.
   *
   * @throws cnnbook.UserError if {@code CNNBOOK_ENGINE} names an engine that is not there
   */
  public static Device best() {
    Engine engine = engine();
    return choose(engine.getGpuCount(), gpu -> works(engine, gpu));
  }

  /** The first GPU, if there is one and it works. */
  static Device choose(int gpus, Predicate<Device> works) {
    return gpus > 0 && works.test(Device.gpu()) ? Device.gpu() : Device.cpu();
  }

  /** One line on what training will use, for instance {@code PyTorch 2.7.1 on the CPU, 2 cores}. */
  public static String describe() {
    Engine engine = engine();
    String name = engine.getEngineName() + " " + engine.getVersion();
    int gpus = engine.getGpuCount();
    return describe(name, gpus, choose(gpus, gpu -> works(engine, gpu)));
  }

  static String describe(String engine, int gpus, Device chosen) {
    if (chosen.isGpu()) {
      return "%s on GPU %d of %d".formatted(engine, chosen.getDeviceId(), gpus);
    }
    String why = gpus > 0 ? " (a GPU was found but does not work)" : "";
    return "%s on the CPU, %d cores%s"
        .formatted(engine, Runtime.getRuntime().availableProcessors(), why);
  }

  /** The engine in use, which is the one asked for, in whatever kernel or program this is. */
  private static Engine engine() {
    String wanted = EngineChoice.name();
    if (!Engine.getAllEngines().contains(wanted)) {
      throw UserError.missing(
          wanted + " is not published for this platform; there is " + Engine.getAllEngines(),
          "Unset CNNBOOK_ENGINE.");
    }
    EngineChoice.apply();
    Engine engine = Engine.getInstance();
    if (EngineChoice.isAsked() && !engine.getEngineName().equals(wanted)) {
      throw UserError.failed(
          "CNNBOOK_ENGINE asks for %s, but %s computes in this process already"
              .formatted(wanted, engine.getEngineName()),
          "Restart it, and ask for Devices.describe() before anything else of DJL.");
    }
    return engine;
  }

  /** A driver that does not fit the native library shows itself only when a kernel is launched. */
  private static boolean works(Engine engine, Device device) {
    try (NDManager manager = engine.newBaseManager(device);
        NDArray two = manager.create(1f).add(1f)) {
      return two.getFloat() == 2f;
    } catch (RuntimeException | LinkageError e) {
      return false;
    }
  }
}
