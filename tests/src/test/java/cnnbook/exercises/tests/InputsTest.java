package cnnbook.exercises.tests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import cnnbook.tensor.Tensor;
import java.util.Random;
import org.junit.jupiter.api.Test;

class InputsTest {
  @Test
  void imageHasOneChannelForEachText() {
    Tensor image = Inputs.image("1 2 3; 4 5 6", "7 8 9; 10 11 12");
    assertThat(image).isEqualTo(Tensor.count(1, 1, 2, 2, 3));
    assertThatIllegalArgumentException().isThrownBy(() -> Inputs.image("1 2", "3; 4"));
  }

  @Test
  void integersReachBothBounds() {
    Tensor values = Inputs.integers(new Random(1), -2, 3, 20, 10);
    assertThat(values.min()).isEqualTo(-2);
    assertThat(values.max()).isEqualTo(3);
    assertThat(values).isEqualTo(values.map(Math::rint));
  }
}
