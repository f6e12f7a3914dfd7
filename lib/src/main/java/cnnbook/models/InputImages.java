package cnnbook.models;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import cnnbook.UserError;
import cnnbook.data.Augment;
import cnnbook.data.Augmentation;
import cnnbook.data.PictureFile;
import cnnbook.data.Pixels;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;

/** Pictures and arrays in files as a network takes them. */
public final class InputImages {
  /** What a network is shown is this much of a picture's shorter side, as for ImageNet's. */
  private static final double SHOWN = 224.0 / 256;

  private final Shape input;
  private final Normalization normalization;

  /** What becomes of the pixels, which are first scaled to [0, 1]. */
  public enum Normalization {
    /** Less the mean and divided by the deviation that each channel has in ImageNet. */
    IMAGENET,
    /** (x − 0.5) / 0.5, between −1 and 1. */
    HALF,
    /** Nothing more. */
    NONE;

    private Augmentation of(int channels) {
      return switch (this) {
        case IMAGENET ->
            Augment.normalize(
                new float[] {0.485f, 0.456f, 0.406f}, new float[] {0.229f, 0.224f, 0.225f});
        case HALF -> {
          float[] half = new float[channels];
          Arrays.fill(half, 0.5f);
          yield Augment.normalize(half, half);
        }
        case NONE -> Augment.of();
      };
    }
  }

  /**
   * A reader for one network.
   *
   * @param input the network's {@link Network#input()}, (1, C, H, W)
   * @throws UserError if ImageNet's normalization is asked for and C is not 3
   */
  public InputImages(Shape input, Normalization normalization) {
    if (normalization == Normalization.IMAGENET && input.get(1) != 3) {
      throw UserError.usage(
          "ImageNet's normalization is for 3 channels, not for " + input.get(1),
          "Choose half or none.");
    }
    this.input = input;
    this.normalization = normalization;
  }

  /**
   * Reads a picture (PNG or JPEG) or an array (.npy; .npz with one array, or one called {@code
   * input}). A picture of the network's size is taken whole; another one is scaled so that the
   * network's size is 224/256 of it, and its middle is taken. Arrays (C, H, W) or (N, C, H, W) are
   * taken as they are.
   *
   * @return (N, C, H, W), float32
   * @throws UserError if there is no such file, it is neither, or its shape does not fit
   */
  public NDArray read(Path file, NDManager manager) {
    if (!Files.isRegularFile(file)) {
      throw UserError.missing("there is no file " + file, "Check its name.");
    }
    String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
    if (!name.endsWith(".npy") && !name.endsWith(".npz")) {
      return picture(file, manager);
    }
    try {
      return array(file, name, manager);
    } catch (UserError e) {
      throw e;
    } catch (IOException | RuntimeException e) {
      throw UserError.failed(
          "%s cannot be read: %s".formatted(file, WeightFile.reason(e)), "Write it anew.", e);
    }
  }

  private NDArray array(Path file, String name, NDManager manager) throws IOException {
    Stored stored =
        name.endsWith(".npy")
            ? Npz.array(Files.newInputStream(file), manager)
            : inArchive(Npz.read(file, manager, any -> false), file);
    if (stored.array() == null) {
      throw new IOException("it " + stored.trouble());
    }
    NDArray array = stored.array().toType(DataType.FLOAT32, false);
    Shape shape = array.getShape();
    int n = shape.dimension();
    if (n < 3 || n > 4 || shape.get(n - 3) != input.get(1) || shape.size() == 0) {
      throw UserError.failed(
          "%s has the shape %s, expected (C, H, W) or (N, C, H, W) with C = %d"
              .formatted(file, shape, input.get(1)),
          "Transpose it, or name the network's input by --input C,H,W.");
    }
    return n == 3 ? array.expandDims(0) : array;
  }

  private static Stored inArchive(Map<String, Stored> arrays, Path file) {
    Stored only = arrays.size() == 1 ? arrays.values().iterator().next() : arrays.get("input");
    if (only == null) {
      throw UserError.failed(
          "%s has the arrays %s and none called input".formatted(file, arrays.keySet()),
          "Write the images alone, or under the name input.");
    }
    return only;
  }

  private NDArray picture(Path file, NDManager manager) {
    int channels = Math.toIntExact(input.get(1));
    if (channels != 1 && channels != 3) {
      throw UserError.usage(
          "a picture has 1 or 3 channels and the network takes " + channels,
          "Give it an array, in a file .npy.");
    }
    int height = Math.toIntExact(input.get(2));
    int width = Math.toIntExact(input.get(3));
    Pixels pixels = PictureFile.middle(file, channels, height, width, SHOWN);
    normalization.of(channels).apply(pixels, new SplittableRandom());
    return manager.create(pixels.values(), input);
  }
}
