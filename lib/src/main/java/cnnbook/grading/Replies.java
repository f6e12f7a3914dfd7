package cnnbook.grading;

import cnnbook.exercises.remote.Solution;
import cnnbook.exercises.remote.Values;
import java.util.Arrays;

/** A worker's replies: done, with what belongs to it, or failed, with the reason. */
final class Replies {
  private Replies() {}

  static byte[] done(byte[] content) {
    byte[] reply = new byte[content.length + 1];
    reply[0] = (byte) WorkerMain.Status.DONE.ordinal();
    System.arraycopy(content, 0, reply, 1, content.length);
    return reply;
  }

  static byte[] failed(String reason) {
    byte[] reply = done(Values.bytes(String.class, reason));
    reply[0] = (byte) WorkerMain.Status.FAILED.ordinal();
    return reply;
  }

  /**
   * What belongs to a reply.
   *
   * @throws Solution.Failure with the reason if it is a failure, or no reply at all
   */
  static byte[] content(byte[] reply) {
    if (reply.length > 0 && reply[0] == WorkerMain.Status.DONE.ordinal()) {
      return Arrays.copyOfRange(reply, 1, reply.length);
    }
    throw new Solution.Failure(reason(reply));
  }

  private static String reason(byte[] reply) {
    try {
      byte[] text = reply.length == 0 ? reply : Arrays.copyOfRange(reply, 1, reply.length);
      return String.valueOf(Values.value(String.class, text));
    } catch (Values.BadValue e) {
      return "your code's process answered in no readable way";
    }
  }
}
