package cnnbook.viz;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import cnnbook.tensor.Tensor;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/**
 * Feature maps or filters, each a small picture of its numbers. All share one scale of colours,
 * which a bar below explains, unless {@link #optOwnScales} gives each its own.
 *
 * <pre>{@code
 * Show.figure(MapGrid.of("conv1", maps).optColumns(3).optOwnScales().draw());
 * }</pre>
 */
public final class MapGrid {
  /** More maps than these are not drawn; the picture says how many there are. */
  static final int MOST_MAPS = 64;

  private static final int FONT = 18;
  private static final int HEAD = 48;
  private static final int MARGIN = 16;
  private static final int BAR = 320;

  private final String title;
  private final Tensor maps;
  private final int all;
  private List<String> titles;
  private ColourMap colours;
  private int columns;
  private boolean ownScales;

  private MapGrid(String title, Tensor values) {
    if (values.rank() < 2 || values.rank() > 4) {
      throw new IllegalArgumentException(
          "maps are (h, w), (c, h, w) or (n, c, h, w), these have shape " + values.shape());
    }
    this.title = title;
    Tensor flat = values.reshape(-1, values.size(-2), values.size(-1));
    all = flat.size(0);
    maps = all > MOST_MAPS ? flat.slice(0, 0, MOST_MAPS) : flat;
    double[] numbers = NamedValues.numbers(title, maps);
    NamedValues.requireFinite(title, numbers);
    boolean negative = DoubleStream.of(numbers).anyMatch(v -> v < 0);
    colours = negative ? ColourMap.VERMILION_WHITE_BLUE : ColourMap.CIVIDIS;
    titles = numbering(values, maps.size(0));
    // One image's or one filter's channels to a row, if they fit into one.
    boolean rows = values.rank() == 4 && values.size(1) > 1 && values.size(1) <= 8;
    columns = rows ? values.size(1) : Math.min(8, maps.size(0));
  }

  /**
   * Maps of a tensor.
   *
   * @param title above them
   * @param values (h, w), (c, h, w) or (n, c, h, w); the first 64 maps are drawn
   * @throws IllegalArgumentException if the shape is another, or no value is finite
   */
  public static MapGrid of(String title, Tensor values) {
    return new MapGrid(title, values);
  }

  /** Maps of DJL's array, shaped as those of a tensor; its values are copied. */
  public static MapGrid of(String title, NDArray values) {
    return new MapGrid(title, tensor(values));
  }

  /** A copy of an array's values. */
  static Tensor tensor(NDArray values) {
    int[] sizes = LongStream.of(values.getShape().getShape()).mapToInt(Math::toIntExact).toArray();
    if (Arrays.stream(sizes).anyMatch(size -> size == 0)) {
      throw new IllegalArgumentException("array of shape " + values.getShape() + " holds no value");
    }
    try (NDArray floats = values.toType(DataType.FLOAT32, true)) {
      return Tensor.of(floats.toFloatArray(), sizes);
    }
  }

  /**
   * What stands below each map; by default its number, from 0.
   *
   * @param names one for each map
   */
  public MapGrid optTitles(List<String> names) {
    if (names.size() != all) {
      throw new IllegalArgumentException(
          "%d titles for %d maps: one for each".formatted(names.size(), all));
    }
    titles = List.copyOf(names.subList(0, maps.size(0)));
    return this;
  }

  /**
   * How many maps stand in a row; by default 8, or the channels of (n, c, h, w) if they are 2 to 8.
   */
  public MapGrid optColumns(int number) {
    if (number < 1) {
      throw new IllegalArgumentException(number + " columns: at least 1");
    }
    columns = number;
    return this;
  }

  /**
   * The colours; by default {@link ColourMap#VERMILION_WHITE_BLUE} if a number is negative, else
   * {@link ColourMap#CIVIDIS}.
   */
  public MapGrid optColours(ColourMap map) {
    colours = map;
    return this;
  }

