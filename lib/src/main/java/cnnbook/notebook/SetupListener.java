package cnnbook.notebook;

/** Hears what the set-up does, as it may take minutes. */
public interface SetupListener {
  /**
   * Something starts.
   *
   * @param what a short sentence
   */
  void begin(String what);

  /** The program that does it wrote a line. */
  void line(String line);

  /** It is done, or has failed. */
  void end();
}
