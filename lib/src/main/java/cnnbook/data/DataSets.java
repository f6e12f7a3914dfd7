package cnnbook.data;

import cnnbook.UserError;
import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The data sets of the book. The shipped subsets (10,000 images to train on, 2,000 to test) are
 * always there; the full sets are read from the cache after {@code ./cnnbook data fetch}.
 */
public final class DataSets {
  private static final List<String> CLOTHES =
      List.of(
          "T-shirt/top",
          "trouser",
          "pullover",
          "dress",
          "coat",
          "sandal",
          "shirt",
          "sneaker",
          "bag",
          "ankle boot");
  private static final List<String> DIGITS =
      List.of("0", "1", "2", "3", "4", "5", "6", "7", "8", "9");

  private static final Map<String, List<String>> CLASSES =
      Map.of("fashion-mnist", CLOTHES, "mnist", DIGITS);

  private DataSets() {}

  /** The names of a set's classes, {@code fashion-mnist} or {@code mnist}; empty for another. */
  public static Optional<List<String>> classes(String set) {
    return Optional.ofNullable(CLASSES.get(set));
  }

  /**
   * The shipped subset of Fashion-MNIST: 10,000 and 2,000 grey images of 28×28, the ten classes
   * equally often in each part. Drawn from all 70,000 images, so its test part is not the official
   * one (Xiao, Rasul, Vollgraf 2017, arXiv:1708.07747).
   *
   * @throws UserError if a file is missing or damaged
   */
  public static Split fashionMnist() {
    return shipped("fashion-mnist", CLOTHES);
  }

  /**
   * The shipped subset of MNIST: 10,000 and 2,000 grey images of 28×28, the ten digits equally
   * often in each part, drawn from the official training and test parts (LeCun et al. 1998).
   *
   * @throws UserError if a file is missing or damaged
   */
  public static Split mnist() {
    return shipped("mnist", DIGITS);
  }

  /**
   * All of Fashion-MNIST: 60,000 and 10,000 images, the official parts.
   *
   * @throws UserError if it was not fetched, with the command that fetches it
   */
  public static Split fashionMnistFull() {
    return fetched("fashion-mnist", CLOTHES);
  }

  /**
   * All of MNIST: 60,000 and 10,000 images, the official parts.
   *
   * @throws UserError if it was not fetched, with the command that fetches it
   */
  public static Split mnistFull() {
    return fetched("mnist", DIGITS);
  }

  /**
   * All of CIFAR-10: 50,000 and 10,000 colour images of 32×32 in ten classes, the official parts
   * (Krizhevsky 2009, "Learning Multiple Layers of Features from Tiny Images", chapter 3). Its
   * authors state no licence, so the book does not ship any of it.
   *
   * @throws UserError if it was not fetched, with the command that fetches it
   */
  public static Split cifar10() {
    RemoteSet set = RemoteSet.named("cifar10");
    return cifar(fetchedFolder(set), set.files().get(0).archive());
  }

  /** The last member holds the test images. */
  static Split cifar(Path folder, CifarArchive archive) {
    List<LabeledImages> parts =
        archive.members().stream()
            .map(member -> CifarBinary.read(folder.resolve(member), archive.images()))
            .toList();
    int last = parts.size() - 1;
    return new Split(
        parts.subList(0, last).stream().reduce(LabeledImages::concat).orElseThrow(),
        parts.get(last));
  }

  /**
   * A shipped photograph, at most 512 pixels wide and high.
   *
   * @param name {@code brick}, {@code camera}, {@code cat} or {@code coffee}; the first two are
   *     grey
   * @return its red, green and blue; grey has all three alike
   * @throws UserError if the file is missing or damaged
   * @throws IllegalArgumentException if no photograph has this name
   */
  public static BufferedImage photo(String name) {
    Manifest.Entry entry =
        Manifest.shipped().files().stream()
            .filter(file -> file.path().matches("photos/" + Pattern.quote(name) + "\\.\\w+"))
            .findFirst()
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "no photograph is called " + name + ": brick, camera, cat or coffee"));
    return photo(Manifest.folder().resolve(entry.path()));
  }

  /** The red, green and blue of a photograph that is known to be RGB or grey. */
  static BufferedImage photo(Path file) {
    try {
      return rgb(PictureFile.read(file));
    } catch (UserError e) {
      throw UserError.missing(e.getMessage(), "Restore the file.", e);
    }
  }

  /**
   * The square in the middle of a shipped photograph, shrunk or enlarged.
   *
   * @param name as for {@link #photo(String)}
   * @param size its new height and width in pixels, at least 1
   * @throws UserError if the file is missing or damaged
   * @throws IllegalArgumentException if no photograph has this name, or the size is below 1
   */
  public static BufferedImage photo(String name, int size) {
    if (size < 1) {
      throw new IllegalArgumentException(
          "photograph of %d pixels: at least 1 is needed".formatted(size));
    }
    return Picture.of(Picture.middle(photo(name), 3, size, size, 1), size);
  }

  /** Reads the raw samples: Java's own conversion would brighten a grey picture. */
  private static BufferedImage rgb(BufferedImage picture) {
    int width = picture.getWidth();
    int height = picture.getHeight();
    int bands = picture.getRaster().getNumBands();
    BufferedImage rgb = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    for (int band = 0; band < 3; band++) {
      int[] samples =
          picture
              .getRaster()
              .getSamples(0, 0, width, height, Math.min(band, bands - 1), (int[]) null);
      rgb.getRaster().setSamples(0, 0, width, height, band, samples);
    }
    return rgb;
  }

  private static Split shipped(String name, List<String> classes) {
    return read(Manifest.folder().resolve(name), RemoteSet.named(name), classes);
  }

  private static Split fetched(String name, List<String> classes) {
    RemoteSet set = RemoteSet.named(name);
    return read(fetchedFolder(set), set, classes);
  }

  private static Path fetchedFolder(RemoteSet set) {
    List<String> missing = set.missing(Cache.folder());
    if (!missing.isEmpty()) {
      throw UserError.missing(
          "the full data set %s is not in %s: no %s"
              .formatted(set.name(), set.folder(Cache.folder()), String.join(", ", missing)),
          "Fetch it: ./cnnbook data fetch " + set.name());
    }
    return set.folder(Cache.folder());
  }

  /** Both sets keep training images, training labels, test images, test labels in this order. */
  private static Split read(Path folder, RemoteSet set, List<String> classes) {
    List<Path> files =
        set.files().stream()
            .map(file -> file.in(folder).orElse(folder.resolve(file.name())))
            .toList();
    return new Split(
        Idx.read(files.get(0), files.get(1), classes),
        Idx.read(files.get(2), files.get(3), classes));
  }
}
