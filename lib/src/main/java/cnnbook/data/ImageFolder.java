package cnnbook.data;

import cnnbook.UserError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Pictures in folders, one for each class: {@code cat/whiskers.jpg}. The labels are the numbers of
 * the folders sorted by name. Files whose names begin with a dot are passed over.
 */
public final class ImageFolder {
  private ImageFolder() {}

  /**
   * All pictures, PNG or JPEG, sorted by class and name. Each is scaled, antialiased, so that its
   * shorter side is {@code size}, and the middle of it is cut out. Transparency and the camera's
   * orientation mark are passed over.
   *
   * @param dir the folder of the classes' folders
   * @param size height and width of the images in pixels, at least 1
   * @param channels 1: grey, by the luma of ITU-R BT.601; 3: red, green, blue
   * @return images of channels×size×size; the classes are the folders' names
   * @throws IllegalArgumentException if size or channels is none of these
   * @throws UserError if there is no class, a class has no picture, a file is no picture, its end
   *     is missing or it is CMYK, or all together take more than 2 GB; it names the folder or file
   */
  public static LabeledImages load(Path dir, int size, int channels) {
    Augment.require(size >= 1, "the size", size, "at least 1 pixel");
    Augment.require(channels == 1 || channels == 3, "channels", channels, "1 (grey) or 3 (RGB)");
    List<Path> folders = sorted(dir, Files::isDirectory);
    if (folders.isEmpty()) {
      throw UserError.missing(
          dir + ": expected a folder for each class, found none",
          "Put the pictures into folders: " + dir.resolve("cat").resolve("whiskers.jpg"));
    }
    List<Path> files = new ArrayList<>();
    List<Integer> labels = new ArrayList<>();
    for (int label = 0; label < folders.size(); label++) {
      List<Path> pictures = pictures(folders.get(label));
      files.addAll(pictures);
      labels.addAll(Collections.nCopies(pictures.size(), label));
    }
    byte[] pixels = pixels(dir, files, size, channels);
    List<String> classes = folders.stream().map(ImageFolder::name).toList();
    int[] numbers = labels.stream().mapToInt(label -> label).toArray();
    return new LabeledImages(channels, size, size, classes, pixels, numbers);
  }

  private static String name(Path path) {
    return path.getFileName().toString();
  }

  private static List<Path> sorted(Path dir, Predicate<Path> wanted) {
    try (Stream<Path> entries = Files.list(dir)) {
      return entries
          .filter(path -> !name(path).startsWith("."))
          .filter(wanted)
          .sorted((a, b) -> name(a).compareTo(name(b)))
          .toList();
    } catch (IOException e) {
      throw UserError.missing(
          "%s cannot be read as a folder: %s".formatted(dir, e), "Check the path.", e);
    }
  }

  private static List<Path> pictures(Path folder) {
    List<Path> files = sorted(folder, path -> true);
    if (files.isEmpty()) {
      throw UserError.missing(
          folder + ": expected pictures of this class, found none",
          "Add some, or remove the folder.");
    }
    for (Path file : files) {
      if (!name(file).toLowerCase(Locale.ROOT).matches(".*\\.(png|jpe?g)")) {
        throw UserError.failed(
            file + ": expected a picture that ends in .png, .jpg or .jpeg",
            "Convert it, or move it away.");
      }
    }
    return files;
  }

  private static byte[] pixels(Path dir, List<Path> files, int size, int channels) {
    double bytes = (double) files.size() * channels * size * size;
    if (bytes > Integer.MAX_VALUE) {
      throw UserError.failed(
          "%s: %d pictures of %d×%d×%d take %.1f GB, expected at most 2.1 GB"
              .formatted(dir, files.size(), channels, size, size, bytes / 1e9),
          "Load them in a smaller size, or fewer of them; Fit's optSize enlarges each batch.");
    }
    int each = channels * size * size;
    byte[] all = new byte[files.size() * each];
    for (int i = 0; i < files.size(); i++) {
      System.arraycopy(
          PictureFile.bytes(files.get(i), channels, size, size, 1), 0, all, i * each, each);
    }
    return all;
  }
}
