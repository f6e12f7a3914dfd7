package cnnbook.exercises.remote;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * A solution of an exercise as tests see it: an object of the contract's interface whose calls go
 * to wherever the student's code runs. What comes back is a value or an exception's name; nothing
 * else of the student's reaches the tests.
 */
public final class Solution {
  /** Exceptions that contracts speak of; all others arrive as {@link Failure}. */
  private static final Map<String, Function<String, RuntimeException>> KNOWN =
      Map.of(
          "java.lang.IllegalArgumentException", IllegalArgumentException::new,
          "java.lang.IllegalStateException", IllegalStateException::new,
          // What Integer.parseInt throws is an IllegalArgumentException, too.
          "java.lang.NumberFormatException", NumberFormatException::new,
          "java.lang.IndexOutOfBoundsException", IndexOutOfBoundsException::new,
          "java.lang.ArrayIndexOutOfBoundsException", ArrayIndexOutOfBoundsException::new,
          "java.lang.ArithmeticException", ArithmeticException::new,
          "java.lang.NullPointerException", NullPointerException::new,
          "java.lang.UnsupportedOperationException", UnsupportedOperationException::new);

  private Solution() {}

  /** Carries a call to the student's code. */
  @FunctionalInterface
  public interface Transport {
    /**
     * Sends a request and waits for the reply.
     *
     * @throws Failure if there is none: the process died, or took too long
     */
    byte[] call(byte[] request);
  }

  /** Why a call gave no value, in words for the student. */
  public static final class Failure extends AssertionError {
    private static final long serialVersionUID = 1;

    /** With what the student reads. */
    public Failure(String message) {
      super(message);
    }
  }

  /**
   * A solution in this process, for checks of one's own work. It sees copies of the arguments, and
   * the caller a copy of the result, as if it were in another.
   *
   * @param contract the exercise's interface
   * @param object an object of it
   */
  public static <T> T local(Class<T> contract, Object object) {
    Contract methods = Contract.of(contract);
    return of(methods, contract, new Servant(methods, object));
  }

  /** A solution whose calls a transport carries. */
  public static <T> T of(Contract contract, Class<T> type, Transport transport) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(), new Class<?>[] {type}, new Caller(contract, transport)));
  }

  private record Caller(Contract contract, Transport transport) implements InvocationHandler {
    @Override
    public Object invoke(Object proxy, Method method, Object[] arguments) throws Throwable {
      if (method.getDeclaringClass() == Object.class) {
        return ofObject(proxy, method, arguments);
      }
      if (method.isDefault()) {
        return InvocationHandler.invokeDefault(proxy, method, arguments);
      }
      Object[] given = arguments == null ? new Object[0] : arguments;
      byte[] reply = transport.call(contract.request(method, given));
      try {
        return value(method, Reply.read(method, reply));
      } catch (Values.BadValue e) {
        throw new Failure(method.getName() + " did not answer in a readable way");
      }
    }

    private Object ofObject(Object proxy, Method method, Object[] arguments) {
      return switch (method.getName()) {
        case "equals" -> proxy == arguments[0];
        case "hashCode" -> System.identityHashCode(proxy);
        default -> "a solution of " + contract.type().getSimpleName();
      };
    }

    private static Object value(Method method, Reply reply) {
      if (reply.thrown() != null) {
        throw exception(method, reply);
      }
      if (reply.changed() >= 0) {
        String name = List.of(method.getParameters()).get(reply.changed()).getName();
        throw new Failure(method.getName() + " changes its argument " + name + ": work on a copy");
      }
      return reply.value();
    }

    private static RuntimeException exception(Method method, Reply reply) {
      Function<String, RuntimeException> known = KNOWN.get(reply.thrown());
      if (known != null) {
        return known.apply(reply.message());
      }
      String message = reply.message() == null ? "" : ": " + reply.message();
      throw new Failure(method.getName() + " threw " + reply.thrown() + message);
    }
  }
}
