package cnnbook.exercises.remote;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * An exercise's interface, as both sides of a remote call see it. Methods go by their place in an
 * order that both sides compute from the same class file.
 */
public final class Contract {
  /** Marks an argument that is the same object as an earlier one. */
  private static final int SAME = 2;

  private static final int OWN = 3;

  private final Class<?> type;
  private final List<Method> methods;

  private Contract(Class<?> type, List<Method> methods) {
    this.type = type;
    this.methods = methods;
  }

  /**
   * The contract of an interface.
   *
   * @throws IllegalArgumentException if it is no interface, or passes what cannot be passed
   */
  public static Contract of(Class<?> type) {
    require(type.isInterface(), type + " is no interface");
    List<Method> methods =
        Stream.of(type.getMethods())
            .filter(method -> Modifier.isAbstract(method.getModifiers()))
            .sorted(Comparator.comparing(Method::getName).thenComparing(Method::toGenericString))
            .toList();
    for (Method method : methods) {
      require(
          method.getReturnType() == void.class || Values.passable(method.getReturnType()),
          method + " returns what an exercise cannot pass");
      require(
          Stream.of(method.getParameterTypes()).allMatch(Values::passable),
          method + " takes what an exercise cannot pass");
    }
    return new Contract(type, methods);
  }

  /** The interface. */
  public Class<?> type() {
    return type;
  }

  /** A method and its arguments as bytes. */
  byte[] request(Method method, Object... arguments) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeByte(methods.indexOf(method));
      Class<?>[] types = method.getParameterTypes();
      for (int i = 0; i < types.length; i++) {
        int same = types[i].isPrimitive() ? i : firstSame(arguments, i);
        out.writeByte(same < i ? SAME : OWN);
        if (same < i) {
          out.writeByte(same);
        } else {
          Values.write(out, types[i], arguments[i]);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private static int firstSame(Object[] arguments, int i) {
    int first = 0;
    while (arguments[first] != arguments[i]) {
      first++;
    }
    return arguments[i] == null ? i : first;
  }

  /** A method with the arguments to call it with. */
  record Call(Method method, Object[] arguments) {
    /** The arguments' present state, to see later whether it has changed. */
    List<byte[]> state() {
      Class<?>[] types = method.getParameterTypes();
      byte[][] state = new byte[types.length][];
      for (int i = 0; i < types.length; i++) {
        state[i] = Values.bytes(types[i], arguments[i]);
      }
      return Arrays.asList(state);
    }
  }

  /** Reads what {@link #request} wrote. */
  Call call(byte[] request) throws Values.BadValue {
    DataInputStream in = new DataInputStream(new ByteArrayInputStream(request));
    try {
      Method method = methods.get(in.readByte());
      Class<?>[] types = method.getParameterTypes();
      Object[] arguments = new Object[types.length];
      for (int i = 0; i < types.length; i++) {
        boolean same = in.readByte() == SAME;
        arguments[i] = same ? arguments[in.readByte()] : Values.read(in, types[i]);
      }
      return new Call(method, arguments);
    } catch (IOException | IndexOutOfBoundsException e) {
      throw new Values.BadValue("not a call of " + type.getName());
    }
  }

  private static void require(boolean condition, String message) {
    if (!condition) {
      throw new IllegalArgumentException(message);
    }
  }
}
