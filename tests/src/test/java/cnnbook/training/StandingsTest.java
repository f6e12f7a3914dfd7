package cnnbook.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import cnnbook.models.LeNet;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tech.tablesaw.api.Table;

class StandingsTest {
  @TempDir Path folder;
  private Path file;

  @BeforeEach
  void nothingIsKeptYet() {
    file = folder.resolve("cache").resolve("standings.csv");
  }

  @Test
  void networksStandInTheOrderOfTheBookUpToTheOneAskedFor() {
    Table table = Standings.upTo("lenet-modern", Plan.CPU, file).table();
    assertThat(table.stringColumn("network").asList())
        .containsExactly("mlp", "lenet", "lenet-bn", "lenet-modern");
    assertThat(table.stringColumn("whose").unique().asList()).containsExactly("the book's");
    assertThat(table.longColumn("parameters").getLong(1)).isEqualTo(61_706);
    assertThat(table.longColumn("MACs").getLong(1)).isEqualTo(416_520);
  }

  @Test
  void publishedAccuracyIsThatOfTheNetworkOrOfItsFormInD2l() {
    Table table = Standings.upTo("d2l-densenet", Plan.CPU, file).table();
    assertThat(published(table, "lenet")).isEqualTo(0.807);
    assertThat(published(table, "vgg11")).isEqualTo(0.919);
    assertThat(published(table, "resnet18")).isEqualTo(0.913);
    assertThat(published(table, "lenet-modern")).isNaN();
    // On other images.
    assertThat(published(table, "resnet20")).isNaN();
  }

  @Test
  void shippedAccuraciesReachTheirBars() {
    for (Standing row : StandingFile.shipped()) {
      assertThat(row.accuracy())
          .as(row.network())
          .isBetween(Plan.CPU.recipe(row.network()).bar(), 1.0);
      assertThat(row.seconds()).as(row.network()).isPositive();
      assertThat(row.date()).matches("\\d{4}-\\d\\d-\\d\\d");
    }
  }

  @Test
  void ownResultStandsBehindTheBooksAndIsKeptForLaterLessons() {
    Recipe recipe = Plan.SMOKE.recipe("mlp");
    Standings.upTo("mlp", Plan.SMOKE, file).add(recipe, history(0.5, 3, 2, 4));
    Table later = Standings.upTo("lenet", Plan.SMOKE, file).table();
    assertThat(later.stringColumn("network").asList()).containsExactly("mlp", "mlp", "lenet");
    assertThat(later.stringColumn("whose").asList())
        .containsExactly("the book's", "yours", "the book's");
    assertThat(later.stringColumn("plan").get(1)).isEqualTo("smoke");
    assertThat(later.doubleColumn("accuracy").get(1)).isEqualTo(0.5);
    assertThat(later.doubleColumn("seconds an epoch").get(1)).isEqualTo(2);
    assertThat(Standings.upTo("lenet", Plan.CPU, file).table().rowCount()).isEqualTo(2);
  }

  @Test
  void newerResultTakesThePlaceOfTheOlder() {
    Recipe recipe = Plan.SMOKE.recipe("mlp");
    Standings standings = Standings.upTo("mlp", Plan.SMOKE, file);
    standings.add(recipe, history(0.5, 1)).add(recipe, history(0.75, 1));
    assertThat(standings.table().doubleColumn("accuracy").asList().subList(1, 2))
        .containsExactly(0.75);
    assertThat(standings.table().rowCount()).isEqualTo(2);
    assertThat(Standings.upTo("mlp", Plan.SMOKE, file).table().rowCount()).isEqualTo(2);
  }

  @Test
  void networkOfNoPlanStandsLastAndIsNotKept() {
    Standings standings = Standings.upTo("lenet", Plan.CPU, file);
    standings.add("my LeNet", LeNet.modern(), history(0.5, 1));
    Table table = standings.table();
    assertThat(table.stringColumn("network").asList()).containsExactly("mlp", "lenet", "my LeNet");
    assertThat(table.longColumn("parameters").getLong(2)).isEqualTo(61_706);
    assertThat(file).doesNotExist();
  }

  @Test
  void chartHasAPointForEachRow() {
    Standings standings =
        Standings.upTo("alexnet", Plan.CPU, file).add("my LeNet", LeNet.modern(), history(0.5, 1));
    for (String cost : List.of("parameters", "MACs", "seconds an epoch")) {
      var chart = standings.chart(cost);
      assertThat(chart.getSeries("the book's").getXData()).hasSize(5);
      assertThat(chart.getSeries("yours").getYData()).containsExactly(0.5);
      assertThat(chart.getStyler().isXAxisLogarithmic()).isTrue();
    }
    assertThatIllegalArgumentException()
        .isThrownBy(() -> standings.chart("money"))
        .withMessageContaining("parameters, MACs or seconds");
  }

  @Test
  void unknownNetworkIsRefusedWithThoseThatAreThere() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Standings.upTo("lenet7", Plan.CPU, file))
        .withMessageContaining("lenet7")
        .withMessageContaining("googlenet");
  }

  private static double published(Table table, String network) {
    return table
        .where(table.stringColumn("network").isEqualTo(network))
        .doubleColumn("D2L's accuracy")
        .getDouble(0);
  }

  private static History history(double accuracy, double... seconds) {
    return new History(
        java.util.stream.DoubleStream.of(seconds)
            .mapToObj(s -> new History.Row(1, 9, 1, 0.9, 1, accuracy, 0.1, s, 35, 300))
            .toList(),
        false);
  }
}
