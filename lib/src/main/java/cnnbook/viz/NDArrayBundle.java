package cnnbook.viz;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** DJL's arrays as HTML and as text: shape, type, and the first rows and columns of one plane. */
final class NDArrayBundle {
  static final int MOST_ROWS = 12;
  static final int MOST_COLUMNS = 12;

  /** The types that every engine hands out safely. */
  private static final Set<DataType> READABLE =
      Set.of(
          DataType.FLOAT32,
          DataType.FLOAT64,
          DataType.INT32,
          DataType.INT64,
          DataType.INT8,
          DataType.UINT8,
          DataType.BOOLEAN);

  private NDArrayBundle() {}

  static Map<String, String> of(NDArray array) {
    Shape shape = array.getShape();
    String head = "NDArray " + shape + " " + array.getDataType().name().toLowerCase(Locale.ROOT);
    if (!READABLE.contains(array.getDataType()) || shape.size() == 0) {
      return Bundle.text(head);
    }
    String[][] cells = cells(array);
    String note = note(shape);
    return Bundle.html(html(head, cells, note), text(head, cells, note));
  }

  /** The upper left corner of the first plane. */
  private static String[][] cells(NDArray array) {
    try (NDManager scope = array.getManager().newSubManager()) {
      NDArray plane = array.reshape(-1, rows(array.getShape()), columns(array.getShape()));
      plane.attach(scope);
      int rows = (int) Math.min(MOST_ROWS, rows(array.getShape()));
      int columns = (int) Math.min(MOST_COLUMNS, columns(array.getShape()));
      NDArray corner = plane.get(scope, new NDIndex("0,0:{},0:{}", rows, columns));
      boolean logical = array.getDataType() == DataType.BOOLEAN;
      NDArray doubles = corner.toType(DataType.FLOAT64, true);
      doubles.attach(scope);
      double[] values = doubles.toDoubleArray();
      String[][] cells = new String[rows][columns];
      for (int i = 0; i < values.length; i++) {
        cells[i / columns][i % columns] = value(values[i], array.getDataType(), logical);
      }
      return cells;
    }
  }

  private static String value(double value, DataType type, boolean logical) {
    if (logical) {
      return value == 0 ? "false" : "true";
    }
    return type.isFloating()
        ? String.format(Locale.ROOT, "%.4g", value)
        : String.format(Locale.ROOT, "%.0f", value);
  }

  private static String note(Shape shape) {
    String planes = shape.dimension() > 2 ? "the first plane" : "";
    boolean cut = rows(shape) > MOST_ROWS || columns(shape) > MOST_COLUMNS;
    String corner =
        cut
            ? "the first %d rows and %d columns"
                .formatted(Math.min(MOST_ROWS, rows(shape)), Math.min(MOST_COLUMNS, columns(shape)))
            : "";
    if (planes.isEmpty() && corner.isEmpty()) {
      return "";
    }
    return "… " + planes + (planes.isEmpty() || corner.isEmpty() ? "" : ", ") + corner + " only";
  }

  private static String html(String head, String[][] cells, String note) {
    StringBuilder html = new StringBuilder("<table><caption>");
    html.append(Html.escape(head)).append("</caption><tbody>");
    for (String[] row : cells) {
      html.append("<tr>");
      for (String cell : row) {
        html.append("<td style=\"text-align:right\">").append(cell).append("</td>");
      }
      html.append("</tr>");
    }
    html.append("</tbody></table>");
    return note.isEmpty() ? html.toString() : html + "<p>" + note + "</p>";
  }

  private static String text(String head, String[][] cells, String note) {
    StringBuilder text = new StringBuilder(head);
    for (String[] row : cells) {
      text.append('\n');
      for (String cell : row) {
        text.append("%11s ".formatted(cell));
      }
    }
    return note.isEmpty() ? text.toString() : text + "\n" + note;
  }

  private static long rows(Shape shape) {
    return shape.dimension() < 2 ? 1 : shape.get(shape.dimension() - 2);
  }

  private static long columns(Shape shape) {
    return shape.dimension() < 1 ? 1 : shape.get(shape.dimension() - 1);
  }
}
