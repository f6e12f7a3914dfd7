package cnnbook.training;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.Device;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class DevicesTest {
  @Test
  void gpuThatWorksIsChosen() {
    assertThat(Devices.choose(2, gpu -> true)).isEqualTo(Device.gpu(0));
    assertThat(Devices.describe("PyTorch 2.5.1", 2, Device.gpu()))
        .isEqualTo("PyTorch 2.5.1 on GPU 0 of 2");
  }

  @Test
  void gpuThatDoesNotWorkGivesWayToTheCpuAndIsTold() {
    List<Device> tried = new ArrayList<>();
    Device chosen =
        Devices.choose(
            1,
            gpu -> {
              tried.add(gpu);
              return false;
            });
    assertThat(chosen).isEqualTo(Device.cpu());
    assertThat(tried).containsExactly(Device.gpu(0));
    assertThat(Devices.describe("PyTorch 2.5.1", 1, chosen))
        .startsWith("PyTorch 2.5.1 on the CPU, ")
        .endsWith(" cores (a GPU was found but does not work)");
  }

  @Test
  void withoutAGpuNothingIsTried() {
    assertThat(
            Devices.choose(
                0,
                gpu -> {
                  throw new AssertionError("there is none to try");
                }))
        .isEqualTo(Device.cpu());
    assertThat(Devices.describe("MXNet 1.9.1", 0, Device.cpu()))
        .matches("MXNet 1.9.1 on the CPU, \\d+ cores");
  }

  @Test
  void lineIsOneLineAndNamesTheDeviceInUse() {
    assertThat(Devices.describe())
        .contains(Devices.best().isGpu() ? "on GPU 0" : "on the CPU")
        .doesNotContain("\n");
  }
}
