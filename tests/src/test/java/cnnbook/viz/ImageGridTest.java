package cnnbook.viz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import cnnbook.tensor.Tensor;
import java.awt.image.BufferedImage;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class ImageGridTest {

  @Test
  void gridEnlargesWithoutSmoothing() {
    BufferedImage dot = new BufferedImage(2, 1, BufferedImage.TYPE_INT_RGB);
    dot.setRGB(0, 0, 0xFF0000);
    dot.setRGB(1, 0, 0x0000FF);
    BufferedImage grid = ImageGrid.draw(List.of(dot, dot, dot), List.of("a", "b", "c\nd"), 2);
    var colours =
        java.util.stream.IntStream.range(16, 16 + 168)
            .map(x -> grid.getRGB(x, 40) & 0xFFFFFF)
            .boxed()
            .collect(Collectors.groupingBy(c -> c, Collectors.counting()));
    assertThat(colours).containsEntry(0xFF0000, 84L).containsEntry(0x0000FF, 84L).hasSize(2);
  }

  @Test
  void gridChecksItsNumbers() {
    BufferedImage image = new BufferedImage(2, 2, BufferedImage.TYPE_INT_RGB);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ImageGrid.draw(List.of(), List.of(), 3))
        .withMessageContaining("0 images in 3 columns");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ImageGrid.draw(List.of(image), List.of("a", "b"), 3))
        .withMessageContaining("1 images and 2 captions");
  }

  @Test
  void longCaptionsMakeRoomForThemselves() {
    BufferedImage dot = new BufferedImage(2, 2, BufferedImage.TYPE_INT_RGB);
    int usual = ImageGrid.draw(List.of(dot, dot), List.of("a", "b"), 2).getWidth();
    int wide =
        ImageGrid.draw(List.of(dot, dot), List.of("a", "predicted: a most special thing"), 2)
            .getWidth();
    assertThat(wide).isGreaterThan(usual);
  }

  @Test
  void mapsShareOneScaleUnlessEachHasItsOwn() {
    Tensor maps = Tensor.of(new float[] {0, 1, 0, 10}, 2, 1, 2);
    int bright = ColourMap.CIVIDIS.at(1).getRGB();
    assertThat(colours(Charts.maps("maps", maps), 70)).containsOnlyOnce(bright);
    Figure own = MapGrid.of("maps", maps).optOwnScales().draw();
    assertThat(colours(own, 70)).filteredOn(c -> c == bright).hasSize(2);
  }

  @Test
  void mapsTellTheirNumberSizeAndRange() {
    Tensor maps = Tensor.count(0, 3, 4, 5);
    assertThat(Charts.maps("conv1", maps).alternative())
        .isEqualTo("3 maps of 4×5 \"conv1\", colours from 0 … 59");
    assertThat(Charts.maps("filters", maps.minus(Tensor.scalar(10))).alternative())
        .endsWith("colours from -49 … 49");
    assertThat(MapGrid.of("conv1", maps).optOwnScales().draw().alternative())
        .endsWith("each on its own scale");
  }

  @Test
  void ofManyMapsTheFirstAreDrawn() {
    assertThat(Charts.maps("deep", Tensor.count(0, 2, 40, 2, 2)).alternative())
        .startsWith("64 maps of 2×2");
  }

  @Test
  void mapsThatAreBrokenCanStillBeSeen() {
    Tensor maps = Tensor.of(new float[] {1, Float.NaN, 2, 3}, 1, 2, 2);
    Figure figure = Charts.maps("broken", maps);
    assertThat(colours(figure, 70)).contains(ColourScale.NOT_FINITE.getRGB());
    MapGrid.of("broken", Tensor.of(new float[] {1, Float.NaN}, 2, 1, 1)).optOwnScales().draw();
    MapGrid.of("equal", Tensor.ones(2, 3, 3)).optOwnScales().draw();
  }

  @Test
  void mapsCheckShapeTitlesAndColumns() {
    Tensor maps = Tensor.count(0, 3, 4, 5);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Charts.maps("row", Tensor.vector(1, 2)))
        .withMessageContaining("(c, h, w)");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> MapGrid.of("m", maps).optTitles(List.of("a")))
        .withMessageContaining("1 titles for 3 maps");
    assertThatIllegalArgumentException().isThrownBy(() -> MapGrid.of("m", maps).optColumns(0));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Charts.maps("lost", Tensor.full(Double.NaN, 2, 2)));
  }

  @Test
  void arraysMakeTheSameMapsAsTensors() {
    Tensor tensor = Tensor.count(-3, 2, 2, 3);
    try (NDManager manager = NDManager.newBaseManager()) {
      var array = manager.create(tensor.data(), new Shape(2, 2, 3));
      assertThat(colours(Charts.maps("m", array), 70))
          .isEqualTo(colours(Charts.maps("m", tensor), 70));
      var none = manager.create(new Shape(0, 2, 2));
      assertThatIllegalArgumentException().isThrownBy(() -> Charts.maps("m", none));
    }
  }

  @Test
  void predictionsTellWhatIsWrong() {
    BufferedImage image = new BufferedImage(2, 2, BufferedImage.TYPE_INT_RGB);
    Figure figure =
        Charts.predictions(List.of(image, image), List.of("cat", "dog"), List.of("cat", "cat"));
    assertThat(figure.alternative())
        .isEqualTo(
            "2 images, 1 predicted rightly: predicted: cat, right;"
                + " predicted: dog, WRONG: it is cat");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Charts.predictions(List.of(image), List.of(), List.of("cat")))
        .withMessageContaining("1 images, 0 predictions, 1 true");
  }

  /** One colour for each cell of the first row that is not white, from left to right. */
  private static List<Integer> colours(Figure figure, int y) {
    BufferedImage image = figure.image();
    List<Integer> row = new java.util.ArrayList<>();
    for (int x = 1; x < image.getWidth() - 1; x++) {
      int colour = image.getRGB(x, y);
      if (colour != -1 && (row.isEmpty() || image.getRGB(x - 1, y) != colour)) {
        row.add(colour);
      }
    }
    return row;
  }
}
