package cnnbook.kernel;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.dflib.jjava.jupyter.kernel.BaseKernel;
import org.dflib.jjava.jupyter.kernel.LanguageInfo;
import org.dflib.jjava.jupyter.kernel.ReplacementOptions;
import org.dflib.jjava.jupyter.kernel.comm.CommManager;
import org.dflib.jjava.jupyter.kernel.display.DisplayData;
import org.dflib.jjava.jupyter.kernel.util.StringStyler;
import org.dflib.jjava.jupyter.messages.Header;
import org.dflib.jjava.jupyter.messages.Message;
import org.dflib.jjava.jupyter.messages.MessageType;
import org.dflib.jjava.jupyter.messages.request.ExecuteRequest;
import org.dflib.jjava.jupyter.messages.request.ShutdownRequest;

/**
 * The Jupyter kernel: a {@link Session} behind Jupyter's messages. It is a kernel of the library
 * that JJava is made of, so that code written for JJava's kernel object finds it, too; the
 * library's connection is replaced by {@link Channels}.
 */
final class JavaKernel extends BaseKernel {
  private final Channels channels;
  private final CellIO cellIo;
  private final CompletableFuture<Session> session;
  private final CellHistory history;
  private final UserInput input;
  private final Runnable atEnd;

  /**
   * A kernel that does not serve yet.
   *
   * @param session comes when it is ready: requests that need none are answered before
   * @param atEnd what to do when somebody shuts the kernel down
   */
  JavaKernel(Channels channels, CompletableFuture<Session> session, Runnable atEnd) {
    this(channels, session, atEnd, new UserInput(channels), new CellHistory());
  }

  private JavaKernel(
      Channels channels,
      CompletableFuture<Session> session,
      Runnable atEnd,
      UserInput input,
      CellHistory history) {
    super(
        "cnnbook",
        version(),
        languageInfo(),
        List.of(),
        history,
        new CellIO(channels.publisher(), input),
        new CommManager(),
        new ValueRenderer(),
        null,
        null,
        false,
        new StringStyler.Builder().build());
    this.channels = channels;
    this.cellIo = (CellIO) io;
    this.session = session;
    this.history = history;
    this.atEnd = atEnd;
    this.input = input;
    commManager.setIOPubChannel(channels.publisher());
  }

  private static String version() {
    String version = JavaKernel.class.getPackage().getImplementationVersion();
    return version == null ? "0" : version;
  }

  private static LanguageInfo languageInfo() {
    return new LanguageInfo.Builder("java")
        .version(System.getProperty("java.version"))
        .mimetype("text/x-java-source")
        .fileExtension(".jshell")
        .pygments("java")
        .codemirror("text/x-java")
        .build();
  }

  /** Answers requests until the kernel is shut down. */
  void serve() {
    onStartup();
    cellIo.install();
    channels.serve(this::handle);
  }

  @SuppressWarnings("unchecked")
  private void handle(Channels.Router router, Message<?> message) {
    Exchange exchange = new Exchange(router, channels.publisher(), message, input);
    MessageType<?> type = message.getHeader().getType();
    try {
      if (type == MessageType.EXECUTE_REQUEST) {
        execute(exchange, (Message<ExecuteRequest>) message);
      } else if (type == MessageType.SHUTDOWN_REQUEST) {
        shutDown(exchange, (Message<ShutdownRequest>) message);
      } else {
        handleOther(exchange, message);
      }
    } finally {
      exchange.resolveDeferrals();
    }
  }

  @SuppressWarnings({"unchecked", "rawtypes"})
  private void handleOther(Exchange exchange, Message message) {
    MessageType<?> type = message.getHeader().getType();
    if (type == MessageType.KERNEL_INFO_REQUEST) {
      kernelInfo(exchange);
    } else if (type == MessageType.COMPLETE_REQUEST) {
      handleCompleteRequest(exchange, message);
    } else if (type == MessageType.INSPECT_REQUEST) {
      handleInspectRequest(exchange, message);
    } else if (type == MessageType.IS_COMPLETE_REQUEST) {
      handleIsCodeCompeteRequest(exchange, message);
    } else if (type == MessageType.HISTORY_REQUEST) {
      handleHistoryRequest(exchange, message);
    } else if (type == MessageType.INTERRUPT_REQUEST) {
      interruptRequest(exchange);
    } else if (type == MessageType.COMM_INFO_REQUEST) {
      commManager.handleCommInfoRequest(exchange, message);
    } else if (type == MessageType.COMM_OPEN_COMMAND) {
      commManager.handleCommOpenCommand(exchange, message);
    } else if (type == MessageType.COMM_MSG_COMMAND) {
      commManager.handleCommMsgCommand(exchange, message);
    } else if (type == MessageType.COMM_CLOSE_COMMAND) {
      commManager.handleCommCloseCommand(exchange, message);
    }
  }

