package cnnbook.viz;

import static cnnbook.viz.VisualInput.batch;
import static cnnbook.viz.VisualInput.plane;

import cnnbook.geometry.Axis;
import cnnbook.geometry.Window;
import cnnbook.ops.AvgPool2dOp;
import cnnbook.ops.MaxPool2dOp;
import cnnbook.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Max against average pooling: what its script gets. */
final class PoolingVisual {
  static final String TITLE = "Pooling: maximum against average";

  /** The most rows and columns of a map. */
  static final int LARGEST_MAP = 64;

  /** The most rows and columns of a window. */
  static final int LARGEST_WINDOW = 11;

  /** The map as it is, and moved by one pixel; first the name, then rows down, columns right. */
  private static final List<Move> MOVES =
      List.of(
          new Move("not at all", 0, 0),
          new Move("right by 1", 0, 1),
          new Move("left by 1", 0, -1),
          new Move("down by 1", 1, 0),
          new Move("up by 1", -1, 0));

  private PoolingVisual() {}

  /** How the map is moved; at the edge its last row or column is repeated. */
  record Move(String name, int down, int right) {
    Tensor of(Tensor map) {
      Tensor moved = Tensor.zeros(map.shape());
      for (int i = 0; i < map.size(0); i++) {
        for (int j = 0; j < map.size(1); j++) {
          moved.set(map.get(inside(i - down, map.size(0)), inside(j - right, map.size(1))), i, j);
        }
      }
      return moved;
    }

    private static int inside(int place, int size) {
      return Math.max(0, Math.min(size - 1, place));
    }
  }

  /**
   * What is made of one moved map.
   *
   * @param winners for each output the element of its window that won, parted by spaces
   * @param averages the means: padding counted, padding not counted
   * @param changed 1 for each output that is not as without the move, else 0: of max and of both
   *     averages
   */
  private record Pooled(String winners, List<Plane> averages, List<String> changed) {}

  /**
   * One way to round sizes.
   *
   * @param name floor or ceil with the size that it gives
   * @param note what happens at the lower and right edge
   */
  private record Rounding(String name, String note, int rows, int columns) {}

  /**
   * Everything.
   *
   * @param image the map
   * @param top rows of padding above
   * @param bottom rows of padding below
   * @param left columns of padding
   * @param right columns of padding
   * @param kernel rows, columns
   * @param stride down, right
   * @param dilation down, right
   * @param reach rows and columns that the windows reach, with padding and beyond it
   * @param moves how the map is moved
   * @param moved what is made of the map, for each of the moves, rounded up if that fits: rounded
   *     down it is the same without the last row or column
   * @param roundings floor, ceil; one alone if they are the same or floor does not fit
   * @param chosen which of them holds at first
   * @param sign of the averages: "=", or "≈" where a number is shown rounded
   */
  private record Data(
      Plane image,
      int top,
      int bottom,
      int left,
      int right,
      int[] kernel,
      int[] stride,
      int[] dilation,
      int[] reach,
      List<Move> moves,
      List<Pooled> moved,
      List<Rounding> roundings,
      int chosen,
      String sign) {}

  static Visual of(Tensor map, Window window) {
    VisualInput.requireMatrix(map, "map", "(h, w)");
    VisualInput.requireImage(LARGEST_MAP, map);
    int kh = window.rows().kernel();
    int kw = window.columns().kernel();
    VisualInput.requireAtMost(LARGEST_WINDOW, kh, kw, "window", "take a smaller one");
    List<Window> windows = windows(map, window);
    Data data = data(map, window, windows);
    return Visual.of(TITLE, "pooling", data, html(map, windows), text(map, windows));
  }

  private static Data data(Tensor map, Window window, List<Window> windows) {
    Axis rows = window.rows();
    Axis columns = window.columns();
    Window largest = windows.get(windows.size() - 1);
    float[] means = allAverages(map, largest);
    // One way to write them all, so that they line up in every state.
    Numerals numerals = Numerals.fitting(means);
    boolean exact = VisualInput.exact(map) && numerals.exact(means);
    return new Data(
        Plane.of(map, Numerals.fitting(map.data())),
        rows.before(),
        rows.after(),
        columns.before(),
        columns.after(),
        new int[] {rows.kernel(), columns.kernel()},
        new int[] {rows.stride(), columns.stride()},
        new int[] {rows.dilation(), columns.dilation()},
        reach(map, largest),
        MOVES,
        MOVES.stream().map(move -> pooled(map, move.of(map), largest, numerals)).toList(),
        windows.stream().map(one -> rounding(map, one, windows.size() == 1)).toList(),
        windows.size() > 1 && rows.ceil() ? 1 : 0,
        exact ? "=" : "≈");
  }

  /** With floor and with ceil; one alone if they are the same or floor does not fit. */
  private static List<Window> windows(Tensor map, Window window) {
    Window ceil = window.ceil();
    Window floor = new Window(floor(window.rows()), floor(window.columns()));
    boolean fits = fits(floor.rows(), map.size(0)) && fits(floor.columns(), map.size(1));
    if (!fits && (window.rows().ceil() || window.columns().ceil())) {
      return List.of(ceil);
    }
    boolean same =
        floor.outputHeight(map.size(0)) == ceil.outputHeight(map.size(0))
            && floor.outputWidth(map.size(1)) == ceil.outputWidth(map.size(1));
    return same ? List.of(floor) : List.of(floor, ceil);
  }

