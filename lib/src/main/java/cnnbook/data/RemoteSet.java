package cnnbook.data;

import cnnbook.UserError;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A full data set that can be fetched.
 *
 * @param name what it is called on the command line and in the cache
 * @param title what it is, a line
 * @param licence under which licence
 * @param mirrors folders on the network that hold the files, tried in this order; each ends in /
 * @param files what belongs to it
 */
public record RemoteSet(
    String name, String title, String licence, List<URI> mirrors, List<RemoteFile> files) {

  private static final RemoteSet FASHION_MNIST =
      new RemoteSet(
          "fashion-mnist",
          "60,000 + 10,000 images of clothes, 28×28, grey",
          "MIT",
          List.of(
              URI.create("http://fashion-mnist.s3-website.eu-central-1.amazonaws.com/"),
              URI.create(
                  "https://raw.githubusercontent.com/zalandoresearch/fashion-mnist/"
                      + "master/data/fashion/")),
          List.of(
              images("train", 60_000, 26_421_880, "8d4fb7e6c68d591d4c3dfef9ec88bf0d", null),
              labels("train", 60_000, 29_515, "25c81989df183df01b3e8a0aad5dffbe", null),
              images("t10k", 10_000, 4_422_102, "bef4ecab320f06d8554ea6380940ec79", null),
              labels("t10k", 10_000, 5_148, "bb300cfdad3c16e7a12a480ee83cd310", null)));

  private static final RemoteSet MNIST =
      new RemoteSet(
          "mnist",
          "60,000 + 10,000 images of handwritten digits, 28×28, grey",
          "CC BY-SA 3.0",
          List.of(
              URI.create("https://storage.googleapis.com/cvdf-datasets/mnist/"),
              URI.create("https://ossci-datasets.s3.amazonaws.com/mnist/")),
          List.of(
              images(
                  "train",
                  60_000,
                  9_912_422,
                  "f68b3c2dcbeaaa9fbdd348bbdeb94873",
                  "ba891046e6505d7aadcbbe25680a0738ad16aec93bde7f9b65e87a2fc25776db"),
              labels(
                  "train",
                  60_000,
                  28_881,
                  "d53e105ee54ea40749a09fcbcd1e9432",
                  "65a50cbbf4e906d70832878ad85ccda5333a97f0f4c3dd2ef09a8a9eef7101c5"),
              images(
                  "t10k",
                  10_000,
                  1_648_877,
                  "9fb629c4189551a2d022fa330f9573f3",
                  "0fa7898d509279e482958e8ce81c8e77db3f2f8254e26661ceb7762c4d494ce7"),
              labels(
                  "t10k",
                  10_000,
                  4_542,
                  "ec29112dd5afa0611ce80d1b7f02629c",
                  "ff7bcfd416de33731a308c3f266cc351222c34898ecbeaf847f06e48f7ec33f2")));

  private static final RemoteSet CIFAR10 =
      new RemoteSet(
          "cifar10",
          "50,000 + 10,000 images of animals and vehicles, 32×32, colour",
          "not stated",
          List.of(URI.create("https://www.cs.toronto.edu/~kriz/")),
          List.of(
              new RemoteFile(
                  "cifar-10-binary.tar.gz",
                  170_052_171,
                  "c32a1d4ab5d03f1284b67883e8d87530",
                  null,
                  new CifarArchive(
                      "cifar-10-batches-bin",
                      List.of(
                          "data_batch_1.bin",
                          "data_batch_2.bin",
                          "data_batch_3.bin",
                          "data_batch_4.bin",
                          "data_batch_5.bin",
                          "test_batch.bin"),
                      10_000))));

  /** Every set that the book can fetch. */
  public static List<RemoteSet> all() {
    return List.of(FASHION_MNIST, MNIST, CIFAR10);
  }

  /**
   * The set of this name.
   *
   * @throws UserError if there is none, with the names that there are
   */
  public static RemoteSet named(String name) {
    return all().stream()
        .filter(set -> set.name.equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                UserError.usage(
                    "no data set is called " + name,
                    all().stream()
                        .map(RemoteSet::name)
                        .collect(Collectors.joining(", ", "There are: ", "."))));
  }

  /** The set that an unpacked file of this checksum belongs to, where checksums are known. */
  static Optional<String> ownerOfUnpacked(String sha256) {
    return all().stream()
        .filter(set -> set.files.stream().anyMatch(file -> file.unpacksTo(sha256)))
        .map(RemoteSet::name)
        .findFirst();
  }

  private static RemoteFile images(String part, int n, long bytes, String md5, String sha256) {
    var idx = new RemoteFile.Unpacked(sha256, 256, n, 28, 28);
    return new RemoteFile(part + "-images-idx3-ubyte.gz", bytes, md5, idx);
  }

  private static RemoteFile labels(String part, int n, long bytes, String md5, String sha256) {
    var idx = new RemoteFile.Unpacked(sha256, 10, n);
    return new RemoteFile(part + "-labels-idx1-ubyte.gz", bytes, md5, idx);
  }

  /** The size of all files together. */
  public long bytes() {
    return files.stream().mapToLong(RemoteFile::bytes).sum();
  }

  /** The folder of this set in a cache. */
  public Path folder(Path cache) {
    return cache.resolve(name);
  }

  /** The files that are not in the cache. */
  public List<String> missing(Path cache) {
    return files.stream()
        .filter(file -> file.in(folder(cache)).isEmpty())
        .map(RemoteFile::name)
        .toList();
  }

  /** What is wrong with those files that are in the cache. */
  public List<String> problems(Path cache) {
    return files.stream()
        .flatMap(file -> file.in(folder(cache)).flatMap(file::problem).stream())
        .toList();
  }
}
