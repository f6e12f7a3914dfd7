package cnnbook.kernel;

import cnnbook.ConstantPool;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * Turns a snippet's {@code System.exit(n)} into an exception: in a notebook it would end the kernel
 * and lose every variable. The class file's reference to {@code System.exit} is bent to {@link
 * ExitCalled#exit}; calls from libraries stay as they are.
 */
final class ExitGuard {
  private final ConstantPool constants;
  private final byte[] bytes;

  private ExitGuard(byte[] bytes) {
    this.bytes = bytes;
    constants = new ConstantPool(bytes);
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

  /** Where the constant for {@code System.exit} lies; 0 if there is none. */
  private int exitReference() {
    for (int i = 1; i < constants.count(); i++) {
      if (constants.tag(i) == ConstantPool.METHOD
          && constants.owner(i).equals("java/lang/System")
          && constants.member(i).equals("exit")) {
        return constants.offset(i);
      }
    }
    return 0;
  }

  /** Appends the new owner to the constants and names it in the reference. */
  private byte[] bend(int reference) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream(bytes.length + 64);
    int count = constants.count();
    int end = constants.end();
    DataOutputStream data = new DataOutputStream(out);
    data.write(bytes, 0, 8);
    data.writeShort(count + 2);
    data.write(bytes, 10, reference + 1 - 10);
    data.writeShort(count + 1);
    data.write(bytes, reference + 3, end - reference - 3);
    data.writeByte(ConstantPool.UTF8);
    data.writeUTF(ExitCalled.class.getName().replace('.', '/'));
    data.writeByte(ConstantPool.CLASS);
    data.writeShort(count);
    data.write(bytes, end, bytes.length - end);
    return out.toByteArray();
  }
}
