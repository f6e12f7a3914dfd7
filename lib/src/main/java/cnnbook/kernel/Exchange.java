package cnnbook.kernel;

import org.dflib.jjava.jupyter.channels.ShellReplyEnvironment;
import org.dflib.jjava.jupyter.messages.Message;
import org.dflib.jjava.jupyter.messages.MessageType;

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

  @Override
  public String readFromStdIn(String prompt, boolean password) {
    return input.ask(request, prompt, password);
  }
}
