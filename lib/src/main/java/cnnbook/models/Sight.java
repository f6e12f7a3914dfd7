package cnnbook.models;

import ai.djl.ndarray.types.Shape;
import cnnbook.geometry.ReceptiveField;
import cnnbook.geometry.Window;

/**
 * What the elements of a map see of the image.
 *
 * @param rows of one element, down
 * @param columns of one element, to the right
 * @param height positions down that the map has, or had before it was flattened
 * @param width positions to the right
 */
record Sight(ReceptiveField rows, ReceptiveField columns, int height, int width) {

  /** The image itself, (N, C, H, W). */
  static Sight of(Shape image) {
    return new Sight(
        ReceptiveField.input(), ReceptiveField.input(), (int) image.get(2), (int) image.get(3));
  }

  /** Behind a window that slides over the map. */
  Sight through(Window window) {
    return new Sight(
        rows.through(window.rows()),
        columns.through(window.columns()),
        window.outputHeight(height),
        window.outputWidth(width));
  }

  /** Of a value to which the whole map contributes, as in a dense layer. */
  Sight whole() {
    return through(Window.valid(height, width));
  }

  /** Where two branches meet: the farther sight on each axis. */
  Sight join(Sight other) {
    return new Sight(wider(rows, other.rows), wider(columns, other.columns), height, width);
  }

  private static ReceptiveField wider(ReceptiveField a, ReceptiveField b) {
    return b.size() > a.size() ? b : a;
  }
}
