package cnnbook.data;

import cnnbook.UserError;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * The binary format of CIFAR-10 (Krizhevsky 2009, <a
 * href="https://www.cs.toronto.edu/~kriz/cifar.html">cs.toronto.edu/~kriz/cifar.html</a>): records
 * of 3,073 bytes without anything between them, each a label from 0 to 9 and the red, the green and
 * the blue values of 32×32 pixels, row by row. Files may be compressed with gzip; their first bytes
 * tell.
 */
public final class CifarBinary {
  /** The names of the ten classes, in the order of their labels. */
  public static final List<String> CLASSES =
      List.of(
          "airplane", "automobile", "bird", "cat", "deer", "dog", "frog", "horse", "ship", "truck");

  private static final int SIDE = 32;
  private static final int PIXELS = 3 * SIDE * SIDE;

  /** The bytes of one image with its label. */
  static final int RECORD = 1 + PIXELS;

  /** CIFAR-10 has no more images; a packed file that claims more is not unpacked further. */
  private static final int MOST_RECORDS = 60_000;

  private CifarBinary() {}

  /**
   * All images of one file.
   *
   * @return images of 3×32×32
   * @throws UserError if the file is not there, is empty, does not end with a record, has more than
   *     60,000 of them or a label above 9; it names the file, what was expected and what was found
   */
  public static LabeledImages read(Path file) {
    byte[] records = StoredFile.load(file).read(content -> atMost(file, content));
    if (records.length == 0 || records.length % RECORD != 0) {
      throw StoredFile.damaged(
          file,
          "expected a multiple of %d bytes, found %d bytes (%d records and %d bytes)",
          RECORD,
          records.length,
          records.length / RECORD,
          records.length % RECORD);
    }
    return images(file, records);
  }

  /**
   * All images of a file of known size.
   *
   * @param count how many images it must hold
   */
  static LabeledImages read(Path file, int count) {
    LabeledImages images = read(file);
    if (images.size() != count) {
      throw StoredFile.damaged(
          file, "expected %d records of %d bytes, found %d", count, RECORD, images.size());
    }
    return images;
  }

  private static byte[] atMost(Path file, StoredFile.Content content) throws IOException {
    byte[] records = content.read(MOST_RECORDS * RECORD);
    if (!content.isAtEnd()) {
      throw StoredFile.damaged(
          file,
          "expected an end after at most %d records of %d bytes, found more bytes after %d",
          MOST_RECORDS,
          RECORD,
          records.length);
    }
    return records;
  }

  private static LabeledImages images(Path file, byte[] records) {
    int n = records.length / RECORD;
    byte[] pixels = new byte[n * PIXELS];
    int[] labels = new int[n];
    for (int i = 0; i < n; i++) {
      labels[i] = records[i * RECORD] & 0xFF;
      if (labels[i] >= CLASSES.size()) {
        throw StoredFile.damaged(
            file,
            "expected labels from 0 to %d, found %d in record %d",
            CLASSES.size() - 1,
            labels[i],
            i);
      }
      System.arraycopy(records, i * RECORD + 1, pixels, i * PIXELS, PIXELS);
    }
    return new LabeledImages(3, SIDE, SIDE, CLASSES, pixels, labels);
  }
}
