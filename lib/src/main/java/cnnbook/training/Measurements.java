package cnnbook.training;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import cnnbook.models.LayerPlace;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.LongColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/** Numbers about layers that stay on the device until all of them are read at once. */
final class Measurements {
  /** One number. */
  record Row(long step, String layer, int depth, Measure kind, double value) {}

  private record Name(String layer, int depth, Measure kind) {}

  private final Map<String, LayerPlace> places;
  private final List<Name> names = new ArrayList<>();
  private final NDList values = new NDList();

  /** Nothing measured yet of a network whose layers stand at these places. */
  Measurements(Map<String, LayerPlace> places) {
    this.places = places;
  }

  /** Measures the gradient of a layer's weights. */
  void weightGradient(String layer, NDArray gradient) {
    add(layer, Measure.WEIGHT_GRADIENT_NORM, gradient.norm());
    add(layer, Measure.WEIGHT_GRADIENT_MEAN, gradient.abs().mean());
  }

  /** Measures the gradient of a layer's result. */
  void activationGradient(String layer, NDArray gradient) {
    add(layer, Measure.ACTIVATION_GRADIENT_NORM, gradient.norm());
    add(layer, Measure.ACTIVATION_GRADIENT_MEAN, gradient.abs().mean());
  }

  /** Measures a layer's result where its place makes it one of those that are. */
  void response(String layer, NDArray result) {
    LayerPlace place = places.get(layer);
    if (!place.response() && !place.branch()) {
      return;
    }
    NDArray detached = result.stopGradient();
    NDArray spread = detached.sub(detached.mean()).square().mean().sqrt();
    if (place.response()) {
      add(layer, Measure.RESPONSE, spread);
    }
    if (place.branch()) {
      add(layer, Measure.BRANCH, spread);
    }
  }

  /** Adds a number, an array of one element; a layer that the network does not run is left out. */
  void add(String layer, Measure kind, NDArray value) {
    LayerPlace place = places.get(layer);
    if (place != null) {
      names.add(new Name(layer, place.depth(), kind));
      values.add(value.reshape(new Shape(1)));
    }
  }

  /** Reads all numbers; waits for the device. */
  List<Row> read(long step) {
    if (values.isEmpty()) {
      return List.of();
    }
    try (NDArray all = NDArrays.concat(values)) {
      float[] numbers = all.toFloatArray();
      List<Row> rows = new ArrayList<>();
      for (int i = 0; i < numbers.length; i++) {
        Name name = names.get(i);
        rows.add(new Row(step, name.layer(), name.depth(), name.kind(), numbers[i]));
      }
      return rows;
    }
  }

  /** The columns step, layer, depth, kind, value. */
  static Table table(List<Row> rows) {
    return Table.create(
        "gradients",
        LongColumn.create("step", rows.stream().mapToLong(Row::step).toArray()),
        StringColumn.create("layer", rows.stream().map(Row::layer)),
        IntColumn.create("depth", rows.stream().mapToInt(Row::depth).toArray()),
        StringColumn.create("kind", rows.stream().map(row -> row.kind().toString())),
        DoubleColumn.create("value", rows.stream().mapToDouble(Row::value).toArray()));
  }
}
