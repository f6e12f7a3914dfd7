package cnnbook.grading;

import cnnbook.kernel.Session;
import com.sun.source.util.JavacTask;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import jdk.jshell.ImportSnippet;
import jdk.jshell.MethodSnippet;
import jdk.jshell.PersistentSnippet;
import jdk.jshell.Snippet;

/**
 * All cells as one Java file that the compiler can read: the imports, then a class with everything
 * else. Of what is declared twice, the last stays, as in the notebook.
 */
final class CellUnit extends SimpleJavaFileObject {
  private static final String BLOCK = "{\n";
  private static final String BLOCK_END = "\n}\n";
  private static final String VALUE = "{ Object value =\n";
  private static final String VALUE_END = "\n;}\n";

  /** Without a class path: the compiler would read every jar of it for each piece. */
  private static final List<String> PARSE_ONLY = List.of("-proc:none", "-classpath", "");

  private final StringBuilder text = new StringBuilder();
  private final List<Place> places = new ArrayList<>();

  private record Place(int from, int to, Submission.Cell cell, int offset) {}

  private record Source(Submission.Cell cell, Session.Part part) {
    boolean isImport() {
      return part.snippet() instanceof ImportSnippet;
    }

    /** The same for two declarations of which the second replaces the first. */
    String key(int number) {
      Snippet snippet = part.snippet();
      if (snippet instanceof ImportSnippet name) {
        return "import " + (name.fullname().endsWith("*") ? name.fullname() : name.name());
      }
      if (snippet instanceof MethodSnippet method) {
        return method.name() + method.signature();
      }
      return snippet instanceof PersistentSnippet named ? named.name() : "#" + number;
    }
  }

  private CellUnit(String text) {
    super(URI.create("string:///Cells.java"), Kind.SOURCE);
    this.text.append(text);
  }

  /** Reads cells; evaluates nothing. */
  CellUnit(List<Submission.Cell> cells, Session session) {
    this("");
    Map<String, Source> sources = new LinkedHashMap<>();
    for (Submission.Cell cell : cells) {
      for (Session.Part part : session.parts(cell.source())) {
        Source source = new Source(cell, part);
        String key = source.key(sources.size());
        sources.remove(key);
        sources.put(key, source);
      }
    }
    Session.IMPORTS.forEach(line -> text.append(line).append('\n'));
    sources.values().stream().filter(Source::isImport).forEach(s -> add("", s, "\n"));
    text.append("class Cells {\n");
    sources.values().stream().filter(s -> !s.isImport()).forEach(this::member);
    text.append("}\n");
  }

  private void member(Source source) {
    Snippet snippet = source.part().snippet();
    boolean value =
        snippet.kind() == Snippet.Kind.EXPRESSION
            || snippet.subKind() == Snippet.SubKind.TEMP_VAR_EXPRESSION_SUBKIND;
    if (value) {
      add(VALUE, source, VALUE_END);
    } else if (snippet.kind() == Snippet.Kind.STATEMENT) {
      add(BLOCK, source, BLOCK_END);
    } else if (snippet.kind() != Snippet.Kind.ERRONEOUS) {
      add("", source, snippet.kind() == Snippet.Kind.VAR ? "\n;\n" : "\n");
    } else {
      unknown(source);
    }
  }

  /**
   * What refers to other cells, or is wrong: as whatever the compiler can read it; else left out.
   */
  private void unknown(Source source) {
    String code = source.part().source();
    if (isReadable(BLOCK + code + BLOCK_END)) {
      add(BLOCK, source, BLOCK_END);
    } else if (isReadable(VALUE + code + VALUE_END)) {
      add(VALUE, source, VALUE_END);
    } else if (isReadable(code)) {
      add("", source, "\n");
    }
  }

  private static boolean isReadable(String member) {
    CellUnit alone = new CellUnit("class Cells {\n" + member + "\n}");
    int[] problems = {0};
    JavacTask task =
        (JavacTask)
            ToolProvider.getSystemJavaCompiler()
                .getTask(null, null, p -> problems[0]++, PARSE_ONLY, null, List.of(alone));
    try {
      task.parse();
      return problems[0] == 0;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void add(String before, Source source, String after) {
    text.append(before);
    int from = text.length();
    text.append(source.part().source());
    places.add(new Place(from, text.length(), source.cell(), source.part().offset()));
    text.append(after);
  }

  @Override
  public CharSequence getCharContent(boolean ignoreEncodingErrors) {
    return text;
  }

  /** Where a character of the file stands in the notebook: {@code line 3 of cell 5}. */
  Optional<String> place(long position) {
    return places.stream()
        .filter(place -> place.from() <= position && position <= place.to())
        .findFirst()
        .map(place -> describe(place, position));
  }

  private static String describe(Place place, long position) {
    int end =
        (int) Math.min(place.cell().source().length(), place.offset() + position - place.from());
    long line = 1 + place.cell().source().substring(0, end).chars().filter(c -> c == '\n').count();
    return "line %d of %s".formatted(line, place.cell().name());
  }
}
