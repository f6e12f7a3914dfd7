package cnnbook.ops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import cnnbook.tensor.Tensor;
import org.junit.jupiter.api.Test;

class HogTest {
  private static final Hog HOG = new Hog(2, 4);

  @Test
  void verticalEdgeVotesForTheFirstDirectionAlone() {
    Tensor cells = HOG.cells(Tensor.matrix("0 0 10 10; 0 0 10 10"));
    assertThat(cells.shape().toArray()).containsExactly(4, 1, 2);
    // In each cell one of the two columns borders on the edge, in two rows.
    assertThat(cells.data()).containsExactly(20, 20, 0, 0, 0, 0, 0, 0);
    assertThat(HOG.cells(Tensor.matrix("0 0 10 10; 0 0 10 10").reshape(1, 1, 2, 4)))
        .isEqualTo(cells);
  }

  @Test
  void horizontalEdgeVotesForTheDirectionOfARightAngleWhicheverSideIsBright() {
    float[] up = HOG.cells(Tensor.matrix("0 0; 0 0; 10 10; 10 10")).data();
    float[] down = HOG.cells(Tensor.matrix("10 10; 10 10; 0 0; 0 0")).data();
    assertThat(up).containsExactly(0, 0, 0, 0, 20, 20, 0, 0);
    assertThat(down).containsExactly(up);
  }

  @Test
  void directionBetweenTwoBinsVotesForBothInProportion() {
    // A ramp whose gradient is (dy, dx) = (2, 2·tan 67.5°): half way between 0° and 45°.
    double slope = Math.tan(Math.toRadians(67.5));
    float[] ramp = new float[16];
    for (int i = 0; i < ramp.length; i++) {
      ramp[i] = (float) (i / 4 + slope * (i % 4));
    }
    float[] votes = new Hog(4, 4).cells(Tensor.of(ramp, 4, 4)).data();
    double inside = 2 * Math.hypot(1, slope);
    // The four pixels off the border alone; at the border differences are one-sided.
    assertThat((double) votes[0]).isGreaterThan(4 * inside / 2);
    assertThat((double) votes[1]).isGreaterThan(4 * inside / 2);
    assertThat(votes[2]).isLessThan(votes[0]);
  }

  @Test
  void blocksAreNormalizedSoThatContrastDoesNotMatter() {
    Tensor image = Tensor.uniform(new java.util.Random(1), 0, 100, 7, 9);
    float[] features = HOG.features(image).data();
    assertThat(features).hasSize(2 * 3 * 4 * 4);
    double length = 0;
    for (int i = 0; i < 16; i++) {
      length += features[i] * features[i];
    }
    assertThat(length).isCloseTo(1, within(1e-3));
    assertThat(HOG.features(image.times(2)).maxDifference(HOG.features(image))).isLessThan(1e-3);
  }

  @Test
  void evenImageHasNoFeatures() {
    assertThat(HOG.features(Tensor.full(7, 6, 6)).data()).containsOnly(0);
  }

  @Test
  void imageThatIsTooSmallIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> HOG.features(Tensor.zeros(3, 9)))
        .withMessageContaining("number of blocks");
    assertThatIllegalArgumentException().isThrownBy(() -> new Hog(0, 9));
  }
}
