package cnnbook.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;

class EarlyStoppingTest {

  @Test
  void stopsWhenPatienceIsUsedUp() {
    EarlyStopping policy = EarlyStopping.onLoss(2);
    assertThat(policy.stops(List.of())).isFalse();
    assertThat(policy.stops(List.of(0.9, 0.5))).isFalse();
    assertThat(policy.stops(List.of(0.9, 0.5, 0.6))).isFalse();
    assertThat(policy.stops(List.of(0.9, 0.5, 0.6, 0.5))).isTrue();
    assertThat(policy.stops(List.of(0.9, 0.5, 0.6, 0.4))).isFalse();
  }

  @Test
  void bestEpochIsTheFirstOfEquals() {
    assertThat(EarlyStopping.onLoss(9).best(List.of(0.9, 0.5, 0.6, 0.5))).isEqualTo(2);
    assertThat(EarlyStopping.onAccuracy(9).best(List.of(0.1, 0.8, 0.7, 0.8))).isEqualTo(2);
    assertThat(EarlyStopping.onLoss(9).best(List.of())).isZero();
  }

  @Test
  void smallImprovementsDoNotCount() {
    EarlyStopping policy = new EarlyStopping(2, 0.1, true);
    assertThat(policy.best(List.of(0.5, 0.55, 0.58))).isEqualTo(1);
    assertThat(policy.stops(List.of(0.5, 0.55, 0.58))).isTrue();
    // Small ones together are one that counts.
    assertThat(policy.best(List.of(0.5, 0.55, 0.61))).isEqualTo(3);
  }

  @Test
  void valuesThatAreNoNumbersAreNeverBetter() {
    EarlyStopping policy = EarlyStopping.onLoss(2);
    assertThat(policy.best(List.of(Double.NaN, 0.5, Double.NaN))).isEqualTo(2);
    assertThat(policy.stops(List.of(Double.NaN, Double.NaN))).isTrue();
  }

  @Test
  void numbersOutOfRangeAreRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> EarlyStopping.onLoss(0))
        .withMessage("patience must be at least 1, not 0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new EarlyStopping(1, -1, true))
        .withMessage("minDelta must be a number from 0 up, not -1.0");
  }
}