  private void kernelInfo(Exchange exchange) {
    exchange.setBusyDeferIdle();
    Map<String, Object> info = new LinkedHashMap<>();
    info.put("status", "ok");
    info.put("protocol_version", Header.PROTOCOL_VERISON);
    info.put("implementation", name);
    info.put("implementation_version", version);
    info.put("language_info", languageInfo);
    info.put("banner", getBanner());
    info.put("help_links", List.of());
    exchange.replyRaw(MessageType.KERNEL_INFO_REPLY, info);
  }

  private void interruptRequest(Exchange exchange) {
    exchange.setBusyDeferIdle();
    interrupt();
    exchange.replyRaw(MessageType.INTERRUPT_REPLY, Map.of("status", "ok"));
  }

  private void shutDown(Exchange exchange, Message<ShutdownRequest> message) {
    exchange.setBusyDeferIdle();
    Map<String, Object> reply = new LinkedHashMap<>();
    reply.put("status", "ok");
    reply.put("restart", message.getContent().isRestart());
    exchange.replyRaw(MessageType.SHUTDOWN_REPLY, reply);
    exchange.resolveDeferrals();
    channels.publisher().end();
    atEnd.run();
  }

  private void execute(Exchange exchange, Message<ExecuteRequest> message) {
    ExecuteRequest request = message.getContent();
    boolean counted = !request.isSilent() && request.shouldStoreHistory();
    exchange.setBusyDeferIdle();
    commManager.setMessageContext(message);
    cellIo.begin(exchange, request.isStdinEnabled());
    int count = counted ? executionCount.getAndIncrement() : executionCount.get();
    if (counted) {
      history.add(count, request.getCode());
    }
    Map<String, Object> reply =
        new Execution(session.join(), renderer, exchange, request, count).run();
    channels.publisher().flush();
    boolean failed = "error".equals(reply.get("status"));
    List<Message<?>> queued =
        failed && request.shouldStopOnError()
            ? Channels.arrived(exchange.router(), channels.zmq())
            : List.of();
    exchange.replyRaw(MessageType.EXECUTE_REPLY, reply);
    exchange.resolveDeferrals();
    queued.forEach(later -> abortOrHandle(exchange.router(), later));
  }

  /** What was sent before its sender could know of a failure: cells do not run any more. */
  private void abortOrHandle(Channels.Router router, Message<?> message) {
    if (message.getHeader().getType() != MessageType.EXECUTE_REQUEST) {
      handle(router, message);
      return;
    }
    Exchange exchange = new Exchange(router, channels.publisher(), message, input);
    Execution.abort(exchange, executionCount.get());
    exchange.resolveDeferrals();
  }

  @Override
  public Object evalRaw(String source) {
    try {
      return session.join().evaluate(source);
    } catch (CellError e) {
      throw new IllegalStateException(String.join("\n", e.traceback()), e);
    }
  }

  @Override
  public DisplayData inspect(String code, int at, boolean detailed) {
    return session
        .join()
        .assistance()
        .inspect(code, codeUnits(code, at))
        .map(DisplayData::new)
        .orElse(null);
  }

  @Override
  public ReplacementOptions complete(String code, int at) {
    Assistance.Completions found = session.join().assistance().complete(code, codeUnits(code, at));
    return new ReplacementOptions(
        found.matches(), codePoints(code, found.start()), codePoints(code, found.end()));
  }

  @Override
  public String isComplete(String code) {
    return switch (session.join().assistance().completeness(code)) {
      case COMPLETE -> IS_COMPLETE_YES;
      case INVALID -> IS_COMPLETE_BAD;
      case INCOMPLETE -> "    ";
    };
  }

  @Override
  public void interrupt() {
    session.thenAccept(Session::interrupt);
  }

  /** Jupyter counts characters as Unicode code points, Java as UTF-16 units. */
  private static int codeUnits(String code, int codePoints) {
    int points = code.codePointCount(0, code.length());
    return code.offsetByCodePoints(0, Math.max(0, Math.min(codePoints, points)));
  }

  private static int codePoints(String code, int codeUnits) {
    return code.codePointCount(0, Math.min(codeUnits, code.length()));
  }
}
