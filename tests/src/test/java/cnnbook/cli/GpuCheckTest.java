package cnnbook.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import ai.djl.Device;
import cnnbook.UserError;
import cnnbook.training.Devices;
import cnnbook.training.Throughput;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class GpuCheckTest {
  @Test
  void withoutACardTheDriverIsAskedFor() {
    UserError error =
        GpuCheck.none("PyTorch 2.7.1 on the CPU, 2 cores", Optional.empty(), false, false);
    assertThat(error.exitCode()).isEqualTo(UserError.MISSING);
    assertThat(error).hasMessageContaining("nvidia-smi finds none");
    assertThat(error.remedy()).contains("driver");
  }

  @Test
  void cardThatTheEngineCannotUseNeedsTheProfile() {
    UserError error =
        GpuCheck.none("PyTorch 2.7.1 on the CPU, 2 cores", Optional.of("RTX 4090"), false, false);
    assertThat(error).hasMessageContaining("RTX 4090 is there");
    assertThat(error.remedy()).contains("CNNBOOK_PROFILE=gpu");
  }

  @Test
  void cardUnderMxNetNeedsPyTorch() {
    UserError error =
        GpuCheck.none("MXNet 1.9.1 on the CPU, 2 cores", Optional.of("RTX 4090"), false, false);
    assertThat(error).hasMessageContaining("MXNet's library is for the CPU");
    assertThat(error.remedy()).contains("Unset CNNBOOK_ENGINE");
  }

  @Test
  void commandWithoutAGpuEndsWith3AndSaysSo() {
    assumeFalse(Devices.best().isGpu(), "this machine has a GPU");
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    PrintStream before = System.err;
    System.setErr(new PrintStream(bytes, true, StandardCharsets.UTF_8));
    try {
      assertThat(Main.execute("doctor", "--gpu")).isEqualTo(3);
    } finally {
      System.setErr(before);
    }
    assertThat(bytes.toString(StandardCharsets.UTF_8)).startsWith("error: ").contains("GPU");
  }

  @Test
  void smallResNetIsMeasuredOnTheCpu() {
    assertThat(Throughput.imagesPerSecond(Device.cpu(), 0)).isBetween(1.0, 1e6);
  }

  @Test
  void anEngineForTheGpuThatFindsNoneSaysWhatItLacks() {
    Optional<String> card = Optional.of("RTX 4090");
    String engine = "PyTorch 2.5.1 on the CPU, 2 cores";
    UserError without = GpuCheck.none(engine, card, true, false);
    assertThat(without).hasMessageContaining("libcudart");
    assertThat(without.remedy()).contains("LD_LIBRARY_PATH");
    UserError with = GpuCheck.none(engine, card, true, true);
    assertThat(with).hasMessageContaining("a first addition there fails");
    assertThat(with.remedy()).contains("newer driver");
  }
}
