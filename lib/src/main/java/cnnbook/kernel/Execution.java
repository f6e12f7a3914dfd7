package cnnbook.kernel;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.dflib.jjava.jupyter.kernel.display.DisplayData;
import org.dflib.jjava.jupyter.kernel.display.Renderer;
import org.dflib.jjava.jupyter.messages.MessageType;
import org.dflib.jjava.jupyter.messages.publish.PublishError;
import org.dflib.jjava.jupyter.messages.publish.PublishExecuteInput;
import org.dflib.jjava.jupyter.messages.publish.PublishExecuteResult;
import org.dflib.jjava.jupyter.messages.request.ExecuteRequest;

/** Runs the cell of one execute request, and tells of it on both channels. */
final class Execution {
  private final Session session;
  private final Renderer renderer;
  private final Exchange exchange;
  private final ExecuteRequest request;
  private final int count;

  Execution(
      Session session, Renderer renderer, Exchange exchange, ExecuteRequest request, int count) {
    this.session = session;
    this.renderer = renderer;
    this.exchange = exchange;
    this.request = request;
    this.count = count;
  }

  /**
   * Runs the cell; outputs are published, the reply is returned.
   *
   * @return the content of the reply
   */
  Map<String, Object> run() {
    if (!request.isSilent()) {
      exchange.publish(new PublishExecuteInput(request.getCode(), count));
    }
    try {
      DisplayData shown = evaluate(request.getCode(), "cell " + count);
      if (shown != null && !request.isSilent()) {
        exchange.publish(new PublishExecuteResult(count, shown));
      }
      return ok(userExpressions());
    } catch (CellError e) {
      exchange.publish(new PublishError(e.name(), message(e), Colours.traceback(e)));
      return error(e);
    }
  }

  private DisplayData evaluate(String code, String name) throws CellError {
    try {
      Object value = session.evaluate(code, name);
      return value == null || value instanceof java.io.PrintStream ? null : render(value);
    } catch (CellError e) {
      throw e;
    } catch (RuntimeException | Error e) {
      throw new CellError(
          CellError.Kind.EXCEPTION,
          e.getClass().getName(),
          "the kernel itself failed: " + e.getMessage(),
          List.of("The kernel itself failed: " + e),
          e);
    }
  }

  /** Rendering calls the value's own methods, so it is done where the cell's code runs. */
  private DisplayData render(Object value) throws CellError {
    return (DisplayData) session.call(() -> renderer.render(value));
  }

  private Map<String, Object> userExpressions() {
    Map<String, Object> results = new LinkedHashMap<>();
    Map<String, String> expressions = request.getUserExpr();
    if (expressions == null) {
      return results;
    }
    expressions.forEach((name, code) -> results.put(name, userExpression(name, code)));
    return results;
  }

  private Map<String, Object> userExpression(String name, String code) {
    Map<String, Object> result = new LinkedHashMap<>();
    try {
      DisplayData shown = evaluate(code, "user expression " + name);
      result.put("status", "ok");
      result.put("data", shown == null ? Map.of() : DisplayForms.data(shown));
      result.put("metadata", Map.of());
    } catch (CellError e) {
      return error(e);
    }
    return result;
  }

  private Map<String, Object> ok(Map<String, Object> userExpressions) {
    Map<String, Object> reply = new LinkedHashMap<>();
    reply.put("status", "ok");
    reply.put("execution_count", count);
    reply.put("user_expressions", userExpressions);
    reply.put("payload", List.of());
    return reply;
  }

  private Map<String, Object> error(CellError e) {
    Map<String, Object> reply = new LinkedHashMap<>();
    reply.put("status", "error");
    reply.put("execution_count", count);
    reply.put("ename", e.name());
    reply.put("evalue", message(e));
    reply.put("traceback", Colours.traceback(e));
    return reply;
  }

  private static String message(CellError e) {
    return e.getMessage() == null ? "" : e.getMessage();
  }

  /** Says that a cell will not run because one before it failed. */
  static void abort(Exchange exchange, int count) {
    exchange.setBusyDeferIdle();
    Map<String, Object> reply = new LinkedHashMap<>();
    reply.put("status", "aborted");
    reply.put("execution_count", count);
    reply.put("user_expressions", Map.of());
    reply.put("payload", List.of());
    exchange.replyRaw(MessageType.EXECUTE_REPLY, reply);
  }
}
