package cnnbook;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/**
 * The constants of a class file: every class, field and method that its code refers to by name (The
 * Java Virtual Machine Specification, section 4.4).
 */
public final class ConstantPool {
  /** Tags of the kinds of constants that can be asked for. */
  public static final int UTF8 = 1;

  /** A class, by its name. */
  public static final int CLASS = 7;

  /** A class's field. */
  public static final int FIELD = 9;

  /** A class's method. */
  public static final int METHOD = 10;

  /** An interface's method. */
  public static final int INTERFACE_METHOD = 11;

  /** A member's name and type. */
  public static final int NAME_AND_TYPE = 12;

  private final byte[] bytes;
  private final int[] offsets;
  private final int end;

  /**
   * Reads the constants.
   *
   * @param classFile the whole file
   * @throws UncheckedIOException if it ends within them
   */
  public ConstantPool(byte[] classFile) {
    bytes = classFile;
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(classFile))) {
      in.skipBytes(8);
      offsets = new int[in.readUnsignedShort()];
      for (int i = 1; i < offsets.length; i++) {
        offsets[i] = bytes.length - in.available();
        int tag = in.readUnsignedByte();
        in.skipBytes(tag == UTF8 ? in.readUnsignedShort() : sizeOf(tag));
        if (tag == 5 || tag == 6) {
          i++;
        }
      }
      end = bytes.length - in.available();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static int sizeOf(int tag) {
    return switch (tag) {
      case 3, 4, FIELD, METHOD, INTERFACE_METHOD, NAME_AND_TYPE, 17, 18 -> 4;
      case 5, 6 -> 8;
      case 15 -> 3;
      default -> 2;
    };
  }

  /** One more than the greatest index; the smallest is 1. */
  public int count() {
    return offsets.length;
  }

  /** Where the constants end in the file. */
  public int end() {
    return end;
  }

  /** Where a constant begins in the file, with its tag; 0 for the second half of a long one. */
  public int offset(int index) {
    return offsets[index];
  }

  /** A constant's kind; 0 for the second half of a long one. */
  public int tag(int index) {
    return offsets[index] == 0 ? 0 : bytes[offsets[index]];
  }

  /** The name of a {@link #CLASS}, with slashes; of an array, its descriptor. */
  public String className(int index) {
    return text(first(index));
  }

  /** The name of the class that a field or method belongs to, with slashes. */
  public String owner(int index) {
    return className(first(index));
  }

  /** The name of a field or method. */
  public String member(int index) {
    return text(first(second(index)));
  }

  /** The descriptor of a {@link #NAME_AND_TYPE}: {@code (I)Ljava/lang/String;}. */
  public String descriptor(int index) {
    return text(second(index));
  }

  private int first(int index) {
    return shortAt(offsets[index] + 1);
  }

  private int second(int index) {
    return shortAt(offsets[index] + 3);
  }

  private int shortAt(int at) {
    return (bytes[at] & 0xFF) << 8 | bytes[at + 1] & 0xFF;
  }

  private String text(int index) {
    return new String(
        bytes, offsets[index] + 3, shortAt(offsets[index] + 1), StandardCharsets.UTF_8);
  }
}
