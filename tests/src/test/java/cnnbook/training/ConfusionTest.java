package cnnbook.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;

class ConfusionTest {
  private static final Confusion CONFUSION =
      Confusion.of(
          new int[] {0, 0, 0, 1, 1, 2, 2}, new int[] {0, 1, 1, 1, 2, 2, 2}, List.of("a", "b", "c"));

  @Test
  void rowsAreTheTruthColumnsTheGuess() {
    assertThat(CONFUSION.counts()).isDeepEqualTo(new int[][] {{1, 2, 0}, {0, 1, 1}, {0, 0, 2}});
  }

  @Test
  void accuracyIsTheShareOnTheDiagonal() {
    assertThat(CONFUSION.accuracy()).isEqualTo(4 / 7.0);
  }

  @Test
  void recallIsTheShareOfARowOnTheDiagonal() {
    assertThat(CONFUSION.recalls()).containsExactly(1 / 3.0, 1 / 2.0, 1);
    assertThat(Confusion.of(new int[0], new int[0], List.of("a")).recalls())
        .containsExactly(Double.NaN);
  }

  @Test
  void commonestMistakeComesFirst() {
    var table = CONFUSION.mistakes(1);
    assertThat(table.rowCount()).isEqualTo(1);
    assertThat(table.row(0).getString("truth")).isEqualTo("a");
    assertThat(table.row(0).getString("guess")).isEqualTo("b");
    assertThat(table.row(0).getInt("images")).isEqualTo(2);
  }

  @Test
  void unequalLengthsAreRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Confusion.of(new int[3], new int[4], List.of("a")))
        .withMessageContaining("3 labels and 4 guesses");
  }
}
