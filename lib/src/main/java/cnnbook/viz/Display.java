package cnnbook.viz;

import java.util.Map;

/** Where {@link Show} shows: a kernel's front end or the console. */
interface Display {

  /**
   * Shows something that stays as it is.
   *
   * @param id a name that nothing else has
   * @param bundle MIME type → content
   */
  void show(String id, Map<String, String> bundle);

  /**
   * Shows the first state of something that will be updated, at least once.
   *
   * @param id names it for the updates
   * @param bundle MIME type → content
   */
  void begin(String id, Map<String, String> bundle);

  /**
   * Replaces what was shown under an id.
   *
   * @param last whether no further update will come
   */
  void update(String id, Map<String, String> bundle, boolean last);

  /** The kernel of this process, else the console. */
  static Display current() {
    return KernelFamily.running().orElse(ConsoleDisplay.STANDARD);
  }
}
