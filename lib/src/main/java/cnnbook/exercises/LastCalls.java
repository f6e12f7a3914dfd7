package cnnbook.exercises;

import cnnbook.exercises.remote.Values;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Remembers what each test last asked a solution for: that is the call that went wrong. */
final class LastCalls {
  private final Map<String, Call> calls = new HashMap<>();

  /** A method and what it was given. */
  record Call(Method method, Object[] arguments) {
    /** Bytes that the arguments take: of several calls the smallest is the easiest to follow. */
    long size() {
      long size = 0;
      for (int i = 0; i < arguments.length; i++) {
        size += Values.bytes(method.getParameterTypes()[i], arguments[i]).length;
      }
      return size;
    }
  }

  /**
   * The solution for one test, whose calls are remembered.
   *
   * @param solution an object of the contract that gives copies of its arguments to the learner's
   */
  Object watch(String test, Class<?> contract, Object solution) {
    return Proxy.newProxyInstance(
        contract.getClassLoader(),
        new Class<?>[] {contract},
        (proxy, method, arguments) -> {
          calls.put(test, new Call(method, arguments == null ? new Object[0] : arguments));
          try {
            return method.invoke(solution, arguments);
          } catch (InvocationTargetException e) {
            throw e.getCause();
          }
        });
  }

  /** A test's last call; empty if it made none. */
  Optional<Call> of(String test) {
    return Optional.ofNullable(calls.get(test));
  }
}
