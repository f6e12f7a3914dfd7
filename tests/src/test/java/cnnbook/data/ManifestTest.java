package cnnbook.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cnnbook.Home;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ManifestTest {
  private final Manifest manifest = Manifest.shipped();

  @Test
  void everyShippedFileHasTheSizeAndChecksumOfTheManifest() {
    assertThat(manifest.problems(Manifest.folder())).isEmpty();
  }

  @Test
  void everyFileInDatasetsIsListed() throws IOException {
    List<String> listed = manifest.files().stream().map(Manifest.Entry::path).toList();
    try (Stream<Path> files = Files.walk(Manifest.folder())) {
      List<String> there =
          files
              .filter(Files::isRegularFile)
              .map(file -> Manifest.folder().relativize(file).toString().replace('\\', '/'))
              .filter(path -> !List.of("manifest.json", "README.md").contains(path))
              .toList();
      assertThat(there).containsExactlyInAnyOrderElementsOf(listed);
    }
  }

  @Test
  void everyFileHasItsSourceItsLicenceAndHowItWasDrawn() throws IOException {
    String notice = Files.readString(Home.root().resolve("NOTICE"));
    for (Manifest.Entry file : manifest.files()) {
      assertThat(file.source()).as(file.path()).isNotBlank();
      assertThat(file.drawn()).as(file.path()).isNotBlank();
      assertThat(file.licence()).as(file.path()).isIn("MIT", "CC BY-SA 3.0", "CC0 1.0");
      assertThat(notice).contains("datasets/" + file.set());
    }
    assertThat(notice).contains("Zalando SE", "LeCun", "Cortes", "Burges", "by-sa/3.0");
  }

  @Test
  void shapesAreThoseOfTheFiles() throws IOException {
    for (Manifest.Entry file : manifest.files()) {
      if (file.path().endsWith(".gz")) {
        int[] sizes = Idx.read(Manifest.folder().resolve(file.path()), file.shape().size()).sizes();
        assertThat(sizes).containsExactly(file.shape().stream().mapToInt(n -> n).toArray());
      } else {
        BufferedImage photo = DataSets.photo(file.path().replaceAll("photos/|\\..*", ""));
        assertThat(photo.getHeight()).isEqualTo(file.shape().get(0)).isLessThanOrEqualTo(512);
        assertThat(photo.getWidth()).isEqualTo(file.shape().get(1)).isLessThanOrEqualTo(512);
      }
    }
  }

  @Test
  void damagedShortenedAndMissingFilesAreNamed(@TempDir Path copy) throws IOException {
    Manifest.Entry photo =
        manifest.files().stream().filter(f -> f.path().endsWith("cat.jpg")).findFirst().get();
    Path file = copy.resolve(photo.path());
    assertThat(photo.problem(copy)).contains(file + " is missing");

    Files.createDirectories(file.getParent());
    byte[] bytes = Files.readAllBytes(Manifest.folder().resolve(photo.path()));
    bytes[bytes.length / 2] ^= 1;
    Files.write(file, bytes);
    assertThat(photo.problem(copy).get())
        .startsWith(file + ": expected sha256 " + photo.sha256() + ", found ");

    Files.write(file, new byte[] {1, 2});
    assertThat(photo.problem(copy))
        .contains(file + ": expected " + photo.bytes() + " bytes, found 2");
  }

  @Test
  void manifestThatIsNoJsonIsNamed(@TempDir Path folder) throws IOException {
    Path file = Files.writeString(folder.resolve("manifest.json"), "{ files");
    assertThatThrownBy(() -> Manifest.read(file)).hasMessageContaining(file.toString());
  }

  @Test
  void greyPhotographsKeepTheirGreyValues() throws IOException {
    BufferedImage raw =
        javax.imageio.ImageIO.read(Manifest.folder().resolve("photos/camera.png").toFile());
    int sample = raw.getRaster().getSample(100, 200, 0);
    assertThat(DataSets.photo("camera").getRGB(100, 200) & 0xFFFFFF).isEqualTo(sample * 0x010101);
  }

  @Test
  void photographThatIsNotThereIsRefusedWithTheNamesThatThereAre() {
    assertThatThrownBy(() -> DataSets.photo("lena"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("brick, camera, cat or coffee");
  }
}
