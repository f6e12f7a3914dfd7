package cnnbook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class EngineChoiceTest {

  @Test
  void pyTorchComputesIfNothingIsSaid() {
    assertThat(EngineChoice.name(null)).isEqualTo("PyTorch");
    assertThat(EngineChoice.name(" ")).isEqualTo("PyTorch");
  }

  @Test
  void namesAreTakenInAnyCase() {
    assertThat(EngineChoice.name("mxnet")).isEqualTo("MXNet");
    assertThat(EngineChoice.name(" PyTorch ")).isEqualTo("PyTorch");
  }

  @Test
  void unknownEngineNamesTheTwo() {
    assertThatThrownBy(() -> EngineChoice.name("jax"))
        .isInstanceOf(UserError.class)
        .hasMessageContaining("CNNBOOK_ENGINE is \"jax\", which is neither pytorch nor mxnet");
  }
}
