package cnnbook.exercises.remote;

import cnnbook.tensor.Tensor;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Array;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;

/**
 * Values as bytes: primitives, strings, tensors, records of those, arrays of all of them. Which
 * type comes next is known to both sides from a method's declaration; the bytes say nothing of it,
 * so whoever writes them cannot choose a class. Floats keep their bits. A length is believed only
 * if that much is left to read.
 */
public final class Values {
  private static final int ABSENT = 0;
  private static final int PRESENT = 1;
  private static final int MAX_RANK = 16;

  private Values() {}

  /** Thrown where bytes are not what the type asks for. */
  public static final class BadValue extends Exception {
    private static final long serialVersionUID = 1L;

    BadValue(String message) {
      super(message);
    }
  }

  /**
   * Whether an exercise may pass this type. An array's elements and a record's components must be
   * passable too.
   */
  public static boolean passable(Class<?> type) {
    if (type.isArray()) {
      return passable(type.getComponentType());
    }
    if (type.isRecord()) {
      return Stream.of(type.getRecordComponents()).allMatch(c -> passable(c.getType()));
    }
    return type.isPrimitive() && type != void.class && type != char.class
        || type == String.class
        || type == Tensor.class;
  }

  /** A value of a type as bytes. */
  public static byte[] bytes(Class<?> type, Object value) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      write(new DataOutputStream(bytes), type, value);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  /** The value of a type that these bytes, all of them, stand for. */
  public static Object value(Class<?> type, byte[] bytes) throws BadValue {
    DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes));
    Object value = read(in, type);
    require(left(in) == 0, "bytes are left over");
    return value;
  }

  /** Appends a value of a type. */
  public static void write(DataOutputStream out, Class<?> type, Object value) throws IOException {
    if (type.isPrimitive()) {
      primitive(out, type, value);
      return;
    }
    out.writeByte(value == null ? ABSENT : PRESENT);
    if (value == null) {
      return;
    }
    if (type == String.class) {
      byte[] text = ((String) value).getBytes(StandardCharsets.UTF_8);
      out.writeInt(text.length);
      out.write(text);
    } else if (type == Tensor.class) {
      tensor(out, (Tensor) value);
    } else if (type.isArray()) {
      int length = Array.getLength(value);
      out.writeInt(length);
      for (int i = 0; i < length; i++) {
        write(out, type.getComponentType(), Array.get(value, i));
      }
    } else {
      record(out, type, value);
    }
  }

  private static void primitive(DataOutputStream out, Class<?> type, Object value)
      throws IOException {
    if (type == boolean.class) {
      out.writeBoolean((Boolean) value);
    } else if (type == int.class) {
      out.writeInt((Integer) value);
    } else if (type == long.class) {
      out.writeLong((Long) value);
    } else if (type == float.class) {
      out.writeInt(Float.floatToRawIntBits((Float) value));
    } else if (type == double.class) {
      out.writeLong(Double.doubleToRawLongBits((Double) value));
    } else if (type == byte.class) {
      out.writeByte((Byte) value);
    } else if (type == short.class) {
      out.writeShort((Short) value);
    } else {
      throw new IllegalArgumentException("an exercise cannot pass a " + type);
    }
  }

  private static void tensor(DataOutputStream out, Tensor tensor) throws IOException {
    int[] sizes = tensor.shape().toArray();
    out.writeByte(sizes.length);
    for (int size : sizes) {
      out.writeInt(size);
    }
    for (float value : tensor.data()) {
      out.writeInt(Float.floatToRawIntBits(value));
    }
  }

  private static void record(DataOutputStream out, Class<?> type, Object value) throws IOException {
    for (RecordComponent component : type.getRecordComponents()) {
      try {
        component.getAccessor().setAccessible(true);
        write(out, component.getType(), component.getAccessor().invoke(value));
      } catch (InvocationTargetException | IllegalAccessException e) {
        throw new IllegalArgumentException("cannot read " + component, e);
      }
    }
  }

  /** Takes the next value, which must be of this type. */
  public static Object read(DataInputStream in, Class<?> type) throws BadValue {
    try {
      return type.isPrimitive() ? primitive(in, type) : reference(in, type);
    } catch (IOException e) {
      throw new BadValue("the value ends too early");
    }
  }

  private static Object primitive(DataInputStream in, Class<?> type) throws IOException {
    if (type == boolean.class) {
      return in.readByte() != 0;
    } else if (type == int.class) {
      return in.readInt();
    } else if (type == long.class) {
      return in.readLong();
    } else if (type == float.class) {
      return Float.intBitsToFloat(in.readInt());
    } else if (type == double.class) {
      return Double.longBitsToDouble(in.readLong());
    } else if (type == byte.class) {
      return in.readByte();
    } else if (type == short.class) {
      return in.readShort();
    }
    throw new IllegalArgumentException("an exercise cannot pass a " + type);
  }

  private static Object reference(DataInputStream in, Class<?> type) throws IOException, BadValue {
    int presence = in.readByte();
    require(presence == ABSENT || presence == PRESENT, "no such mark: " + presence);
    if (presence == ABSENT) {
      return null;
    }
    if (type == String.class) {
      return new String(in.readNBytes(length(in, 1)), StandardCharsets.UTF_8);
    } else if (type == Tensor.class) {
      return tensor(in);
    } else if (type.isArray()) {
      Class<?> element = type.getComponentType();
      int length = length(in, leastBytes(element));
      Object array = Array.newInstance(element, length);
      for (int i = 0; i < length; i++) {
        Array.set(array, i, read(in, element));
      }
      return array;
    }
    return record(in, type);
  }

  private static Tensor tensor(DataInputStream in) throws IOException, BadValue {
    int rank = in.readByte();
    require(rank >= 0 && rank <= MAX_RANK, "a tensor of rank " + rank);
    int[] sizes = new int[rank];
    long count = 1;
    for (int axis = 0; axis < rank; axis++) {
      sizes[axis] = in.readInt();
      require(sizes[axis] > 0, "a tensor with a size of " + sizes[axis]);
      count = Math.min(count * sizes[axis], Integer.MAX_VALUE);
    }
    require(count * Float.BYTES <= left(in), "a tensor of more values than there are");
    float[] values = new float[(int) count];
    for (int i = 0; i < values.length; i++) {
      values[i] = Float.intBitsToFloat(in.readInt());
    }
    return Tensor.of(values, sizes);
  }

  private static Object record(DataInputStream in, Class<?> type) throws BadValue {
    RecordComponent[] components = type.getRecordComponents();
    Class<?>[] types = Stream.of(components).map(RecordComponent::getType).toArray(Class[]::new);
    Object[] values = new Object[components.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = read(in, types[i]);
    }
    try {
      Constructor<?> constructor = type.getDeclaredConstructor(types);
      constructor.setAccessible(true);
      return constructor.newInstance(values);
    } catch (InvocationTargetException e) {
      throw new BadValue(String.valueOf(e.getCause().getMessage()));
    } catch (ReflectiveOperationException e) {
      throw new IllegalArgumentException("cannot make a " + type, e);
    }
  }

  private static int length(DataInputStream in, int leastBytes) throws IOException, BadValue {
    int length = in.readInt();
    require(
        length >= 0 && (long) length * leastBytes <= left(in),
        "a length of " + length + " with " + left(in) + " bytes left");
    return length;
  }

  /** What a value of the type takes at least: no array of many empty things from a few bytes. */
  private static int leastBytes(Class<?> type) {
    if (type == long.class || type == double.class) {
      return 8;
    }
    return type == int.class || type == float.class ? 4 : type == short.class ? 2 : 1;
  }

  /** All of a frame is in memory before it is read. */
  private static int left(DataInputStream in) throws BadValue {
    try {
      return in.available();
    } catch (IOException e) {
      throw new BadValue(e.getMessage());
    }
  }

  private static void require(boolean condition, String message) throws BadValue {
    if (!condition) {
      throw new BadValue(message);
    }
  }
}
