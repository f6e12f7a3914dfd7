package cnnbook.viz;

import cnnbook.geometry.Axis;
import cnnbook.geometry.ReceptiveField;
import cnnbook.geometry.Window;
import java.util.ArrayList;
import java.util.List;

/** The receptive-field tracer: what its script gets. */
final class ReceptiveFieldVisual {
  static final String TITLE = "What a unit sees: receptive fields";

  static final int MOST_LAYERS = 16;

  /** The most input elements that are drawn. */
  static final int LARGEST_INPUT = 256;

  private ReceptiveFieldVisual() {}

  /**
   * The input or a layer, along one axis.
   *
   * @param name its label
   * @param axis its window; none for the input
   * @param units their number
   * @param size input elements from the first to the last that one unit sees
   * @param jump input elements between what neighbours see
   * @param center middle of what unit 0 sees
   * @param first first input element that unit 0 sees
   */
  private record Layer(
      String name, Axis axis, int units, int size, int jump, double center, int first) {
    static Layer of(String name, Axis axis, int units, ReceptiveField field) {
      return new Layer(
          name, axis, units, field.size(), field.jump(), field.center(), field.first(0));
    }

    List<String> cells() {
      String window =
          axis == null
              ? "–"
              : "%d, %d, %s, %d"
                  .formatted(axis.kernel(), axis.stride(), padding(axis), axis.dilation());
      return List.of(name, window, "" + units, "" + size, "" + jump);
    }
  }

  /** One number, or before and after if they differ. */
  private static String padding(Axis axis) {
    return axis.before() == axis.after() ? "" + axis.before() : axis.before() + "+" + axis.after();
  }

  /**
   * Everything.
   *
   * @param layers the input, then the layers
   */
  private record Data(List<Layer> layers) {}

  static Visual of(List<Window> windows, String... labels) {
    require(windows, labels);
    List<Axis> axes = windows.stream().map(Window::rows).toList();
    List<ReceptiveField> fields = ReceptiveField.after(axes);
    int units = input(fields.get(fields.size() - 1));
    List<Layer> layers = new ArrayList<>();
    layers.add(Layer.of("input", null, units, ReceptiveField.input()));
    for (int k = 0; k < axes.size(); k++) {
      units = axes.get(k).outputSize(units);
      String name = labels.length == 0 ? "layer " + (k + 1) : labels[k];
      layers.add(Layer.of(name, axes.get(k), units, fields.get(k)));
    }
    List<List<String>> table = new ArrayList<>();
    table.add(List.of("layer", "k, s, p, d", "units", "receptive field", "jump"));
    layers.forEach(layer -> table.add(layer.cells()));
    return Visual.of(
        TITLE, "receptive", new Data(layers), Fallback.table(table), Fallback.text(table));
  }

  private static void require(List<Window> windows, String... labels) {
    if (windows.isEmpty() || windows.size() > MOST_LAYERS) {
      throw new IllegalArgumentException(
          "%d layers: from 1 to %d can be traced".formatted(windows.size(), MOST_LAYERS));
    }
    if (labels.length != 0 && labels.length != windows.size()) {
      throw new IllegalArgumentException(
          "%d labels for %d layers: needed is one for each, or none"
              .formatted(labels.length, windows.size()));
    }
    for (Window window : windows) {
      if (!window.rows().equals(window.columns())) {
        throw new IllegalArgumentException(
            "rows %s and columns %s differ: one axis can be traced at a time, new Window(axis, axis)"
                .formatted(window.rows(), window.columns()));
      }
    }
  }

  /** An input on which the last layer has three units without padding; one if that is too large. */
  private static int input(ReceptiveField last) {
    long wanted = last.size() + 2L * last.jump();
    if (last.size() > LARGEST_INPUT) {
      throw new IllegalArgumentException(
          "receptive field of %d elements: at most %d can be drawn; take fewer layers"
              .formatted(last.size(), LARGEST_INPUT));
    }
    return wanted <= LARGEST_INPUT ? (int) wanted : last.size();
  }
}
