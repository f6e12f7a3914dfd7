package cnnbook.exercises.tests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cnnbook.tensor.Tensor;
import org.junit.jupiter.api.Test;

class ExpectTest {
  private static final Expect CALL = Expect.that("backward(x)");

  @Test
  void missingRecordIsSaidToBeNull() {
    assertThatThrownBy(() -> CALL.present(null))
        .hasMessageContainingAll("backward(x)", "expected: a value", "came:     null");
    assertThat(CALL.present("here")).isEqualTo("here");
  }

  @Test
  void partOfARecordIsNamed() {
    assertThatThrownBy(() -> CALL.part("dx").gives(1L, 2L))
        .hasMessageContaining("backward(x).dx()");
  }

  private record Pair(int first, long second) {}

  @Test
  void recordsAreComparedByTheirComponents() {
    CALL.gives(new Pair(1, 2), new Pair(1, 2));
    assertThatThrownBy(() -> CALL.gives(new Pair(1, 2), new Pair(1, 3)))
        .hasMessageContainingAll("Pair[first=1, second=2]", "Pair[first=1, second=3]");
    assertThatThrownBy(() -> CALL.gives(new Pair(1, 2), (Pair) null))
        .hasMessageContainingAll("expected: a value", "came:     null");
  }

  @Test
  void wrongTensorOfSeveralIsNamed() {
    Tensor[] right = {Tensor.ones(2), Tensor.ones(3)};
    CALL.gives(right, new Tensor[] {Tensor.ones(2), Tensor.ones(3)});
    assertThatThrownBy(() -> CALL.gives(right, new Tensor[] {Tensor.ones(2), Tensor.ones(4)}))
        .hasMessageContainingAll("backward(x)[1]", "the shape (3)", "the shape (4)");
    assertThatThrownBy(() -> CALL.gives(right, new Tensor[] {Tensor.ones(2), null}))
        .hasMessageContainingAll("backward(x)[1]", "null");
    assertThatThrownBy(() -> CALL.gives(right, new Tensor[1]))
        .hasMessageContainingAll("2 tensors", "1 tensors");
  }

  @Test
  void rowsOfNumbersAreCompared() {
    CALL.gives(new int[][] {{1}, {2, 3}}, new int[][] {{1}, {2, 3}});
    assertThatThrownBy(() -> CALL.gives(new int[][] {{1}, {2, 3}}, new int[][] {{1}, {2, 4}}))
        .hasMessageContainingAll("[[1], [2, 3]]", "[[1], [2, 4]]");
    CALL.gives(new long[] {1L << 40}, new long[] {1L << 40});
    assertThatThrownBy(() -> CALL.gives(new long[] {1L << 40}, new long[] {0}))
        .hasMessageContainingAll("[1099511627776]", "[0]");
  }

  @Test
  void listsOfRecordsAreCompared() {
    Record[] right = {new Pair(1, 2), new Pair(3, 4)};
    CALL.gives(right, new Record[] {new Pair(1, 2), new Pair(3, 4)});
    assertThatThrownBy(() -> CALL.gives(right, new Record[] {new Pair(1, 2)}))
        .hasMessageContaining("[Pair[first=1, second=2]]");
  }

  @Test
  void limitIsNotPassedByWhatIsNoNumber() {
    CALL.isAtMost(0.5, 0.5);
    assertThatThrownBy(() -> CALL.isAtMost(0.5, 0.6)).hasMessageContaining("at most 0.5");
    assertThatThrownBy(() -> CALL.isAtMost(0.5, Double.NaN)).hasMessageContaining("NaN");
  }
}
