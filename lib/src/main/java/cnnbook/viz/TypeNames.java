package cnnbook.viz;

import java.util.Arrays;

/** Asks what a value is without loading the class asked about. */
final class TypeNames {
  private TypeNames() {}

  /** Whether a class of this name is the value's or one of its supertypes. */
  static boolean isA(Object value, String className) {
    return isA(value.getClass(), className);
  }

  private static boolean isA(Class<?> type, String className) {
    return type != null
        && (type.getName().equals(className)
            || isA(type.getSuperclass(), className)
            || Arrays.stream(type.getInterfaces()).anyMatch(i -> isA(i, className)));
  }
}
