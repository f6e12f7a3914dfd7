package cnnbook.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** The expected rates are those of PyTorch 1.13's schedulers. */
class ScheduleTest {

  @Test
  void constantStaysTheSame() {
    equal(Schedule.constant(0.3), 2, 0.3, 0.3, 0.3);
  }

  @Test
  void stepMultipliesAtEachMilestone() {
    equal(Schedule.step(0.1, 0.1, 3, 5), 1, 0.1, 0.1, 0.1, 0.01, 0.01, 0.001, 0.001);
    equal(Schedule.step(0.1, 0.5, 1), 3, 0.1, 0.1, 0.1, 0.05);
  }

  @Test
  void cosineFallsToItsMinimumAndStaysThere() {
    equal(
        Schedule.cosine(0.1, 0.01, 6),
        1,
        0.1,
        0.09397114317029975,
        0.0775,
        0.055,
        0.0325,
        0.01602885682970026,
        0.01,
        0.01);
  }

  @Test
  void cosineMovesWithEveryStep() {
    // Six steps as three epochs of two.
    equal(Schedule.cosine(0.1, 3), 2, 0.1, 0.09330127018922194, 0.075, 0.05, 0.025);
  }

  @Test
  void exponentialAndPolynomialFall() {
    equal(Schedule.exponential(0.1, 0.8), 1, 0.1, 0.08, 0.064, 0.0512, 0.04096);
    equal(Schedule.polynomial(0.1, 2, 5), 1, 0.1, 0.064, 0.036, 0.016, 0.004, 0, 0);
  }

  @Test
  void oneCycleRisesToItsPeakAndFallsFarBelowItsStart() {
    equal(
        Schedule.oneCycle(0.1, 4),
        5,
        0.0040000000000000036,
        0.013167184270002533,
        0.037167184270002526,
        0.06683281572999747,
        0.09083281572999748,
        0.1,
        0.09874640062350874,
        0.09504846320134738,
        0.089091617757105,
        0.0811745653949763,
        0.07169430017913009,
        0.06112620219362893,
        0.0500002,
        0.03887419780637107,
        0.028306099820869922,
        0.0188258346050237,
        0.010908782242895003,
        0.004951936798652629,
        0.0012539993764912555,
        4e-07,
        4e-07);
  }

  @Test
  void oneCycleWithAPeakBetweenTwoSteps() {
    equal(
        Schedule.oneCycle(0.5, 7, 0.4, 10, 100),
        1,
        0.05,
        0.31407083997505925,
        0.49721049884972585,
        0.4059665780142187,
        0.23158615912679054,
        0.06717029501050087,
        0.0005);
  }

  @Test
  void oneCycleOfOneStepIsFinite() {
    equal(Schedule.oneCycle(0.5, 1, 0.3, 10, 100), 1, 0.0005);
    equal(Schedule.oneCycle(0.5, 2, 0.3, 10, 100), 1, 0.5, 0.0005);
  }

  @Test
  void warmUpComesBeforeTheScheduleStarts() {
    equal(
        Schedule.cosine(0.1, 4).warmUp(4, 0.1),
        1,
        0.01,
        0.0325,
        0.055,
        0.0775,
        0.1,
        0.08535533905932738,
        0.05,
        0.014644660940672627,
        0);
    equal(Schedule.constant(1).warmUp(2, 0), 2, 0, 0.25, 0.5, 0.75, 1, 1);
    equal(Schedule.constant(1).warmUp(0, 0), 2, 1, 1);
  }

  @Test
  void trackersOfDjlCountFromOne() {
    Schedule schedule = Schedule.step(1, 0.5, 1);
    assertThat(schedule.tracker(2).getNewValue(2)).isEqualTo(1f);
    assertThat(schedule.tracker(2).getNewValue(3)).isEqualTo(0.5f);
  }

  @Test
  void numbersOutOfRangeAreRefused() {
    refused(() -> Schedule.constant(-1), "rate must be a number from 0 up, not -1.0");
    refused(() -> Schedule.step(1, 0, 3), "factor must be a number above 0, not 0.0");
    refused(() -> Schedule.step(1, 0.1, 3, 3), "milestones must ascend from 1 up, not [3, 3]");
    refused(() -> Schedule.cosine(1, 0), "epochs must be a number above 0, not 0.0");
    refused(() -> Schedule.oneCycle(1, 5, 1, 25, 1e4), "warm must be in (0, 1), not 1.0");
    refused(() -> Schedule.constant(1).warmUp(1, 2), "start must be in [0, 1], not 2.0");
  }

  private static void refused(Runnable wrong, String message) {
    assertThatIllegalArgumentException().isThrownBy(wrong::run).withMessage(message);
  }

  private static void equal(Schedule schedule, long perEpoch, double... expected) {
    double[] rates =
        LongStream.range(0, expected.length).mapToDouble(s -> schedule.rate(s, perEpoch)).toArray();
    assertThat(rates).containsExactly(expected, within(1e-15));
  }
}
