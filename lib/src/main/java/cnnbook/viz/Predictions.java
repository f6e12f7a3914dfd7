package cnnbook.viz;

import java.awt.image.BufferedImage;
import java.util.List;
import java.util.stream.IntStream;

/** Images with what a network took them for; {@link Charts} documents them. */
final class Predictions {
  private Predictions() {}

  static Figure of(
      List<? extends BufferedImage> images, List<String> predicted, List<String> truth) {
    if (predicted.size() != images.size() || truth.size() != images.size()) {
      throw new IllegalArgumentException(
          "%d images, %d predictions, %d true classes: one of each for each image"
              .formatted(images.size(), predicted.size(), truth.size()));
    }
    List<String> captions =
        IntStream.range(0, images.size())
            .mapToObj(i -> caption(predicted.get(i), truth.get(i)))
            .toList();
    long right =
        IntStream.range(0, images.size())
            .filter(i -> predicted.get(i).equals(truth.get(i)))
            .count();
    String alternative =
        "%d images, %d predicted rightly: %s"
            .formatted(images.size(), right, String.join("; ", captions).replace("\n", ", "));
    return new Figure(ImageGrid.draw(images, captions, 6), alternative);
  }

  private static String caption(String predicted, String truth) {
    return predicted.equals(truth)
        ? "predicted: " + predicted + "\nright"
        : "predicted: " + predicted + "\nWRONG: it is " + truth;
  }
}
