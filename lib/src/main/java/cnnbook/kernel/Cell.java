package cnnbook.kernel;

/**
 * A cell's name and text.
 *
 * @param name what messages call it: {@code cell 3}
 * @param text its source
 */
record Cell(String name, String text) {

  /** The line of a character, from 1. */
  int lineAt(int offset) {
    int end = Math.min(Math.max(offset, 0), text.length());
    return 1 + (int) text.substring(0, end).chars().filter(c -> c == '\n').count();
  }

  /** The column of a character, from 0. */
  int columnAt(int offset) {
    int end = Math.min(Math.max(offset, 0), text.length());
    return end - (text.lastIndexOf('\n', end - 1) + 1);
  }

  /** A line, from 1; empty beyond the end. */
  String line(int number) {
    String[] lines = text.split("\n", -1);
    return number >= 1 && number <= lines.length ? lines[number - 1].stripTrailing() : "";
  }
}
