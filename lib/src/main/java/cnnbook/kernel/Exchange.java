package cnnbook.kernel;

import java.util.List;
import java.util.Map;
import org.dflib.jjava.jupyter.channels.ShellReplyEnvironment;
import org.dflib.jjava.jupyter.kernel.history.HistoryEntry;
import org.dflib.jjava.jupyter.messages.ContentType;
import org.dflib.jjava.jupyter.messages.Message;
import org.dflib.jjava.jupyter.messages.MessageType;
import org.dflib.jjava.jupyter.messages.reply.CommInfoReply;
import org.dflib.jjava.jupyter.messages.reply.HistoryReply;

/** One request and the ways to answer it. */
final class Exchange extends ShellReplyEnvironment {
  private final Channels.Router router;
  private final Message<?> request;
  private final UserInput input;

  Exchange(Channels.Router router, Publisher publisher, Message<?> request, UserInput input) {
    super(router, null, publisher, request);
    this.router = router;
    this.request = request;
    this.input = input;
  }

  Channels.Router router() {
    return router;
  }

  /** Replies with content for which the library has no class. */
  @SuppressWarnings({"unchecked", "rawtypes"})
  void replyRaw(MessageType type, Object content) {
    reply(new Message(request, type, content));
  }

  /** Adds the status that the protocol asks of every reply where the library has none. */
  @Override
  public <T extends ContentType<T>> void reply(T content) {
    if (content instanceof HistoryReply found) {
      List<List<Object>> entries = found.getHistory().stream().map(Exchange::tuple).toList();
      replyRaw(HistoryReply.MESSAGE_TYPE, Map.of("status", "ok", "history", entries));
    } else if (content instanceof CommInfoReply found) {
      replyRaw(CommInfoReply.MESSAGE_TYPE, Map.of("status", "ok", "comms", found.getComms()));
    } else {
      super.reply(content);
    }
  }

  private static List<Object> tuple(HistoryEntry entry) {
    Object text =
        entry.hasOutput() ? List.of(entry.getInput(), entry.getOutput()) : entry.getInput();
    return List.of(entry.getSession(), entry.getCellNumber(), text);
  }

  @Override
  public String readFromStdIn(String prompt, boolean password) {
    return input.ask(request, prompt, password);
  }
}
