package cnnbook.viz;

import java.awt.Color;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Colours for numbers, from the lowest to the highest, in even steps. Readers of every kind of
 * colour vision can tell them apart: each map runs along blue and orange or from dark to bright,
 * never along red and green.
 */
public enum ColourMap {
  /** From low to high, all of them bright enough for dark text on them. */
  WHITE_TO_BLUE(false, 0xFFFFFF, 0xABDAF4, 0x56B4E9),

  /** Negative, zero, positive, all of them bright enough for dark text on them. */
  ORANGE_WHITE_BLUE(true, 0xE69F00, 0xFFFFFF, 0x56B4E9),

  /**
   * From low to high without text, even in brightness: Nuñez, Anderton and Renslow, "Optimizing
   * colormaps with consideration for color vision deficiency", 2018, ten of its colours.
   */
  CIVIDIS(
      false, 0x00224E, 0x123570, 0x3B496C, 0x575D6D, 0x707173, 0x8A8678, 0xA59C74, 0xC3B369,
      0xE1CC55, 0xFEE838),

  /** Negative, zero, positive, without text. */
  VERMILION_WHITE_BLUE(true, 0x8F3F00, 0xD55E00, 0xFFFFFF, 0x0072B2, 0x00466E),

  /** From black to white, for what is a grey picture. */
  GREY(false, 0x000000, 0xFFFFFF);

  private final boolean diverging;
  private final List<Color> colours;

  ColourMap(boolean diverging, int... colours) {
    this.diverging = diverging;
    this.colours = IntStream.of(colours).mapToObj(Color::new).toList();
  }

  /** Whether its middle stands for 0 and its ends for opposite signs. */
  public boolean diverging() {
    return diverging;
  }

  /** The colours between which the others lie, at least two, evenly spaced. */
  public List<Color> colours() {
    return colours;
  }

  /**
   * The colour at a place of the map.
   *
   * @param share from 0, lowest, to 1, highest; what lies outside gets the colour of the end
   */
  public Color at(double share) {
    double place = Math.max(0, Math.min(1, share)) * (colours.size() - 1);
    int below = Math.min((int) place, colours.size() - 2);
    Color low = colours.get(below);
    Color high = colours.get(below + 1);
    double part = place - below;
    return new Color(
        mix(low.getRed(), high.getRed(), part),
        mix(low.getGreen(), high.getGreen(), part),
        mix(low.getBlue(), high.getBlue(), part));
  }

  private static int mix(int low, int high, double part) {
    return (int) Math.round(low + part * (high - low));
  }
}
