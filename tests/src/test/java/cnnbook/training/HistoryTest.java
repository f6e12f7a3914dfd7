package cnnbook.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HistoryTest {
  private static final History TWO =
      new History(
          List.of(
              new History.Row(1, 9, 1.5, 0.25, 1.25, 0.5, 0.1, 2, 35, 300),
              new History.Row(2, 18, 0.5, 0.75, 0.75, 0.625, 0.1, 4, 17.5, Double.NaN)),
          false);

  @Test
  void tableHasARowForEachEpoch() {
    assertThat(TWO.table().columnNames())
        .containsExactly(
            "epoch",
            "step",
            "loss",
            "accuracy",
            "val loss",
            "val accuracy",
            "learning rate",
            "seconds",
            "images/s",
            "MB");
    assertThat(TWO.table().intColumn("epoch").asList()).containsExactly(1, 2);
    assertThat(TWO.table().doubleColumn("val accuracy").asList()).containsExactly(0.5, 0.625);
  }

  @Test
  void csvReplacesTheFileAndLeavesNoOther(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("history.csv");
    Files.writeString(file, "old");
    TWO.writeCsv(file);
    assertThat(Files.readAllLines(file))
        .containsExactly(
            "epoch,step,loss,accuracy,val loss,val accuracy,learning rate,seconds,images/s,MB",
            "1,9,1.5,0.25,1.25,0.5,0.1,2.0,35.0,300.0",
            "2,18,0.5,0.75,0.75,0.625,0.1,4.0,17.5,");
    try (var files = Files.list(folder)) {
      assertThat(files).containsExactly(file);
    }
  }

  @Test
  void noEpochHasNoLastOne() {
    History none = new History(List.of(), true);
    assertThat(none.table().rowCount()).isZero();
    assertThatThrownBy(none::last).hasMessageContaining("before its first epoch");
  }
}
