package cnnbook.exercises.remote;

import java.lang.reflect.InvocationTargetException;
import java.util.Arrays;
import java.util.List;

/**
 * Serves calls on an object: copies of the arguments go in, a copy of the value comes out, so that
 * it makes no difference whether the caller is in the same process.
 */
public final class Servant implements Solution.Transport {
  private final Contract contract;
  private final Object object;

  /** Serves an object of the contract's interface. */
  public Servant(Contract contract, Object object) {
    this.contract = contract;
    this.object = contract.type().cast(object);
  }

  @Override
  public byte[] call(byte[] request) {
    Contract.Call call;
    try {
      call = contract.call(request);
    } catch (Values.BadValue e) {
      throw new IllegalArgumentException(e.getMessage(), e);
    }
    List<byte[]> before = call.state();
    return reply(call, before).bytes(call.method());
  }

  private Reply reply(Contract.Call call, List<byte[]> before) {
    try {
      call.method().setAccessible(true);
      Object value = call.method().invoke(object, call.arguments());
      return Reply.returned(value, changed(before, call.state()));
    } catch (InvocationTargetException e) {
      return Reply.threw(e.getCause());
    } catch (IllegalAccessException e) {
      throw new IllegalStateException(e);
    }
  }

  private static int changed(List<byte[]> before, List<byte[]> after) {
    for (int i = 0; i < before.size(); i++) {
      if (!Arrays.equals(before.get(i), after.get(i))) {
        return i;
      }
    }
    return -1;
  }
}
