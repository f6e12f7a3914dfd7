package cnnbook.cli;

import static org.assertj.core.api.Assertions.assertThat;

import cnnbook.Home;
import cnnbook.models.Zoo;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tech.tablesaw.api.Table;

class SummaryCommandTest {
  @RegisterExtension final Shell shell = new Shell();

  @Test
  void withoutANameItListsEveryNetwork() {
    assertThat(shell.run("summary")).isZero();
    assertThat(shell.printed().lines().map(line -> line.split(" ")[0])).isEqualTo(Zoo.names());
    assertThat(shell.printed()).containsPattern("resnet18 +11\\.69 M  ResNet-18\n");
  }

  @Test
  void optionsReachTheNetwork() {
    assertThat(
            shell.run(
                "summary",
                "resnet18",
                "--input",
                "1,64,48",
                "--classes",
                "7",
                "--width",
                "0.5",
                "--batch",
                "3",
                "--depth",
                "1"))
        .isZero();
    assertThat(shell.printed())
        .contains("ResNet-18: input 1×64×48, batch of 3", "dense 7", "2 × BasicBlock")
        .containsPattern("conv1 .* 32×32×24 +1,568 ")
        .doesNotContain("layer1.0");
  }

  @Test
  void filesAreWritten(@TempDir Path folder) throws IOException {
    Path html = folder.resolve("a.html");
    Path png = folder.resolve("a.png");
    Path csv = folder.resolve("a.csv");
    assertThat(
            shell.run(
                "summary", "lenet", "--html", "" + html, "--png", "" + png, "--csv", "" + csv))
        .isZero();
    assertThat(Files.readString(html)).startsWith("<!DOCTYPE html>").contains("48,120");
    assertThat(ImageIO.read(png.toFile()).getHeight()).isGreaterThan(400);
    assertThat(Table.read().csv(csv.toFile()).numberColumn("parameters").sum()).isEqualTo(61_706);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "nonet|there is no network \"nonet\"",
        "lenet --input 1,11,11|at least 12×12 pixels and got 11×11",
        "lenet --input 28,28|takes three numbers",
        "lenet --batch 0|at least 1 image",
        "lenet --width -1|above 0",
        "lenet --depth 0|at least 1 level",
      })
  void wrongUsageIsToldAndReturns2(String line) {
    String[] parts = line.split("\\|");
    assertThat(shell.run(("summary " + parts[0]).split(" "))).isEqualTo(2);
    assertThat(shell.printed()).contains(parts[1]);
  }

  @Test
  void aFileThatCannotBeWrittenReturns3(@TempDir Path folder) {
    String file = folder.resolve("gone/a.png").toString();
    assertThat(shell.run("summary", "lenet", "--png", file)).isEqualTo(3);
    assertThat(shell.printed()).contains(file);
  }

  @Test
  void theReadmeShowsWhatTheCommandPrints() throws IOException {
    assertThat(shell.run("summary", "lenet")).isZero();
    assertThat(Files.readString(Home.root().resolve("README.md")))
        .contains("`./cnnbook summary lenet` prints\n\n```\n" + shell.printed() + "```\n");
  }

  @Test
  void helpHasExamples() {
    assertThat(shell.run("summary", "--help")).isZero();
    assertThat(shell.printed()).contains("./cnnbook summary lenet");
    assertThat(shell.printed().lines()).allMatch(line -> line.length() <= 80);
  }
}
