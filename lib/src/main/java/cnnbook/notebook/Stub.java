package cnnbook.notebook;

import com.sun.source.tree.BlockTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreeScanner;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/**
 * An answer cell without its solution. What stands between {@code // BEGIN SOLUTION} and {@code //
 * END SOLUTION} goes: within a method an exception takes its place, so that the cell compiles and
 * says what is missing; between methods nothing does.
 */
final class Stub {
  static final String BEGIN = "// BEGIN SOLUTION";
  static final String END = "// END SOLUTION";

  private final String source;
  private final String exercise;
  private final List<Body> bodies;

  private Stub(String source, String exercise) {
    this.source = source;
    this.exercise = exercise;
    this.bodies = bodies(source);
  }

  /** A method's body, by its places in the source. */
  private record Body(String method, long from, long to) {}

  /**
   * The stub of a cell.
   *
   * @param source a class with at least one solution in it
   * @param exercise the number that the stub's exception names: {@code 3.2}
   * @throws IllegalArgumentException if the marks do not pair up, or do not stand alone on a line
   */
  static String of(String source, String exercise) {
    return new Stub(source, exercise).text();
  }

  private String text() {
    StringBuilder text = new StringBuilder();
    int end = 0;
    for (int begin = source.indexOf(BEGIN); begin >= 0; begin = source.indexOf(BEGIN, end)) {
      text.append(source, end, lineStart(begin));
      int mark = source.indexOf(END, begin);
      require(mark > 0, BEGIN + " without " + END);
      require(isAlone(begin, BEGIN) && isAlone(mark, END), "a mark needs a line of its own");
      String inside = source.substring(begin + BEGIN.length(), mark);
      require(!inside.contains(BEGIN), "one solution begins within another");
      String indent = source.substring(lineStart(begin), begin);
      text.append(replacement(begin, indent));
      end = Math.min(mark + END.length() + 1, source.length());
    }
    require(end > 0, "no " + BEGIN);
    text.append(source.substring(end));
    require(text.indexOf(END) < 0, END + " without " + BEGIN);
    // A class that ended in methods of the solution's own would end in a gap.
    return text.toString().replaceAll("\n\n+(?= *})", "\n").replaceAll("\n\n\n+", "\n\n");
  }

  private String replacement(int place, String indent) {
    for (Body body : bodies) {
      if (body.from() < place && place < body.to()) {
        return "%s// Your code goes here, in place of this line and the next.\n".formatted(indent)
            + "%sthrow new UnsupportedOperationException(\"exercise %s: %s is not written yet\");\n"
                .formatted(indent, exercise, body.method());
      }
    }
    return "";
  }

  private int lineStart(int place) {
    return source.lastIndexOf('\n', place) + 1;
  }

  private boolean isAlone(int place, String mark) {
    int end = source.indexOf('\n', place);
    return source.substring(lineStart(place), end < 0 ? source.length() : end).strip().equals(mark);
  }

  private static List<Body> bodies(String source) {
    JavacTask task =
        (JavacTask)
            ToolProvider.getSystemJavaCompiler()
                .getTask(null, null, diagnostic -> {}, null, null, List.of(new Text(source)));
    SourcePositions places = Trees.instance(task).getSourcePositions();
    List<Body> bodies = new ArrayList<>();
    try {
      for (CompilationUnitTree unit : task.parse()) {
        new TreeScanner<Void, Void>() {
          @Override
          public Void visitMethod(MethodTree method, Void nothing) {
            BlockTree body = method.getBody();
            if (body != null) {
              bodies.add(
                  new Body(
                      method.getName().toString(),
                      places.getStartPosition(unit, body),
                      places.getEndPosition(unit, body)));
            }
            return super.visitMethod(method, nothing);
          }
        }.scan(unit, null);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bodies;
  }

  private static final class Text extends SimpleJavaFileObject {
    private final String text;

    Text(String text) {
      super(URI.create("string:///Answer.java"), JavaFileObject.Kind.SOURCE);
      this.text = text;
    }

    @Override
    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
      return text;
    }
  }

  private static void require(boolean condition, String message) {
    if (!condition) {
      throw new IllegalArgumentException(message);
    }
  }
}
