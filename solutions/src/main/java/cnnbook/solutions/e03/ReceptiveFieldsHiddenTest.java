package cnnbook.solutions.e03;

import cnnbook.exercises.e03.ReceptiveFields;
import cnnbook.exercises.e03.ReceptiveFields.Layer;
import cnnbook.exercises.tests.Expect;
import cnnbook.exercises.tests.Points;
import cnnbook.exercises.tests.SolutionTests;
import cnnbook.geometry.Axis;
import cnnbook.geometry.ReceptiveField;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What exercise 3.2 is marked by. */
@SolutionTests
public class ReceptiveFieldsHiddenTest {
  @Test
  @Points(1)
  void jumpsAreProductsOfStrides(ReceptiveFields solution, Random random) {
    for (int depth = 2; depth < 6; depth++) {
      Layer[] layers = layers(random, depth);
      Expect.that("jumps(%s)", Arrays.toString(layers))
          .gives(
              fields(layers).stream().mapToInt(ReceptiveField::jump).toArray(),
              solution.jumps(layers));
    }
  }

  @Test
  @Points(2)
  void sizesGrowByTheJumpBeforeTheLayer(ReceptiveFields solution, Random random) {
    for (int depth = 2; depth < 6; depth++) {
      Layer[] layers = layers(random, depth);
      Expect.that("sizes(%s)", Arrays.toString(layers))
          .gives(
              fields(layers).stream().mapToInt(ReceptiveField::size).toArray(),
              solution.sizes(layers));
    }
  }

  @Test
  @Points(2)
  void spansBeginInThePadding(ReceptiveFields solution, Random random) {
    for (int depth = 1; depth < 6; depth++) {
      Layer[] layers = layers(random, depth);
      checkSpan(solution, layers, 0);
      checkSpan(solution, layers, 1 + random.nextInt(9));
    }
  }

  @Test
  @Points(1)
  void withoutLayersEveryPlaceSeesItself(ReceptiveFields solution, Random random) {
    Layer[] none = {};
    int place = 1 + random.nextInt(50);
    Expect.that("jumps([])").gives(new int[0], solution.jumps(none));
    Expect.that("sizes([])").gives(new int[0], solution.sizes(none));
    Expect.that("span([], %d)", place).gives(new int[] {place, place}, solution.span(none, place));
  }

  private static void checkSpan(ReceptiveFields solution, Layer[] layers, int place) {
    List<ReceptiveField> fields = fields(layers);
    ReceptiveField last = fields.get(fields.size() - 1);
    Expect.that("span(%s, %d)", Arrays.toString(layers), place)
        .gives(new int[] {last.first(place), last.last(place)}, solution.span(layers, place));
  }

  private static List<ReceptiveField> fields(Layer[] layers) {
    return ReceptiveField.after(
        Arrays.stream(layers)
            .map(
                l ->
                    new Axis(l.kernel(), l.stride(), l.padding(), l.padding(), l.dilation(), false))
            .toList());
  }

  /** No two strides that follow each other are 1, so that a wrong order of them shows. */
  private static Layer[] layers(Random random, int count) {
    Layer[] layers = new Layer[count];
    for (int i = 0; i < count; i++) {
      int stride = i % 2 == 0 ? 2 + random.nextInt(2) : 1 + random.nextInt(3);
      layers[i] = new Layer(2 + random.nextInt(4), stride, 1 + (i + 1) % 3, 1 + random.nextInt(2));
    }
    return layers;
  }
}