  /**
   * Each map from its own lowest to its own highest number, which stand below it. Faint maps become
   * visible, and no longer can two be compared.
   */
  public MapGrid optOwnScales() {
    ownScales = true;
    return this;
  }

  /** The picture. */
  public Figure draw() {
    List<BufferedImage> pictures = new ArrayList<>();
    List<String> captions = new ArrayList<>();
    ColourScale shared = ColourScale.of(NamedValues.numbers(title, maps), colours);
    for (int i = 0; i < maps.size(0); i++) {
      double[] numbers = NamedValues.numbers(title, maps.select(0, i));
      pictures.add(picture(numbers, ownScales ? ColourScale.of(numbers, colours) : shared));
      captions.add(ownScales ? titles.get(i) + "\n" + Numbers.range(numbers) : titles.get(i));
    }
    BufferedImage grid = ImageGrid.draw(pictures, captions, columns);
    return new Figure(frame(grid, shared), alternative(shared));
  }

  private BufferedImage picture(double[] numbers, ColourScale scale) {
    int w = maps.size(2);
    BufferedImage picture = new BufferedImage(w, maps.size(1), BufferedImage.TYPE_INT_RGB);
    for (int i = 0; i < numbers.length; i++) {
      picture.setRGB(i % w, i / w, scale.at(numbers[i]).getRGB());
    }
    return picture;
  }

  /** Title above, colour bar and notes below. */
  private BufferedImage frame(BufferedImage grid, ColourScale shared) {
    List<String> notes = notes();
    int bar = ownScales ? 0 : ColourBar.HEIGHT;
    int height = HEAD + grid.getHeight() + bar + notes.size() * (FONT + 8) + MARGIN;
    int width = Math.max(grid.getWidth(), BAR + 2 * MARGIN);
    return Ground.paint(
        width,
        height,
        g -> {
          g.setColor(ChartStyle.INK);
          g.setFont(ChartStyle.font(Font.BOLD, FONT + 2));
          g.drawString(title, MARGIN, HEAD - MARGIN);
          // Without the grid's own border: this picture has one.
          g.drawImage(inner(grid), 1, HEAD, null);
          g.setFont(ChartStyle.font(Font.PLAIN, FONT));
          int y = HEAD + grid.getHeight();
          if (!ownScales) {
            ColourBar.draw(g, shared, MARGIN, y, BAR);
          }
          write(g, notes, y + bar);
        });
  }

  private static BufferedImage inner(BufferedImage grid) {
    return grid.getSubimage(1, 1, grid.getWidth() - 2, grid.getHeight() - 2);
  }

  private static void write(Graphics2D g, List<String> notes, int y) {
    g.setColor(ChartStyle.INK);
    for (int i = 0; i < notes.size(); i++) {
      g.drawString(notes.get(i), MARGIN, y + (i + 1) * (FONT + 8) - 8);
    }
  }

  private List<String> notes() {
    List<String> notes = new ArrayList<>();
    if (ownScales) {
      notes.add("each map has its own colours, its range stands below it");
    }
    if (all > maps.size(0)) {
      notes.add("the first %d of %d maps".formatted(maps.size(0), all));
    }
    long strange =
        DoubleStream.of(NamedValues.numbers(title, maps)).filter(v -> !Double.isFinite(v)).count();
    if (strange > 0) {
      notes.add("%d values are NaN or infinite: purple".formatted(strange));
    }
    return notes;
  }

  private String alternative(ColourScale shared) {
    String colour =
        ownScales
            ? "each on its own scale"
            : "colours from " + Numbers.range(shared.min(), shared.max());
    return "%d maps of %d×%d \"%s\", %s"
        .formatted(maps.size(0), maps.size(1), maps.size(2), title, colour);
  }

  private static List<String> numbering(Tensor values, int count) {
    boolean two = values.rank() == 4 && values.size(0) > 1 && values.size(1) > 1;
    return IntStream.range(0, count)
        .mapToObj(i -> two ? i / values.size(1) + ", " + i % values.size(1) : "" + i)
        .toList();
  }
}
