package cnnbook.viz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import cnnbook.data.DataSets;
import cnnbook.tensor.Tensor;
import java.awt.image.BufferedImage;
import org.junit.jupiter.api.Test;

class PicturesTest {

  @Test
  void coloursComeAsThreePlanesAndGoBackUnchanged() {
    BufferedImage photo = DataSets.photo("cat");
    Tensor planes = Pictures.rgb(photo);
    assertThat(planes.shape().toArray()).containsExactly(1, 3, 300, 451);
    int rgb = photo.getRGB(450, 17);
    assertThat(planes.get(0, 0, 17, 450)).isEqualTo(rgb >> 16 & 0xFF);
    assertThat(planes.get(0, 1, 17, 450)).isEqualTo(rgb >> 8 & 0xFF);
    assertThat(planes.get(0, 2, 17, 450)).isEqualTo(rgb & 0xFF);
    BufferedImage back = Pictures.of(planes);
    for (int x = 0; x < photo.getWidth(); x++) {
      assertThat(back.getRGB(x, 17)).isEqualTo(photo.getRGB(x, 17));
    }
  }

  @Test
  void greyPhotographsKeepTheirValues() {
    BufferedImage photo = DataSets.photo("camera");
    Tensor grey = Pictures.grey(photo);
    assertThat(grey.shape().toArray()).containsExactly(1, 1, 512, 512);
    assertThat(grey.get(0, 0, 200, 3)).isEqualTo(photo.getRGB(3, 200) & 0xFF);
    assertThat(Pictures.grey(Pictures.of(grey))).isEqualTo(grey);
  }

  @Test
  void greyWeighsTheColoursAsTheEyeDoes() {
    Tensor blueAndGreen = Tensor.of(new float[] {0, 0, 0, 200, 200, 0}, 1, 3, 1, 2);
    assertThat(Pictures.grey(Pictures.of(blueAndGreen)).data()).containsExactly(23, 117);
  }

  @Test
  void valuesOutsideOfTheRangeAreCutOff() {
    BufferedImage picture = Pictures.of(Tensor.matrix("-3 0.4 254.6 900"));
    assertThat(Pictures.grey(picture).data()).containsExactly(0, 0, 255, 255);
  }

  @Test
  void signsHaveColoursAndTheLargestNumberHasTheFullOne() {
    BufferedImage picture = Pictures.signed(Tensor.matrix("-4 0 2 4"));
    assertThat(picture.getRGB(0, 0) & 0xFFFFFF).isEqualTo(0xD55E00);
    assertThat(picture.getRGB(1, 0) & 0xFFFFFF).isEqualTo(0xFFFFFF);
    assertThat(picture.getRGB(2, 0) & 0xFFFFFF).isEqualTo(0x80B9D9);
    assertThat(picture.getRGB(3, 0) & 0xFFFFFF).isEqualTo(0x0072B2);
    assertThat(Pictures.signed(Tensor.zeros(1, 1, 1, 1)).getRGB(0, 0) & 0xFFFFFF)
        .isEqualTo(0xFFFFFF);
  }

  @Test
  void aMapLightsTheSquaresOfAPictureThatItCovers() {
    Tensor image = Tensor.matrix("1 1 0.5 0.5 1 1; 1 0 0.5 0.5 1 1");
    BufferedImage picture = Pictures.lit(image, Tensor.matrix("-1 2 9"), 2);
    assertThat(Pictures.grey(picture).data())
        .containsExactly(51, 51, 128, 128, 255, 255, 51, 0, 128, 128, 255, 255);
    BufferedImage dark = Pictures.lit(Tensor.ones(1, 1, 2, 1), Tensor.zeros(1, 1, 2, 1), 0);
    assertThat(Pictures.grey(dark).data()).containsExactly(51, 51);
  }

  @Test
  void aMapThatDoesNotDivideThePictureIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Pictures.lit(Tensor.ones(4, 6), Tensor.ones(3, 2), 1))
        .withMessageContaining("3×2")
        .withMessageContaining("4×6");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Pictures.lit(Tensor.ones(4, 6), Tensor.ones(2, 2, 2), 1))
        .withMessageContaining("(2, 2, 2)");
  }

  @Test
  void whatIsNotOnePictureIsRefusedWithItsShape() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Pictures.of(Tensor.zeros(2, 5, 4)))
        .withMessageContaining("(2, 5, 4)")
        .withMessageContaining("(3, h, w)");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Pictures.signed(Tensor.zeros(3, 5, 4)))
        .withMessageContaining("(3, 5, 4)");
    assertThatIllegalArgumentException().isThrownBy(() -> Pictures.of(Tensor.vector(1, 2)));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Pictures.signed(Tensor.matrix("1 Infinity")))
        .withMessageContaining("not finite");
  }
}
