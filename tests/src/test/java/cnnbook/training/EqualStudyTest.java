package cnnbook.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import cnnbook.models.ModelSummary;
import java.util.List;
import java.util.stream.Stream;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.knowm.xchart.XYChart;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.LongColumn;
import tech.tablesaw.api.Table;

class EqualStudyTest {

  static Stream<EqualStudy> studies() {
    return Stream.of(EqualStudy.variants(), EqualStudy.growth());
  }

  @Test
  void variantsTakeTheSameMultiplyAccumulatesWithinTwoPercent() {
    EqualStudy study = EqualStudy.variants();
    LongColumn macs = study.summary(study.shipped()).longColumn("MACs");
    for (long cost : macs) {
      assertThat(cost).isCloseTo(macs.get(1), Percentage.withPercentage(2));
    }
  }

  @Test
  void resNetsHaveTheParametersOfTheirDenseNetWithinThreePercent() {
    EqualStudy study = EqualStudy.growth();
    for (int k : List.of(4, 8, 12)) {
      long wanted = parameters(study, "DenseNet k=" + k);
      for (String name : List.of("ResNet v1 to k=" + k, "ResNet v2 to k=" + k)) {
        assertThat(parameters(study, name)).isCloseTo(wanted, Percentage.withPercentage(3));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("studies")
  void shippedTableHasEveryEpochOfThreeSeedsOfEachNetwork(EqualStudy study) {
    Table rows = study.shipped();
    assertThat(rows.stringColumn("network").unique().asList())
        .containsExactlyInAnyOrderElementsOf(study.names());
    assertThat(rows.rowCount()).isEqualTo(study.names().size() * 3 * EqualStudy.EPOCHS);
    assertThat(rows.intColumn("seed").unique().asList()).containsExactlyInAnyOrder(1, 2, 3);
  }

  @ParameterizedTest
  @MethodSource("studies")
  void summaryHasMeanLowestAndHighestOfTheSeedsAtTheLastEpoch(EqualStudy study) {
    Table rows = study.shipped();
    Table summary = study.summary(rows);
    Table ends = rows.where(rows.intColumn("epoch").isEqualTo(EqualStudy.EPOCHS));
    for (int i = 0; i < summary.rowCount(); i++) {
      DoubleColumn seeds =
          ends.where(ends.stringColumn("network").isEqualTo(summary.getString(i, "network")))
              .doubleColumn("val accuracy");
      assertThat(summary.doubleColumn("test accuracy").get(i))
          .isCloseTo(seeds.mean(), within(1e-12));
      assertThat(summary.doubleColumn("lowest").get(i)).isEqualTo(seeds.min());
      assertThat(summary.doubleColumn("highest").get(i)).isEqualTo(seeds.max());
    }
  }

  @ParameterizedTest
  @MethodSource("studies")
  void chartHasAPointForEachSeedAndOneForTheirMean(EqualStudy study) {
    XYChart chart = study.byNetwork(study.shipped(), "val accuracy");
    assertThat(chart.getSeries("mean").getXData()).hasSize(study.names().size());
    assertThat(chart.getSeries("each seed").getYData()).hasSize(3 * study.names().size());
  }

  @Test
  void trainingIsOneEpochOnPlanSmokeAndTheSameTwice() {
    EqualStudy study = EqualStudy.growth();
    Table once = study.train("ResNet v1 to k=4", Plan.SMOKE, 2);
    assertThat(once.columnNames()).isEqualTo(study.shipped().columnNames());
    assertThat(once.rowCount()).isEqualTo(1);
    assertThat(study.train("ResNet v1 to k=4", Plan.SMOKE, 2).doubleColumn("loss").get(0))
        .isEqualTo(once.doubleColumn("loss").get(0));
  }

  @Test
  void unknownNetworkIsRefusedWithTheKnownOnes() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> EqualStudy.variants().network("v3"))
        .withMessageContaining("\"v3\"")
        .withMessageContaining("v1.5");
  }

  private static long parameters(EqualStudy study, String name) {
    return ModelSummary.of(study.network(name)).totals().parameters();
  }
}
