package cnnbook.training;

import static java.lang.Double.NaN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.List;
import org.junit.jupiter.api.Test;
import tech.tablesaw.api.Row;

class CompareTest {
  private static final History QUICK =
      new History(
          List.of(
              new History.Row(1, 9, 1.5, 0.25, 1.25, 0.5, 0.1, 2, 40, 300),
              new History.Row(2, 18, 0.5, 0.75, NaN, NaN, 0.1, 6, 20, 300)),
          false);

  private static final History SLOW =
      new History(List.of(new History.Row(1, 9, 2.5, 0.125, NaN, NaN, 0.1, 8, 10, NaN)), true);

  @Test
  void aRowForEachTrainingHoldsItsEndItsBestAndItsCost() {
    var table = new Compare().add("quick", QUICK).add("slow", SLOW).table();
    Row quick = table.row(0);
    assertThat(quick.getString("training")).isEqualTo("quick");
    assertThat(quick.getInt("epochs")).isEqualTo(2);
    assertThat(quick.getDouble("loss")).isEqualTo(0.5);
    assertThat(quick.getDouble("accuracy")).isEqualTo(0.75);
    assertThat(quick.getDouble("val accuracy")).isNaN();
    assertThat(quick.getDouble("best val accuracy")).isEqualTo(0.5);
    assertThat(quick.getDouble("seconds")).isEqualTo(8);
    assertThat(quick.getDouble("images/s")).isEqualTo((2 * 40 + 6 * 20) / 8.0);
    assertThat(table.row(1).getDouble("best val accuracy")).isNaN();
  }

  @Test
  void theChartHasALineForEachTrainingThatHasTheColumn() {
    Compare both = new Compare().add("quick", QUICK).add("slow", SLOW);
    assertThat(both.chart("loss").getSeriesCollection())
        .extracting(line -> line.getName())
        .containsExactly("quick", "slow");
    assertThat(both.chart("val loss").getSeries("quick").getYData()).containsExactly(1.25, NaN);
    assertThat(both.chart("val loss").getSeries("slow")).isNull();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> both.chart("speed"))
        .withMessageContaining("\"speed\"; there are [epoch, step, loss,");
  }

  @Test
  void namesAreUniqueAndTrainingsHaveAnEpoch() {
    Compare one = new Compare().add("quick", QUICK);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> one.add("quick", SLOW))
        .withMessageContaining("\"quick\" already: [quick]");
    assertThatIllegalStateException()
        .isThrownBy(() -> one.add("none", new History(List.of(), true)))
        .withMessageContaining("before its first epoch");
  }
}
