package cnnbook.viz;

import java.util.Map;

/** Where {@link Show} shows: a kernel's front end or the console. */
interface Display {

  /**
   * Shows something new.
   *
   * @param id names it for later updates
   * @param bundle MIME type → content
   */
  void show(String id, Map<String, String> bundle);

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
