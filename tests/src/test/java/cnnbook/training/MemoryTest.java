package cnnbook.training;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class MemoryTest {
  static List<Engine> engines() {
    return Rig.engines().toList();
  }

  @ParameterizedTest
  @MethodSource("engines")
  void copiesStayWhenTheirOriginalChangesOrIsGone(Engine engine) {
    try (NDManager owner = engine.newBaseManager()) {
      NDArray original = owner.create(new float[] {1, 2, 3});
      NDArray copy = Memory.copy(original, owner, original.getDevice());
      Memory restored = Memory.restored(owner, List.of(original), original.getDevice(), 4);
      original.addi(10);
      original.close();
      assertThat(copy.toFloatArray()).containsExactly(1, 2, 3);
      assertThat(restored.array(0).toFloatArray()).containsExactly(1, 2, 3);
    }
  }
}
