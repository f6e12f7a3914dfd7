package cnnbook.exercises;

import cnnbook.tensor.Tensor;
import java.lang.reflect.Array;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** What tests pass to a solution, in one line: {@code [1 2; 3 4]} for a matrix. */
final class ValueText {
  /** A tensor with more values is shown by its shape. */
  private static final int MAX_VALUES = 40;

  private ValueText() {}

  static String of(Object value) {
    if (value instanceof Tensor tensor) {
      return tensor(tensor);
    }
    if (value instanceof String text) {
      return '"' + text + '"';
    }
    if (value != null && value.getClass().isArray()) {
      return IntStream.range(0, Array.getLength(value))
          .mapToObj(i -> of(Array.get(value, i)))
          .collect(Collectors.joining(", ", "{", "}"));
    }
    if (value instanceof Record record) {
      return Stream.of(value.getClass().getRecordComponents())
          .map(component -> component.getName() + "=" + of(component(record, component)))
          .collect(Collectors.joining(", ", value.getClass().getSimpleName() + "[", "]"));
    }
    return String.valueOf(value);
  }

  private static Object component(Record record, RecordComponent component) {
    try {
      component.getAccessor().setAccessible(true);
      return component.getAccessor().invoke(record);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String tensor(Tensor tensor) {
    if (tensor.count() > MAX_VALUES) {
      return "a tensor " + tensor.shape();
    }
    if (tensor.rank() < 2) {
      return vector(tensor);
    }
    int rows = tensor.size(-2);
    Tensor matrices = tensor.reshape(-1, rows, tensor.size(-1));
    List<String> texts = new ArrayList<>();
    for (int i = 0; i < matrices.size(0); i++) {
      Tensor matrix = matrices.select(0, i);
      texts.add(
          IntStream.range(0, rows)
              .mapToObj(row -> numbers(matrix.select(0, row)))
              .collect(Collectors.joining("; ", "[", "]")));
    }
    String shape = tensor.rank() == 2 ? "" : tensor.shape() + " ";
    return shape + String.join(" ", texts);
  }

  private static String vector(Tensor tensor) {
    return "[" + numbers(tensor.reshape(-1)) + "]";
  }

  private static String numbers(Tensor row) {
    return IntStream.range(0, row.count())
        .mapToObj(i -> number(row.data()[i]))
        .collect(Collectors.joining(" "));
  }

  /** 3 rather than 3.0, and no more digits than tell anything. */
  private static String number(float value) {
    return value == Math.rint(value) && Math.abs(value) < 1e6
        ? String.valueOf((int) value)
        : String.valueOf((float) (Math.round(value * 1e4) / 1e4));
  }
}
