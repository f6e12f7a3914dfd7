package cnnbook.viz;

import cnnbook.geometry.Axis;
import cnnbook.geometry.Window;
import java.util.List;

/** The shape calculator: what its script gets. Its numbers are computed by the script. */
final class ShapesVisual {
  static final String TITLE = "Shape calculator";

  /** The largest number that can be typed. */
  static final int LARGEST = 9999;

  private ShapesVisual() {}

  /**
   * What the fields hold at first.
   *
   * @param n the input's size
   * @param axis kernel, stride, padding before and after, dilation, ceil
   * @param most the largest number that can be typed
   */
  private record Data(int n, Axis axis, int most) {}

  static Visual of(int n, Window window) {
    Axis axis = window.rows();
    if (!axis.equals(window.columns())) {
      throw new IllegalArgumentException(
          "rows %s and columns %s differ: one axis can be calculated at a time, new Window(axis, axis)"
              .formatted(axis, window.columns()));
    }
    require(n, 1, "n");
    require(axis.kernel(), 1, "kernel");
    require(axis.stride(), 1, "stride");
    require(axis.before(), 0, "padding before");
    require(axis.after(), 0, "padding after");
    require(axis.dilation(), 1, "dilation");
    List<List<String>> table = table(n, axis);
    String size = size(n, axis);
    return Visual.of(
        TITLE,
        "shapes",
        new Data(n, axis, LARGEST),
        Fallback.table(table) + Fallback.paragraph(size),
        Fallback.text(table) + size);
  }

  private static void require(int value, int least, String name) {
    if (value < least || value > LARGEST) {
      throw new IllegalArgumentException(
          "%s is %d: from %d to %d can be calculated here".formatted(name, value, least, LARGEST));
    }
  }

  private static List<List<String>> table(int n, Axis axis) {
    return List.of(
        List.of(
            "input n",
            "kernel k",
            "padding before",
            "padding after",
            "stride s",
            "dilation d",
            "rounding"),
        List.of(
            "" + n,
            "" + axis.kernel(),
            "" + axis.before(),
            "" + axis.after(),
            "" + axis.stride(),
            "" + axis.dilation(),
            axis.ceil() ? "ceil" : "floor"));
  }

  /** The formula with its numbers, or the library's message if the kernel does not fit. */
  private static String size(int n, Axis axis) {
    String brackets = axis.ceil() ? "⌈%s⌉" : "⌊%s⌋";
    String quotient =
        "(%d + %d + %d − %d·(%d − 1) − 1) / %d"
            .formatted(
                n, axis.before(), axis.after(), axis.dilation(), axis.kernel(), axis.stride());
    try {
      return "output " + brackets.formatted(quotient) + " + 1: " + axis.outputSize(n);
    } catch (IllegalArgumentException e) {
      return e.getMessage();
    }
  }
}
