package cnnbook.viz;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import cnnbook.kernel.ResultRenderer;
import cnnbook.tensor.Tensor;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

class RenderersTest {

  @Test
  void unknownTypesAreLeftToOthers() {
    assertThat(find(new Object())).isEmpty();
    assertThat(find(new int[3])).isEmpty();
  }

  @Test
  void chartBecomesAPictureOfTwiceItsSize() throws IOException {
    var chart = Charts.lines("Fall", "x", "y");
    Charts.add(chart, "line", new double[] {1, 2}, new double[] {4, 3});
    Map<String, String> bundle = render(chart);
    byte[] png = Base64.getDecoder().decode(bundle.get("image/png"));
    var picture = ImageIO.read(new ByteArrayInputStream(png));
    assertThat(picture.getWidth()).isEqualTo(2 * chart.getWidth());
    assertThat(picture.getHeight()).isEqualTo(2 * chart.getHeight());
    assertThat(bundle)
        .containsEntry("text/plain", "chart \"Fall\" (y against x): line, 2 points, 3 … 4, last 3");
  }

  @Test
  void figureIsShownWithItsWords() {
    Map<String, String> bundle = render(Charts.maps("conv1", Tensor.count(0, 2, 3, 3)));
    assertThat(bundle).containsKey("image/png");
    assertThat(bundle.get("text/plain")).startsWith("2 maps of 3×3");
  }

  @Test
  void tableIsEscapedAndItsNumbersStandRight() {
    Map<String, String> bundle =
        render(
            Table.create(
                "t<1>",
                StringColumn.create("na&me", "<b>", "plain"),
                IntColumn.create("count", 12345, 7),
                DoubleColumn.create("share", 0.123456, Double.NaN)));
    assertThat(bundle.get("text/html"))
        .contains("<caption>t&lt;1&gt;</caption>")
        .contains("<th style=\"text-align:left\">na&amp;me</th>")
        .contains("<td style=\"text-align:left\">&lt;b&gt;</td>")
        .contains("<td style=\"text-align:right\">12345</td>")
        .contains("<td style=\"text-align:right\">0.1235</td>")
        .contains("<td style=\"text-align:right\"></td>");
    assertThat(bundle.get("text/plain").lines())
        .containsExactly("na&me  count   share", "<b>    12345  0.1235", "plain      7");
  }

  @Test
  void longTableIsCutAndSaysSo() {
    Table table = Table.create(IntColumn.create("i", IntStream.range(0, 1234).toArray()));
    Map<String, String> bundle = render(table);
    assertThat(bundle.get("text/html"))
        .contains("… the first 50 of 1234 rows")
        .contains(">49<")
        .doesNotContain(">50<");
    assertThat(bundle.get("text/plain")).endsWith("… the first 50 of 1234 rows");
  }

  @Test
  void arrayShowsShapeTypeAndValues() {
    try (NDManager manager = NDManager.newBaseManager()) {
      Map<String, String> bundle =
          render(manager.create(new float[] {1, 2.5f, -3, 4, 5, 6}, new Shape(2, 3)));
      assertThat(bundle.get("text/html"))
          .contains("<caption>NDArray (2, 3) float32</caption>")
          .contains("<td style=\"text-align:right\">2.500</td>")
          .doesNotContain("…");
      assertThat(bundle.get("text/plain")).contains("NDArray (2, 3) float32").contains("-3.000");
    }
  }

  @Test
  void largeArrayShowsItsFirstPlaneAndSaysSo() {
    try (NDManager manager = NDManager.newBaseManager()) {
      var array = manager.arange(0, 2 * 3 * 20 * 5, 1, DataType.INT64).reshape(2, 3, 20, 5);
      String text = render(array).get("text/plain");
      assertThat(text)
          .contains("NDArray (2, 3, 20, 5) int64")
          .contains(" 59 ")
          .doesNotContain(" 60 ")
          .endsWith("… the first plane, the first 12 rows and 5 columns only");
    }
  }

  @Test
  void scalarsTruthValuesAndEmptyArraysAreShown() {
    try (NDManager manager = NDManager.newBaseManager()) {
      assertThat(render(manager.create(2.5f)).get("text/plain"))
          .contains("NDArray () float32")
          .contains("2.500");
      assertThat(render(manager.create(new boolean[] {true, false})).get("text/plain"))
          .contains("boolean")
          .contains("true")
          .contains("false");
      assertThat(render(manager.create(new Shape(0, 3))).get("text/plain"))
          .isEqualTo("NDArray (0, 3) float32");
    }
  }

  @Test
  void tensorIsShownAsItPrintsItself() {
    Tensor tensor = Tensor.count(1, 2, 3);
    assertThat(render(tensor))
        .containsEntry("text/html", tensor.toHtml())
        .containsEntry("text/plain", tensor.toString());
  }

  @Test
  void showingAnArrayLeavesItAndItsManagerAsTheyWere() {
    try (NDManager manager = NDManager.newBaseManager()) {
      var array = manager.ones(new Shape(4, 4));
      int before = manager.getManagedArrays().size();
      render(array);
      assertThat(manager.getManagedArrays()).hasSize(before);
      assertThat(array.sum().getFloat()).isEqualTo(16f);
    }
  }

  @Test
  void askingAboutAnyValueLoadsNoLibrary() throws Exception {
    Process process =
        new ProcessBuilder(
                System.getProperty("java.home") + "/bin/java",
                "-verbose:class",
                "-cp",
                System.getProperty("java.class.path"),
                Ask.class.getName())
            .redirectErrorStream(true)
            .start();
    String loaded = new String(process.getInputStream().readAllBytes());
    assertThat(process.waitFor()).isZero();
    assertThat(loaded)
        .contains("cnnbook.viz.NDArrayRenderer")
        .doesNotContain("ai.djl.", "org.knowm.", "tech.tablesaw.");
  }

  /** Asks every renderer about a value that none knows. */
  static final class Ask {
    private Ask() {}

    public static void main(String[] args) {
      if (find(new Object()).isPresent()) {
        throw new AssertionError();
      }
    }
  }

  private static Map<String, String> render(Object value) {
    return find(value).orElseThrow();
  }

  private static Optional<Map<String, String>> find(Object value) {
    return ServiceLoader.load(ResultRenderer.class).stream()
        .map(provider -> provider.get().render(value))
        .flatMap(Optional::stream)
        .findFirst();
  }
}
