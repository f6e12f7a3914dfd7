package cnnbook.cli;

/**
 * One line of the doctor's report.
 *
 * @param name what was looked at
 * @param state what was found
 * @param detail version, place or reason
 * @param remedy how to mend it; empty if nothing needs to be done
 */
record Finding(String name, State state, String detail, String remedy) {
  /** Whether the thing is there, and whether it matters. */
  enum State {
    OK("ok"),
    /** Not there, and nothing needs it. */
    OPTIONAL("none"),
    MISSING("missing");

    private final String word;

    State(String word) {
      this.word = word;
    }

    @Override
    public String toString() {
      return word;
    }
  }

  static Finding ok(String name, String detail) {
    return new Finding(name, State.OK, detail, "");
  }

  static Finding optional(String name, String detail, String remedy) {
    return new Finding(name, State.OPTIONAL, detail, remedy);
  }

  static Finding missing(String name, String detail, String remedy) {
    return new Finding(name, State.MISSING, detail, remedy);
  }
}
