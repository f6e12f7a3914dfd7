package cnnbook.kernel;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * Turns a snippet's {@code System.exit(n)} into an exception: in a notebook it would end the kernel
 * and lose every variable. The class file's reference to {@code System.exit} is bent to {@link
 * ExitCalled#exit}; calls from libraries stay as they are.
 */
final class ExitGuard {
  private static final int UTF8 = 1;
  private static final int CLASS = 7;
  private static final int METHOD = 10;
  private static final int NAME_AND_TYPE = 12;

  private final int[] offsets;
  private final byte[] bytes;
  private final int count;
  private final int end;

  private ExitGuard(byte[] bytes) throws IOException {
    this.bytes = bytes;
    DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes));
    in.skipBytes(8);
    count = in.readUnsignedShort();
    offsets = new int[count];
    for (int i = 1; i < count; i++) {
      offsets[i] = bytes.length - in.available();
      int tag = in.readUnsignedByte();
      in.skipBytes(tag == UTF8 ? in.readUnsignedShort() : sizeOf(tag));
      if (tag == 5 || tag == 6) {
        i++;
      }
    }
    end = bytes.length - in.available();
  }

  /** The class without a way to end the JVM; the same array if it has none. */
  static byte[] apply(byte[] classFile) {
    try {
      ExitGuard guard = new ExitGuard(classFile);
      int reference = guard.exitReference();
      return reference == 0 ? classFile : guard.bend(reference);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static int sizeOf(int tag) {
    return switch (tag) {
      case 3, 4, 9, METHOD, 11, NAME_AND_TYPE, 17, 18 -> 4;
      case 5, 6 -> 8;
      case 15 -> 3;
      default -> 2;
    };
  }

  /** Where the constant for {@code System.exit} lies; 0 if there is none. */
  private int exitReference() {
    for (int i = 1; i < count; i++) {
      int at = offsets[i];
      if (at > 0 && bytes[at] == METHOD) {
        int owner = offsets[shortAt(at + 1)];
        int name = offsets[shortAt(offsets[shortAt(at + 3)] + 1)];
        if (text(offsets[shortAt(owner + 1)]).equals("java/lang/System")
            && text(name).equals("exit")) {
          return at;
        }
      }
    }
    return 0;
  }

  /** Appends the new owner to the constants and names it in the reference. */
  private byte[] bend(int reference) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream(bytes.length + 64);
    DataOutputStream data = new DataOutputStream(out);
    data.write(bytes, 0, 8);
    data.writeShort(count + 2);
    data.write(bytes, 10, reference + 1 - 10);
    data.writeShort(count + 1);
    data.write(bytes, reference + 3, end - reference - 3);
    data.writeByte(UTF8);
    data.writeUTF(ExitCalled.class.getName().replace('.', '/'));
    data.writeByte(CLASS);
    data.writeShort(count);
    data.write(bytes, end, bytes.length - end);
    return out.toByteArray();
  }

  private int shortAt(int at) {
    return (bytes[at] & 0xFF) << 8 | bytes[at + 1] & 0xFF;
  }

  private String text(int at) {
    return new String(bytes, at + 3, shortAt(at + 1), java.nio.charset.StandardCharsets.UTF_8);
  }
}
