package cnnbook.models;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Parameter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Holds the arrays of a file against the parameters that they are for. */
final class Fitting {
  private final Map<String, Parameter> wanted;
  private final List<String> missing = new ArrayList<>();
  private final List<String> leftOver = new ArrayList<>();
  private final List<String> misshapen = new ArrayList<>();
  private final List<String> unusable = new ArrayList<>();

  Fitting(Map<String, Parameter> wanted) {
    this.wanted = wanted;
  }

  /** The arrays that fit, each of its parameter's type. */
  Map<String, NDArray> of(Map<String, Stored> found) {
    Map<String, NDArray> fitting = new LinkedHashMap<>();
    wanted.forEach(
        (name, parameter) -> {
          Stored stored = found.get(name);
          if (stored == null) {
            missing.add("%s %s".formatted(name, parameter.getShape()));
          } else if (stored.array() == null) {
            unusable.add("%s %s".formatted(name, stored.trouble()));
          } else {
            NDArray array = fitting(name, stored.array(), parameter);
            if (array != null) {
              fitting.put(name, array);
            }
          }
        });
    found.forEach(
        (name, stored) -> {
          if (!wanted.containsKey(name)) {
            leftOver.add(name + (stored.array() == null ? "" : " " + stored.array().getShape()));
          }
        });
    return fitting;
  }

  private NDArray fitting(String name, NDArray array, Parameter parameter) {
    Shape shape = parameter.getShape();
    if (!array.getShape().equals(shape)) {
      misshapen.add(
          "%s: %s in the file, %s in the network".formatted(name, array.getShape(), shape));
      return null;
    }
    DataType type = parameter.getArray().getDataType();
    NDArray converted = array.toType(type, false);
    if (Float.isNaN(converted.mul(0).sum().toType(DataType.FLOAT32, false).getFloat())) {
      unusable.add(name + " holds numbers that are not finite as " + type);
      return null;
    }
    return converted;
  }

  /** What does not fit, a line for each array; empty if all does. */
  String complaints() {
    StringBuilder text = new StringBuilder();
    append(text, "missing in the file", missing);
    append(text, "left over in the file", leftOver);
    append(text, "of another shape", misshapen);
    append(text, "unusable", unusable);
    return text.toString().stripTrailing();
  }

  private static void append(StringBuilder text, String what, List<String> names) {
    if (!names.isEmpty()) {
      text.append("  %s, %d:%n".formatted(what, names.size()));
      names.forEach(name -> text.append("    %s%n".formatted(name)));
    }
  }
}
