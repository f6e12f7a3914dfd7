package cnnbook.models;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import cnnbook.UserError;
import java.awt.Image;
import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import javax.imageio.ImageIO;

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

    private static final float[] MEAN = {0.485f, 0.456f, 0.406f};
    private static final float[] DEVIATION = {0.229f, 0.224f, 0.225f};

    private float of(float x, int channel) {
      return switch (this) {
        case IMAGENET -> (x - MEAN[channel]) / DEVIATION[channel];
        case HALF -> (x - 0.5f) / 0.5f;
        case NONE -> x;
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
   * Reads a picture (PNG, JPEG, GIF, BMP) or an array (.npy; .npz with one array, or one called
   * {@code input}). A picture of the network's size is taken whole; another one is resized so that
   * the network's size is 224/256 of it, and its centre is taken. Arrays (C, H, W) or (N, C, H, W)
   * are taken as they are.
   *
   * @return (N, C, H, W), float32
   * @throws UserError if there is no such file, it is neither, or its shape does not fit
   */
  public NDArray read(Path file, NDManager manager) {
    if (!Files.isRegularFile(file)) {
      throw UserError.missing("there is no file " + file, "Check its name.");
    }
    String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
    try {
      return name.endsWith(".npy") || name.endsWith(".npz")
          ? array(file, name, manager)
          : picture(file, manager);
    } catch (IOException | IllegalArgumentException e) {
      throw UserError.failed(
          "%s cannot be read: %s".formatted(file, e.getMessage()), "Copy or write it anew.", e);
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
    if (n < 3 || n > 4 || shape.get(n - 3) != input.get(1)) {
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

  private NDArray picture(Path file, NDManager manager) throws IOException {
    BufferedImage picture = ImageIO.read(file.toFile());
    if (picture == null) {
      throw UserError.failed(
          file + " is no picture of a known kind",
          "PNG, JPEG, GIF and BMP are read, and arrays in .npy and .npz.");
    }
    int channels = (int) input.get(1);
    if (channels != 1 && channels != 3) {
      throw UserError.usage(
          "a picture has 1 or 3 channels and the network takes " + channels,
          "Give it an array, in a file .npy.");
    }
    BufferedImage shown = centre(rgb(picture));
    return manager.create(values(shown, channels), input);
  }

  /** Channel by channel; one channel is the grey of red, green and blue (ITU-R BT.601). */
  private float[] values(BufferedImage shown, int channels) {
    int size = shown.getWidth() * shown.getHeight();
    int[] pixels =
        shown.getRGB(0, 0, shown.getWidth(), shown.getHeight(), null, 0, shown.getWidth());
    float[] values = new float[channels * size];
    for (int i = 0; i < size; i++) {
      int r = pixels[i] >> 16 & 0xFF;
      int g = pixels[i] >> 8 & 0xFF;
      int b = pixels[i] & 0xFF;
      float[] intensities =
          channels == 3
              ? new float[] {r, g, b}
              : new float[] {0.299f * r + 0.587f * g + 0.114f * b};
      for (int channel = 0; channel < channels; channel++) {
        values[channel * size + i] = normalization.of(intensities[channel] / 255, channel);
      }
    }
    return values;
  }

  private BufferedImage centre(BufferedImage picture) {
    int h = (int) input.get(2);
    int w = (int) input.get(3);
    if (picture.getHeight() == h && picture.getWidth() == w) {
      return picture;
    }
    double factor =
        Math.max((double) h / picture.getHeight(), (double) w / picture.getWidth()) / SHOWN;
    int height = Math.max(h, (int) Math.round(picture.getHeight() * factor));
    int width = Math.max(w, (int) Math.round(picture.getWidth() * factor));
    return resized(picture, height, width).getSubimage((width - w) / 2, (height - h) / 2, w, h);
  }

  /** Averages areas: plain interpolation would skip pixels of a large picture. */
  private static BufferedImage resized(BufferedImage picture, int height, int width) {
    BufferedImage resized = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    Image scaled = picture.getScaledInstance(width, height, Image.SCALE_AREA_AVERAGING);
    resized.createGraphics().drawImage(scaled, 0, 0, null);
    return resized;
  }

  /** Grey of 8 bits is taken as it is: Java's own conversion would brighten it. */
  private static BufferedImage rgb(BufferedImage picture) {
    int w = picture.getWidth();
    int h = picture.getHeight();
    BufferedImage rgb = new BufferedImage(w, h, BufferedImage.TYPE_INT_RGB);
    boolean grey =
        picture.getRaster().getNumBands() <= 2
            && picture.getSampleModel().getSampleSize(0) == 8
            && !(picture.getColorModel() instanceof IndexColorModel);
    if (!grey) {
      rgb.createGraphics().drawImage(picture, 0, 0, null);
      return rgb;
    }
    int[] samples = picture.getRaster().getSamples(0, 0, w, h, 0, (int[]) null);
    for (int band = 0; band < 3; band++) {
      rgb.getRaster().setSamples(0, 0, w, h, band, samples);
    }
    return rgb;
  }
}
