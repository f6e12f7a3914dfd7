package cnnbook.viz;

import java.awt.image.BufferedImage;
import java.util.Objects;

/**
 * A picture and the words that stand for it where it cannot be seen. A cell that ends in a figure
 * shows it; so does {@link Show#figure}.
 *
 * @param image on a ground of its own
 * @param alternative what it shows, a sentence
 */
public record Figure(BufferedImage image, String alternative) {

  /** Checks that both are there. */
  public Figure {
    Objects.requireNonNull(image, "image");
    Objects.requireNonNull(alternative, "alternative");
  }
}
