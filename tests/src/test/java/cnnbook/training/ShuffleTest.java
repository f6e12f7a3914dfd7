package cnnbook.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class ShuffleTest {

  @Test
  void everyImageComesOnce() {
    assertThat(Shuffle.order(101, 42, 3))
        .containsExactlyInAnyOrder(LongStream.range(0, 101).toArray())
        .isNotEqualTo(LongStream.range(0, 101).toArray());
  }

  @Test
  void orderDependsOnSeedAndEpochAlone() {
    assertThat(Shuffle.order(50, 42, 3)).isEqualTo(Shuffle.order(50, 42, 3));
    assertThat(Shuffle.order(50, 42, 3)).isNotEqualTo(Shuffle.order(50, 42, 4));
    assertThat(Shuffle.order(50, 42, 3)).isNotEqualTo(Shuffle.order(50, 41, 3));
  }
}
