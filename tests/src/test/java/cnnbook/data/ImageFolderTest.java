package cnnbook.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import cnnbook.UserError;
import java.awt.Transparency;
import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ComponentColorModel;
import java.awt.image.DataBuffer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImageFolderTest {
  @TempDir private Path dir;
  private Path owls;
  private Path cats;

  @BeforeEach
  void makeClasses() throws IOException {
    owls = Files.createDirectories(dir.resolve("owl"));
    cats = Files.createDirectories(dir.resolve("cat"));
  }

  /** A picture of one colour. */
  private static BufferedImage plain(int w, int h, int rgb) {
    BufferedImage picture = new BufferedImage(w, h, BufferedImage.TYPE_INT_RGB);
    for (int i = 0; i < w * h; i++) {
      picture.setRGB(i % w, i / w, rgb);
    }
    return picture;
  }

  private static void write(Path file, BufferedImage picture) throws IOException {
    String name = file.getFileName().toString();
    assertThat(ImageIO.write(picture, name.substring(name.indexOf('.') + 1), file.toFile()))
        .isTrue();
  }

  @Test
  void classesAndFilesAreSortedByName() throws IOException {
    write(owls.resolve("b.png"), plain(4, 4, 0x030201));
    write(owls.resolve("a.jpg"), plain(16, 16, 0x808080));
    write(cats.resolve("c.png"), plain(4, 4, 0x0A0B0C));
    Files.writeString(cats.resolve(".hidden"), "");
    LabeledImages images = ImageFolder.load(dir, 4, 3);
    assertThat(images).hasToString("3 images of 3×4×4 in 2 classes");
    assertThat(images.classes()).containsExactly("cat", "owl");
    assertThat(images.labels()).containsExactly(0, 1, 1);
    assertThat(images.pixel(0, 0, 1, 2)).isEqualTo(10);
    assertThat(images.pixel(0, 2, 3, 0)).isEqualTo(12);
    assertThat(images.pixel(1, 1, 2, 2)).isCloseTo(128, within(1));
    assertThat(images.pixel(2, 0, 0, 0)).isEqualTo(3);
  }

  @Test
  void shorterSideIsScaledAndTheMiddleIsCutOut() throws IOException {
    BufferedImage wide = plain(12, 4, 0);
    for (int i = 0; i < 16; i++) {
      wide.setRGB(4 + i % 4, i / 4, 0x640000 + (i % 4 < 2 ? 0 : 0x320000));
    }
    write(cats.resolve("wide.png"), wide);
    BufferedImage tall = plain(4, 12, 0);
    for (int i = 0; i < 16; i++) {
      tall.setRGB(i % 4, 4 + i / 4, 0xFF);
    }
    write(owls.resolve("tall.png"), tall);
    LabeledImages images = ImageFolder.load(dir, 4, 3);
    assertThat(images.pixel(0, 0, 0, 0)).isEqualTo(100);
    assertThat(images.pixel(0, 0, 3, 3)).isEqualTo(150);
    assertThat(Arrays.copyOfRange(images.bytes(1), 32, 48)).containsOnly(0xFF);
    assertThat(ImageFolder.load(dir, 2, 3).pixel(0, 0, 1, 1)).isBetween(110, 150);
  }

  @Test
  void colourBecomesGreyByItsLumaAndGreyStaysAsItIs() throws IOException {
    write(cats.resolve("colour.png"), plain(2, 2, 0xFF8000));
    BufferedImage grey = new BufferedImage(2, 2, BufferedImage.TYPE_BYTE_GRAY);
    grey.getRaster().setSamples(0, 0, 2, 2, 0, new int[] {0, 60, 120, 255});
    write(owls.resolve("grey.png"), grey);
    LabeledImages one = ImageFolder.load(dir, 2, 1);
    assertThat(one.pixel(0, 0, 0, 0)).isEqualTo(Math.round(0.299f * 255 + 0.587f * 128));
    assertThat(one.bytes(1)).containsExactly(0, 60, 120, 255);
    assertThat(ImageFolder.load(dir, 2, 3).bytes(1))
        .containsExactly(0, 60, 120, 255, 0, 60, 120, 255, 0, 60, 120, 255);
  }

  @Test
  void palettesAndSixteenBitsAreRead() throws IOException {
    BufferedImage palette = new BufferedImage(2, 2, BufferedImage.TYPE_BYTE_INDEXED);
    palette.setRGB(0, 0, 0xFFFF0000);
    write(cats.resolve("palette.png"), palette);
    BufferedImage deep = new BufferedImage(2, 2, BufferedImage.TYPE_USHORT_GRAY);
    deep.getRaster().setSamples(0, 0, 2, 2, 0, new int[] {0x1234, 0, 0, 0xFFFF});
    write(owls.resolve("deep.png"), deep);
    LabeledImages images = ImageFolder.load(dir, 2, 3);
    assertThat(images.pixel(0, 0, 0, 0)).isEqualTo(255);
    assertThat(images.pixel(0, 1, 0, 0)).isZero();
    assertThat(images.bytes(1)).startsWith(0x12, 0, 0, 0xFF);
  }

  /** As Pillow's convert("RGB") and torchvision's ImageFolder have it. */
  @Test
  void coloursOfTransparentPicturesAreTakenAsTheyAreStored() throws IOException {
    BufferedImage ghost = new BufferedImage(2, 2, BufferedImage.TYPE_INT_ARGB);
    ghost.setRGB(0, 0, 0x00102030);
    ghost.setRGB(1, 0, 0x80405060);
    write(cats.resolve("ghost.png"), ghost);
    write(owls.resolve("o.png"), plain(2, 2, 0));
    LabeledImages images = ImageFolder.load(dir, 2, 3);
    assertThat(images.pixel(0, 0, 0, 0)).isEqualTo(0x10);
    assertThat(images.pixel(0, 2, 0, 0)).isEqualTo(0x30);
    assertThat(images.pixel(0, 1, 0, 1)).isEqualTo(0x50);
  }

  @Test
  void sixteenBitsOfColourBecomeEight() throws IOException {
    var model =
        new ComponentColorModel(
            ColorSpace.getInstance(ColorSpace.CS_sRGB),
            false,
            false,
            Transparency.OPAQUE,
            DataBuffer.TYPE_USHORT);
    BufferedImage deep =
        new BufferedImage(model, model.createCompatibleWritableRaster(2, 2), false, null);
    deep.getRaster().setPixel(1, 0, new int[] {0xFFFF, 0x8080, 0x1010});
    write(cats.resolve("deep.png"), deep);
    write(owls.resolve("o.png"), plain(2, 2, 0));
    LabeledImages images = ImageFolder.load(dir, 2, 3);
    assertThat(images.pixel(0, 0, 0, 1)).isEqualTo(255);
    assertThat(images.pixel(0, 1, 0, 1)).isEqualTo(0x80);
    assertThat(images.pixel(0, 2, 0, 1)).isEqualTo(0x10);
    assertThat(images.pixel(0, 0, 1, 1)).isZero();
  }

  @Test
  void orientationMarkOfACameraIsPassedOver() throws IOException {
    BufferedImage halves = plain(16, 16, 0);
    for (int i = 0; i < 128; i++) {
      halves.setRGB(8 + i % 8, i / 8, 0xFFFFFF);
    }
    Path file = cats.resolve("camera.jpg");
    write(file, halves);
    Files.write(file, turned(Files.readAllBytes(file)));
    write(owls.resolve("o.png"), plain(2, 2, 0));
    LabeledImages images = ImageFolder.load(dir, 16, 1);
    assertThat(images.pixel(0, 0, 2, 13)).isGreaterThan(240);
    assertThat(images.pixel(0, 0, 13, 2)).isLessThan(15);
  }

  /** The same JPEG with an EXIF segment that says: turned by 90 degrees (orientation 6). */
  private static byte[] turned(byte[] jpeg) {
    byte[] exif = {
      (byte) 0xFF,
      (byte) 0xE1,
      0,
      34,
      'E',
      'x',
      'i',
      'f',
      0,
      0,
      'M',
      'M',
      0,
      42,
      0,
      0,
      0,
      8,
      0,
      1,
      1,
      0x12,
      0,
      3,
      0,
      0,
      0,
      1,
      0,
      6,
      0,
      0,
      0,
      0,
      0,
      0
    };
    byte[] all = new byte[jpeg.length + exif.length];
    System.arraycopy(jpeg, 0, all, 0, 2);
    System.arraycopy(exif, 0, all, 2, exif.length);
    System.arraycopy(jpeg, 2, all, 2 + exif.length, jpeg.length - 2);
    return all;
  }

  @Test
  void onePictureIsADataSetThatTrains() throws IOException {
    write(cats.resolve("only.png"), plain(5, 5, 0x0A0B0C));
    Files.delete(owls);
    LabeledImages one = ImageFolder.load(dir, 5, 3);
    assertThat(one).hasToString("1 images of 3×5×5 in 1 classes");
    try (NDManager manager = NDManager.newBaseManager();
        Batches batches = Batches.of(one, Augment.flip(), manager);
        Batches.Epoch epoch = batches.epoch(new long[] {0}, 256, 1)) {
      assertThat(epoch.next(manager).images().getShape()).isEqualTo(new Shape(1, 3, 5, 5));
      assertThat(epoch.hasNext()).isFalse();
    }
  }

  @Test
  void morePixelsThanAnArrayHoldsAreRefusedBeforeAnythingIsRead() throws IOException {
    Files.writeString(cats.resolve("a.png"), "never read");
    Files.writeString(owls.resolve("b.png"), "never read");
    assertThatThrownBy(() -> ImageFolder.load(dir, 20_000, 3))
        .isInstanceOf(UserError.class)
        .hasMessageContaining("2 pictures of 3×20000×20000 take 2.4 GB");
  }

  @Test
  void folderWithoutClassesIsRefusedWithAnExample(@TempDir Path empty) throws IOException {
    write(empty.resolve("loose.png"), plain(2, 2, 0));
    assertThatThrownBy(() -> ImageFolder.load(empty, 4, 3))
        .isInstanceOfSatisfying(UserError.class, e -> assertThat(e.remedy()).contains("cat"))
        .hasMessage(empty + ": expected a folder for each class, found none");
    assertThatThrownBy(() -> ImageFolder.load(empty.resolve("nothing"), 4, 3))
        .isInstanceOf(UserError.class)
        .hasMessageContaining("nothing cannot be read as a folder");
  }

  @Test
  void classWithoutPicturesIsNamed() throws IOException {
    write(cats.resolve("c.png"), plain(4, 4, 0));
    assertThatThrownBy(() -> ImageFolder.load(dir, 4, 3))
        .isInstanceOf(UserError.class)
        .hasMessageStartingWith(owls + ": expected pictures of this class");
  }

  @Test
  void fileThatIsNoPictureIsNamed() throws IOException {
    write(owls.resolve("o.png"), plain(4, 4, 0));
    Path text = Files.writeString(cats.resolve("fake.png"), "no picture");
    assertThatThrownBy(() -> ImageFolder.load(dir, 4, 3))
        .isInstanceOf(UserError.class)
        .hasMessageStartingWith(text + ": expected a PNG or JPEG picture");
    write(text, plain(64, 64, 0x123456));
    byte[] whole = Files.readAllBytes(text);
    Files.write(text, Arrays.copyOf(whole, whole.length / 2));
    assertThatThrownBy(() -> ImageFolder.load(dir, 4, 3)).hasMessageStartingWith(text.toString());
    Files.delete(text);
    Path notes = Files.writeString(cats.resolve("notes.txt"), "");
    assertThatThrownBy(() -> ImageFolder.load(dir, 4, 3))
        .isInstanceOf(UserError.class)
        .hasMessageStartingWith(notes + ": expected a picture that ends in .png");
  }

  @Test
  void wrongSizeOrChannelsAreRefused() {
    assertThatThrownBy(() -> ImageFolder.load(dir, 0, 3)).hasMessageContaining("size is 0");
    assertThatThrownBy(() -> ImageFolder.load(dir, 4, 2)).hasMessageContaining("channels is 2");
  }
}
