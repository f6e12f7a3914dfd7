package cnnbook.data;

import cnnbook.Home;
import cnnbook.UserError;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

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

  private DataSets() {}

  /**
   * The shipped subset of Fashion-MNIST: 10,000 and 2,000 grey images of 28×28, the ten classes
   * equally often in each part. Drawn from all 70,000 images, so its test part is not the official
   * one (Xiao, Rasul, Vollgraf 2017, arXiv:1708.07747).
   *
   * @throws UserError if a file is missing or damaged
   */
  public static Split fashionMnist() {
    return read(shipped("fashion-mnist"), CLOTHES);
  }

  /**
   * The shipped subset of MNIST: 10,000 and 2,000 grey images of 28×28, the ten digits equally
   * often in each part, drawn from the official training and test parts (LeCun et al. 1998).
   *
   * @throws UserError if a file is missing or damaged
   */
  public static Split mnist() {
    return read(shipped("mnist"), DIGITS);
  }

  /**
   * All of Fashion-MNIST: 60,000 and 10,000 images, the official parts.
   *
   * @throws UserError if it was not fetched, with the command that fetches it
   */
  public static Split fashionMnistFull() {
    return read(fetched("fashion-mnist"), CLOTHES);
  }

  /**
   * All of MNIST: 60,000 and 10,000 images, the official parts.
   *
   * @throws UserError if it was not fetched, with the command that fetches it
   */
  public static Split mnistFull() {
    return read(fetched("mnist"), DIGITS);
  }

  private static Path shipped(String name) {
    return Home.root().resolve("datasets").resolve(name);
  }

  private static Path fetched(String name) {
    Path folder = Cache.folder().resolve(name);
    if (!Files.isDirectory(folder)) {
      throw UserError.missing(
          "the full data set " + name + " is not in " + Cache.folder(),
          "Fetch it: ./cnnbook data fetch " + name);
    }
    return folder;
  }

  private static Split read(Path folder, List<String> classes) {
    return new Split(read(folder, "train", classes), read(folder, "t10k", classes));
  }

  private static LabeledImages read(Path folder, String part, List<String> classes) {
    return Idx.read(
        folder.resolve(part + "-images-idx3-ubyte.gz"),
        folder.resolve(part + "-labels-idx1-ubyte.gz"),
        classes);
  }
}
