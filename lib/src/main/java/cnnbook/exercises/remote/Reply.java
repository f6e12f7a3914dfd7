package cnnbook.exercises.remote;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Method;

/**
 * What came of a call.
 *
 * @param value what the method returned; null for void, and if it threw
 * @param changed the place of the first argument that the method changed, −1 for none
 * @param thrown the class of the exception, null if there was none
 * @param message the exception's message, may be null
 */
record Reply(Object value, int changed, String thrown, String message) {
  private static final int MAX_MESSAGE = 2000;

  static Reply returned(Object value, int changed) {
    return new Reply(value, changed, null, null);
  }

  static Reply threw(Throwable thrown) {
    return new Reply(null, -1, thrown.getClass().getName(), messageOf(thrown));
  }

  private static String messageOf(Throwable thrown) {
    try {
      String message = thrown.getMessage();
      boolean longer = message != null && message.length() > MAX_MESSAGE;
      return longer ? message.substring(0, MAX_MESSAGE) + " …" : message;
    } catch (RuntimeException | Error e) {
      return "(its message cannot be asked for)";
    }
  }

  byte[] bytes(Method method) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      Values.write(out, String.class, thrown);
      if (thrown != null) {
        Values.write(out, String.class, message);
      } else {
        out.writeByte(changed);
        if (method.getReturnType() != void.class) {
          Values.write(out, method.getReturnType(), value);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  static Reply read(Method method, byte[] bytes) throws Values.BadValue {
    DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes));
    String thrown = (String) Values.read(in, String.class);
    if (thrown != null) {
      return new Reply(null, -1, thrown, (String) Values.read(in, String.class));
    }
    int changed = (byte) Values.read(in, byte.class);
    Class<?> type = method.getReturnType();
    return returned(type == void.class ? null : Values.read(in, type), changed);
  }
}
