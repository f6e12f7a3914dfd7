package cnnbook.kernel;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Remembers which cell, and which line of it, each snippet came from. */
final class Origins {
  private record Origin(Cell cell, int firstLine) {}

  /**
   * A line of a cell.
   *
   * @param cell the cell
   * @param line the line, from 1
   */
  record Place(Cell cell, int line) {
    @Override
    public String toString() {
      return cell.name() + ", line " + line;
    }

    String text() {
      return cell.line(line).strip();
    }
  }

  private final Map<String, Origin> origins = new HashMap<>();
  private Origin expected;

  /** The snippets that JShell makes next come from this piece. */
  void expect(Cell cell, Piece piece) {
    expected = new Origin(cell, cell.lineAt(piece.offset()));
  }

  void add(String snippetId) {
    origins.put(snippetId, expected);
  }

  /**
   * Where a line of a snippet stands.
   *
   * @param snippetId JShell's number; an unknown one is that of the snippet that runs now
   * @param line the line in the snippet, from 1
   */
  Optional<Place> place(String snippetId, int line) {
    return Optional.ofNullable(origins.getOrDefault(snippetId, expected))
        .map(origin -> new Place(origin.cell(), origin.firstLine() + line - 1));
  }
}
