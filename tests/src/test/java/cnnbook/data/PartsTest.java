package cnnbook.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class PartsTest {
  private static final List<String> CLASSES = List.of("cat", "dog", "owl");

  /** n images of one pixel, each of its own number. */
  private static LabeledImages numbered(int n) {
    byte[] pixels = new byte[n];
    int[] labels = new int[n];
    for (int i = 0; i < n; i++) {
      pixels[i] = (byte) i;
      labels[i] = i % 7 == 0 ? 2 : i % 2;
    }
    return new LabeledImages(1, 1, 1, pixels, labels, CLASSES);
  }

  private static List<Integer> numbers(LabeledImages images) {
    return IntStream.range(0, images.size()).mapToObj(i -> images.pixel(i, 0, 0, 0)).toList();
  }

  private static Integer[] upTo(int n) {
    return IntStream.range(0, n).boxed().toArray(Integer[]::new);
  }

  private static long count(LabeledImages images, int label) {
    return IntStream.of(images.labels()).filter(l -> l == label).count();
  }

  @Property(tries = 200)
  void foldsHoldOutEveryImageOnceInPartsOfEqualSize(
      @ForAll @IntRange(min = 2, max = 200) int n, @ForAll @IntRange(max = 1000) int seed) {
    int k = 2 + seed % (n - 1);
    List<Integer> heldOut = new ArrayList<>();
    for (Split fold : numbered(n).kFold(k, seed)) {
      assertThat(fold.test().size()).isBetween(n / k, (n + k - 1) / k);
      List<Integer> both = new ArrayList<>(numbers(fold.train()));
      both.addAll(numbers(fold.test()));
      assertThat(both).containsExactlyInAnyOrder(upTo(n));
      heldOut.addAll(numbers(fold.test()));
    }
    assertThat(heldOut).containsExactlyInAnyOrder(upTo(n));
  }

  /** All at once would be k times the images. */
  @Test
  void foldsAreMadeOneAtATimeWhenTheyAreAskedFor() {
    List<Split> folds = numbered(7).kFold(3, 1);
    assertThat(folds).hasSize(3);
    assertThat(folds.get(2)).isNotSameAs(folds.get(2));
    assertThat(numbers(folds.get(2).test())).isEqualTo(numbers(folds.get(2).test()));
    assertThatThrownBy(() -> folds.remove(0)).isInstanceOf(UnsupportedOperationException.class);
    assertThatThrownBy(() -> folds.get(3)).isInstanceOf(IndexOutOfBoundsException.class);
  }

  @Property(tries = 200)
  void splitsPartitionAndStratifiedOnesKeepTheProportions(
      @ForAll @IntRange(max = 200) int n,
      @ForAll @IntRange(max = 100) int percent,
      @ForAll long seed) {
    double fraction = percent / 100.0;
    LabeledImages all = numbered(n);
    for (Split split : List.of(all.split(fraction, seed), all.stratifiedSplit(fraction, seed))) {
      assertThat(split.train().size()).isEqualTo((int) Math.round(fraction * n));
      List<Integer> both = new ArrayList<>(numbers(split.train()));
      both.addAll(numbers(split.test()));
      assertThat(both).containsExactlyInAnyOrder(upTo(n));
    }
    Split stratified = all.stratifiedSplit(fraction, seed);
    for (int label = 0; label < CLASSES.size(); label++) {
      double expected = count(all, label) * fraction;
      assertThat((double) count(stratified.train(), label)).isBetween(expected - 1, expected + 1);
    }
  }

  @Test
  void labelsStayWithTheirImages() {
    LabeledImages all = numbered(50);
    LabeledImages part = all.stratifiedSplit(0.4, 3).train();
    for (int i = 0; i < part.size(); i++) {
      assertThat(part.label(i)).isEqualTo(all.label(part.pixel(i, 0, 0, 0)));
    }
  }

  @Test
  void sameSeedGivesTheSamePartsAndAnotherOthers() {
    LabeledImages all = numbered(50);
    List<Integer> once = numbers(all.split(0.5, 1).train());
    assertThat(numbers(all.split(0.5, 1).train())).isEqualTo(once);
    assertThat(numbers(all.split(0.5, 2).train())).isNotEqualTo(once);
    assertThat(numbers(all.kFold(5, 1).get(0).test()))
        .isEqualTo(numbers(all.kFold(5, 1).get(0).test()))
        .isNotEqualTo(numbers(all.kFold(5, 2).get(0).test()));
  }

  @Test
  void everyImageIsEquallyLikelyInAPart() {
    int[] drawn = new int[5];
    for (int seed = 0; seed < 5000; seed++) {
      numbers(numbered(5).split(0.4, seed).train()).forEach(i -> drawn[i]++);
    }
    assertThat(IntStream.of(drawn).boxed())
        .allSatisfy(times -> assertThat(times).isBetween(1850, 2150));
  }

  @Test
  void concatAppends() {
    LabeledImages all = numbered(6);
    LabeledImages joined = all.subset(4, 1).concat(all.subset(5));
    assertThat(numbers(joined)).containsExactly(4, 1, 5);
    assertThat(joined.labels()).containsExactly(0, 1, 1);
  }

  @Test
  void concatOfOtherImagesIsRefusedWithBoth() {
    LabeledImages wide = new LabeledImages(1, 1, 2, new byte[2], new int[1], CLASSES);
    assertThatThrownBy(() -> numbered(3).concat(wide))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("3 images of 1×1×1")
        .hasMessageContaining("1 images of 1×1×2");
    LabeledImages others = new LabeledImages(1, 1, 1, new byte[1], new int[1], List.of("cat"));
    assertThatThrownBy(() -> numbered(3).concat(others)).hasMessageContaining("1 classes");
  }

  @Test
  void wrongNumbersAreRefusedWithTheirRange() {
    assertThatThrownBy(() -> numbered(3).kFold(4, 0))
        .hasMessage("k is 4, expected 2 to 3, the number of images");
    assertThatThrownBy(() -> numbered(3).kFold(1, 0)).hasMessageContaining("k is 1");
    assertThatThrownBy(() -> numbered(3).split(1.01, 0)).hasMessageContaining("1.01");
    assertThatThrownBy(() -> numbered(3).stratifiedSplit(-0.1, 0)).hasMessageContaining("-0.1");
  }
}