  private static boolean fits(Axis axis, int size) {
    return axis.extent() <= size + axis.totalPadding();
  }

  private static Axis floor(Axis axis) {
    return new Axis(
        axis.kernel(), axis.stride(), axis.before(), axis.after(), axis.dilation(), false);
  }

  private static int[] reach(Tensor map, Window window) {
    return new int[] {
      reach(window.rows(), map.size(0), window.outputHeight(map.size(0))),
      reach(window.columns(), map.size(1), window.outputWidth(map.size(1)))
    };
  }

  private static int reach(Axis axis, int size, int positions) {
    return Math.max(size + axis.totalPadding(), (positions - 1) * axis.stride() + axis.extent());
  }

  private static Tensor average(Tensor map, Window window, boolean countPadding) {
    return plane(new AvgPool2dOp(window, countPadding).forward(batch(map)).out());
  }

  private static List<Tensor> averages(Tensor map, Window window) {
    return window.padded()
        ? List.of(average(map, window, true), average(map, window, false))
        : List.of(average(map, window, true));
  }

  private static float[] allAverages(Tensor map, Window window) {
    return VisualInput.values(
        MOVES.stream().flatMap(move -> averages(move.of(map), window).stream()).toList());
  }

  private static Rounding rounding(Tensor map, Window window, boolean alone) {
    int oh = window.outputHeight(map.size(0));
    int ow = window.outputWidth(map.size(1));
    boolean ceil = window.rows().ceil();
    String names = alone && !ceil ? "floor and ceil" : ceil ? "ceil" : "floor";
    return new Rounding("%s: %d×%d".formatted(names, oh, ow), note(map, window, alone), oh, ow);
  }

  /** What happens to rows and columns that do not fill a last window. */
  private static String note(Tensor map, Window window, boolean alone) {
    if (window.rows().ceil()) {
      return "ceil keeps the last windows, though they reach beyond the edge";
    }
    String rows = unread(window.rows(), map.size(0), "row");
    String columns = unread(window.columns(), map.size(1), "column");
    String both = rows + (rows.isEmpty() || columns.isEmpty() ? "" : " and ") + columns;
    if (both.isEmpty()) {
      return "the windows end at the edge";
    }
    return (alone ? "" : "floor drops the windows that are not full: ")
        + "the last "
        + both
        + (both.startsWith("1 ") && !both.contains("and") ? " is" : " are")
        + " never read";
  }

  private static String unread(Axis axis, int size, String word) {
    int rest = size + axis.totalPadding() - axis.extent();
    int unread = rest - (axis.outputSize(size) - 1) * axis.stride();
    return unread == 0 ? "" : unread + " " + word + (unread == 1 ? "" : "s");
  }

  private static Pooled pooled(Tensor map, Tensor moved, Window window, Numerals numerals) {
    MaxPool2dOp max = new MaxPool2dOp(window);
    MaxPool2dOp.Forward forward = max.forward(batch(moved));
    List<Tensor> averages = averages(moved, window);
    List<Tensor> before = averages(map, window);
    List<String> changed = new ArrayList<>();
    changed.add(changed(plane(max.forward(batch(map)).out()), plane(forward.out())));
    for (int k = 0; k < averages.size(); k++) {
      changed.add(changed(before.get(k), averages.get(k)));
    }
    return new Pooled(
        winners(forward, window, map.size(1)),
        averages.stream().map(average -> Plane.of(average, numerals)).toList(),
        changed);
  }

  private static String changed(Tensor before, Tensor after) {
    StringBuilder flags = new StringBuilder();
    for (int k = 0; k < after.count(); k++) {
      flags.append(Float.compare(before.data()[k], after.data()[k]) == 0 ? '0' : '1');
    }
    return flags.toString();
  }

  /** From places in the map to elements of the window. */
  private static String winners(MaxPool2dOp.Forward forward, Window window, int width) {
    List<String> elements = new ArrayList<>();
    int ow = forward.out().size(3);
    for (int k = 0; k < forward.winners().length; k++) {
      int row = forward.winners()[k] / width - window.rows().start(k / ow);
      int column = forward.winners()[k] % width - window.columns().start(k % ow);
      int kw = window.columns().kernel();
      int element = row / window.rows().dilation() * kw + column / window.columns().dilation();
      elements.add(String.valueOf(element));
    }
    return String.join(" ", elements);
  }

  private static String html(Tensor map, List<Window> windows) {
    StringBuilder html = new StringBuilder(Fallback.tensor("Input", map));
    for (Window window : windows) {
      html.append(Fallback.tensor(name(window, "Maximum"), largest(map, window)));
      html.append(Fallback.tensor(name(window, "Average"), average(map, window, true)));
    }
    return html.toString();
  }

  private static String text(Tensor map, List<Window> windows) {
    return "input: "
        + map
        + windows.stream()
            .map(
                window ->
                    "\n%s: %s\n%s: %s"
                        .formatted(
                            name(window, "maximum"),
                            largest(map, window),
                            name(window, "average"),
                            average(map, window, true)))
            .collect(Collectors.joining());
  }

  private static Tensor largest(Tensor map, Window window) {
    return plane(new MaxPool2dOp(window).forward(batch(map)).out());
  }

  private static String name(Window window, String word) {
    return word + (window.rows().ceil() ? ", sizes rounded up" : "");
  }
}
