package cnnbook.viz;

import cnnbook.tensor.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import tech.tablesaw.api.NumericColumn;

/**
 * Numbers with the name that the legend gives them.
 *
 * @param values at least one of them finite
 */
record NamedValues(String name, double[] values) {

  /**
   * Reads {@code "train", y1, "test", y2}.
   *
   * @throws IllegalArgumentException if it does not read like this, or a name comes twice, or some
   *     values are empty or hold no finite number
   */
  static List<NamedValues> of(Object... namesAndValues) {
    if (namesAndValues.length == 0 || namesAndValues.length % 2 != 0) {
      throw new IllegalArgumentException(
          namesAndValues.length
              + " names and arrays: write \"name\", values, \"next name\", values, … ");
    }
    List<NamedValues> all = new ArrayList<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      if (!(namesAndValues[i] instanceof String name)) {
        throw new IllegalArgumentException(
            "a name was expected before values, here came " + kind(namesAndValues[i]));
      }
      if (all.stream().anyMatch(other -> other.name.equals(name))) {
        throw new IllegalArgumentException(
            "\"" + name + "\" names two lists of values: give each a name of its own");
      }
      all.add(new NamedValues(name, requireFinite(name, numbers(name, namesAndValues[i + 1]))));
    }
    return all;
  }

  /**
   * Numbers from any of the types that hold them.
   *
   * @param name what the message calls them
   * @param values double[], float[], int[], long[], Tensor, a collection of numbers, or a column
   */
  static double[] numbers(String name, Object values) {
    if (values instanceof double[] doubles) {
      return doubles;
    } else if (values instanceof float[] floats) {
      return IntStream.range(0, floats.length).mapToDouble(i -> floats[i]).toArray();
    } else if (values instanceof int[] ints) {
      return Arrays.stream(ints).asDoubleStream().toArray();
    } else if (values instanceof long[] longs) {
      return Arrays.stream(longs).asDoubleStream().toArray();
    } else if (values instanceof Tensor tensor) {
      return numbers(name, tensor.data());
    } else if (values instanceof NumericColumn<?> column) {
      return column.asDoubleArray();
    } else if (values instanceof Collection<?> list
        && list.stream().allMatch(Number.class::isInstance)) {
      return list.stream().mapToDouble(number -> ((Number) number).doubleValue()).toArray();
    }
    throw new IllegalArgumentException(
        "\"%s\" is %s; expected are numbers: double[], float[], int[], Tensor, a list, a column"
            .formatted(name, kind(values)));
  }

  /** The values, if one of them at least can be drawn. */
  static double[] requireFinite(String name, double[] values) {
    if (DoubleStream.of(values).noneMatch(Double::isFinite)) {
      throw new IllegalArgumentException(
          values.length == 0
              ? "\"" + name + "\" is empty: a chart needs at least one number"
              : "all %d values of \"%s\" are NaN or infinite: nothing to draw"
                  .formatted(values.length, name));
    }
    return values;
  }

  /** Checks that there is one value for each of something. */
  void requireSize(int size, String what) {
    if (values.length != size) {
      throw new IllegalArgumentException(
          "\"%s\" has %d values for %d %s: one for each"
              .formatted(name, values.length, size, what));
    }
  }

  private static String kind(Object value) {
    return value == null ? "null" : "a " + value.getClass().getSimpleName();
  }
}
