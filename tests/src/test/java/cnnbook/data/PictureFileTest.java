package cnnbook.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cnnbook.UserError;
import java.awt.image.BufferedImage;
import java.awt.image.DataBuffer;
import java.awt.image.Raster;
import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PictureFileTest {
  private static final Path CAT = Manifest.folder().resolve("photos/cat.jpg");

  @TempDir private Path folder;

  /** A picture whose red grows by one a column and whose green grows by one a row. */
  private Path ramp(int h, int w) throws IOException {
    BufferedImage picture = new BufferedImage(w, h, BufferedImage.TYPE_INT_RGB);
    for (int i = 0; i < h * w; i++) {
      picture.setRGB(i % w, i / w, i % w << 16 | i / w << 8 | 200);
    }
    Path file = folder.resolve("ramp.png");
    ImageIO.write(picture, "png", file.toFile());
    return file;
  }

  /**
   * Where the middle begins: torchvision's {@code Resize(8)}, {@code CenterCrop(7)} give columns
   * from and rows from for a picture that keeps its scale.
   */
  @ParameterizedTest
  @CsvSource({"8, 13, 0, 3", "8, 14, 0, 4", "8, 12, 0, 2", "17, 8, 5, 0", "14, 8, 4, 0"})
  void theMiddleIsWhereTorchvisionTakesIt(int h, int w, int top, int left) throws IOException {
    byte[] planes = PictureFile.bytes(ramp(h, w), 3, 7, 7, 0.875);
    assertThat(planes).hasSize(3 * 7 * 7);
    assertThat(planes[0]).as("first column").isEqualTo((byte) left);
    assertThat(planes[49]).as("first row").isEqualTo((byte) top);
    assertThat(planes[98]).isEqualTo((byte) 200);
    assertThat(planes[6]).isEqualTo((byte) (left + 6));
  }

  @ParameterizedTest
  @CsvSource({"40, 30", "30, 40", "9, 90", "90, 9"})
  void theMiddleOfARectangleFitsTheTighterSide(int h, int w) throws IOException {
    byte[] planes = PictureFile.bytes(ramp(h, w), 3, 6, 4, 0.5);
    assertThat(planes).hasSize(3 * 6 * 4);
    double scale = Math.min(h / 12.0, w / 8.0);
    assertThat(planes[3] - planes[0]).isBetween((int) (3 * scale) - 1, (int) (3 * scale) + 2);
    assertThat((planes[0] + planes[3]) / 2.0)
        .isBetween(w / 2.0 - 1.5 * scale, w / 2.0 + 1.5 * scale);
    assertThat(planes[24 + 20] - planes[24])
        .isBetween((int) (5 * scale) - 1, (int) (5 * scale) + 2);
  }

  @Test
  void aPictureOfTheWantedSizeIsTakenAsItIs() throws IOException {
    Pixels pixels = PictureFile.middle(ramp(5, 4), 3, 5, 4, 0.875);
    assertThat(pixels.channels()).isEqualTo(3);
    assertThat(pixels.height()).isEqualTo(5);
    assertThat(pixels.width()).isEqualTo(4);
    assertThat(pixels.values()[3]).isEqualTo(3 / 255f);
    assertThat(pixels.values()[20 + 16]).isEqualTo(4 / 255f);
    assertThat(pixels.values()[59]).isEqualTo(200 / 255f);
  }

  @Test
  void jpegWhoseEndIsMissingIsRefusedWithItsName() throws IOException {
    byte[] whole = Files.readAllBytes(CAT);
    Path file = folder.resolve("cat.jpg");
    for (int length : new int[] {whole.length - 2, whole.length / 2, 300, 2, 0}) {
      Files.write(file, Arrays.copyOf(whole, length));
      assertThatThrownBy(() -> PictureFile.bytes(file, 3, 7, 5, 1))
          .as("%d of %d bytes", length, whole.length)
          .isInstanceOf(UserError.class)
          .hasMessageStartingWith(file + ": expected a PNG or JPEG picture, found: ");
    }
  }

  @Test
  void jpegWithAHoleIsRefused() throws IOException {
    byte[] holed = Files.readAllBytes(CAT);
    Arrays.fill(holed, holed.length / 2, holed.length / 2 + 500, (byte) 0);
    Path file = Files.write(folder.resolve("cat.jpg"), holed);
    assertThatThrownBy(() -> PictureFile.bytes(file, 3, 7, 5, 1))
        .isInstanceOf(UserError.class)
        .hasMessageContaining("a damaged one (Corrupt JPEG data");
  }

  @Test
  void bytesBehindTheEndOfAJpegDoNoHarm() throws IOException {
    byte[] whole = Files.readAllBytes(CAT);
    Path file = Files.write(folder.resolve("cat.jpg"), Arrays.copyOf(whole, whole.length + 9));
    assertThat(PictureFile.bytes(file, 3, 7, 5, 1)).isEqualTo(PictureFile.bytes(CAT, 3, 7, 5, 1));
  }

  @Test
  void longThinPicturesAreScaledWhereTheMiddleIsAlone() throws IOException {
    for (int[] size : new int[][] {{1, 20_000}, {20_000, 1}, {10, 30_000}, {30_000, 10}}) {
      int h = size[0];
      int w = size[1];
      BufferedImage picture = new BufferedImage(w, h, BufferedImage.TYPE_INT_RGB);
      // The middle is red on one side and green on the other, all the rest is white.
      for (int i = 0; i < h * w; i++) {
        int along = h < w ? i % w - w / 2 : i / w - h / 2;
        boolean near = Math.abs(along + 0.5) < 20;
        picture.setRGB(i % w, i / w, near ? along < 0 ? 0xFF0000 : 0x00FF00 : 0xFFFFFF);
      }
      Path file = folder.resolve("thin.png");
      ImageIO.write(picture, "png", file.toFile());
      byte[] planes = PictureFile.bytes(file, 3, 224, 224, 1);
      int last = 224 * 224 - 1;
      assertThat(planes[0] & 0xFF).isGreaterThan(250);
      assertThat(planes[last + 1] & 0xFF).isLessThan(5);
      assertThat(planes[last] & 0xFF).isLessThan(5);
      assertThat(planes[2 * last + 1] & 0xFF).isGreaterThan(250);
    }
  }

  @Test
  void jpegOfFourInksIsRefusedAsCmyk() throws IOException {
    var inks = Raster.createInterleavedRaster(DataBuffer.TYPE_BYTE, 16, 16, 4, null);
    Path file = folder.resolve("printed.jpg");
    ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
    try (ImageOutputStream out = ImageIO.createImageOutputStream(file.toFile())) {
      writer.setOutput(out);
      writer.write(null, new IIOImage(inks, null, null), null);
    } finally {
      writer.dispose();
    }
    assertThatThrownBy(() -> PictureFile.bytes(file, 3, 7, 5, 1))
        .isInstanceOfSatisfying(UserError.class, e -> assertThat(e.remedy()).contains("as RGB"))
        .hasMessageStartingWith(file + ": expected")
        .hasMessageContaining("CMYK");
  }

  /** The child process: reads the first picture of a folder and prints its bytes. */
  public static void main(String[] args) throws IOException {
    try (Stream<Path> files = Files.list(Path.of(args[0]))) {
      byte[] planes = PictureFile.bytes(files.findFirst().orElseThrow(), 3, 2, 2, 1);
      System.out.print(Arrays.toString(planes));
    }
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  @Timeout(60)
  void nameThatIsNotAsciiCanBeReadWhereTheSystemTakesAsciiAlone() throws Exception {
    byte[] expected = PictureFile.bytes(ramp(5, 4), 3, 2, 2, 1);
    // Java itself may be unable to make such a name.
    Process move =
        new ProcessBuilder("sh", "-c", "mv ramp.png \"$(printf '\\303\\274.png')\"")
            .directory(folder.toFile())
            .start();
    assertThat(move.waitFor()).isZero();
    String classPath = codeOf(PictureFile.class) + File.pathSeparator + codeOf(getClass());
    ProcessBuilder child =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            classPath,
            PictureFileTest.class.getName(),
            folder.toString());
    child.environment().put("LC_ALL", "C");
    Process process = child.redirectErrorStream(true).start();
    assertThat(new String(process.getInputStream().readAllBytes(), StandardCharsets.US_ASCII))
        .isEqualTo(Arrays.toString(expected));
    assertThat(process.waitFor()).isZero();
  }

  private static Path codeOf(Class<?> type) throws URISyntaxException {
    return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
  }

  @Test
  void numbersThatMakeNoPictureAreRefused() {
    Path any = Path.of("any.png");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> PictureFile.middle(any, 2, 4, 4, 1))
        .withMessage("channels is 2, expected 1 (grey) or 3 (RGB)");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> PictureFile.middle(any, 3, 4, 4, 1.5))
        .withMessage("the share is 1.5, expected above 0 and at most 1");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> PictureFile.middle(any, 3, 0, 4, 1))
        .withMessageContaining("at least 1");
  }
}
