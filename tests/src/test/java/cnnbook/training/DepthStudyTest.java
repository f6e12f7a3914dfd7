package cnnbook.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import cnnbook.models.ModelSummary;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.Table;

class DepthStudyTest {
  private static final Table SHIPPED = DepthStudy.shipped();

  @Test
  void shippedTableHasEveryEpochOfThreeSeedsOfEachNetwork() {
    List<String> names = SHIPPED.stringColumn("network").unique().asList();
    assertThat(names).contains("plain8", "plain20", "plain56", "resnet8", "resnet20", "resnet56");
    assertThat(SHIPPED.rowCount()).isEqualTo(names.size() * 3 * DepthStudy.EPOCHS);
    assertThat(DepthStudy.ends(SHIPPED).rowCount()).isEqualTo(names.size() * 3);
  }

  @ParameterizedTest
  @ValueSource(ints = {20, 32, 44, 56})
  void deepPlainNetworksTrainWorseThanTheirResidualTwinsWithEverySeed(int depth) {
    assertThat(losses("plain" + depth).min()).isGreaterThan(losses("resnet" + depth).max());
  }

  @ParameterizedTest
  @ValueSource(ints = {8, 20, 56})
  void twinsHaveTheSameParameters(int depth) {
    assertThat(parameters("plain" + depth)).isEqualTo(parameters("resnet" + depth));
  }

  @Test
  void meanIsThatOfTheSeedsAtTheLastEpoch() {
    assertThat(DepthStudy.mean(SHIPPED, "plain20", "loss"))
        .isCloseTo(losses("plain20").mean(), within(1e-12));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> DepthStudy.mean(SHIPPED, "plain19", "loss"))
        .withMessageContaining("plain19")
        .withMessageContaining("plain20");
  }

  @Test
  void chartHasALineAndPointsForEachFamily() {
    assertThat(DepthStudy.byDepth(SHIPPED, "loss").getSeriesCollection())
        .extracting(series -> series.getName())
        .containsExactly("plain", "plain, each seed", "resnet", "resnet, each seed");
  }

  @Test
  void trainingIsOneEpochOnPlanSmokeAndTheSameTwice() {
    DepthStudy study = DepthStudy.of(Plan.SMOKE);
    Table once = study.train("resnet8", 2);
    assertThat(once.columnNames()).isEqualTo(SHIPPED.columnNames());
    assertThat(once.rowCount()).isEqualTo(1);
    assertThat(once.getString(0, "depth")).isEqualTo("8");
    assertThat(study.train("resnet8", 2).doubleColumn("loss").get(0))
        .isEqualTo(once.doubleColumn("loss").get(0));
  }

  @Test
  void probeMeasuresEveryLayerWithAndWithoutBatchNormalization() {
    DepthStudy study = DepthStudy.of(Plan.SMOKE);
    Table with = study.probe(DepthStudy.network("plain8").build(), true);
    Table without = study.probe(DepthStudy.network("plain8").build(), false);
    assertThat(norm(with)).isPositive().isNotEqualTo(norm(without));
    assertThat(norm(study.probe(DepthStudy.network("plain8").build(), true))).isEqualTo(norm(with));
  }

  private static double norm(Table table) {
    return table
        .where(t -> t.stringColumn("layer").isEqualTo("layer3.0.conv2"))
        .where(t -> t.stringColumn("kind").isEqualTo(Measure.WEIGHT_GRADIENT_NORM.toString()))
        .doubleColumn("value")
        .get(0);
  }

  private static long parameters(String name) {
    return ModelSummary.of(DepthStudy.network(name).build()).totals().parameters();
  }

  private static DoubleColumn losses(String name) {
    Table ends = DepthStudy.ends(SHIPPED);
    return ends.where(ends.stringColumn("network").isEqualTo(name)).doubleColumn("loss");
  }
}
