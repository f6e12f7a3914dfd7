package cnnbook.training;

import static org.assertj.core.api.Assertions.assertThat;

import cnnbook.Home;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tech.tablesaw.api.Row;

class ReadmeTest {
  private static final Pattern JAVA = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL);

  @TempDir private Path classes;

  @Test
  void everyPieceOfJavaCompiles() throws IOException {
    Matcher pieces = JAVA.matcher(Files.readString(Home.root().resolve("README.md")));
    int count = 0;
    for (; pieces.find(); count++) {
      String source =
          """
          import cnnbook.data.*; import cnnbook.geometry.*; import cnnbook.models.*;
          import cnnbook.tensor.*; import cnnbook.training.*; import cnnbook.viz.*;
          import java.nio.file.*;
          class Piece { void run() throws Exception { %s } }
          """
              .formatted(statements(pieces.group(1).strip()));
      DiagnosticCollector<JavaFileObject> found = new DiagnosticCollector<>();
      assertThat(compile(source, found)).as(found.getDiagnostics().toString()).isTrue();
    }
    assertThat(count).isPositive();
  }

  @Test
  void theTableOfNetworksIsThatOfTheLessons() throws IOException {
    String lines =
        Standings.of(StandingFile.shipped()).table().stream()
            .map(ReadmeTest::line)
            .collect(Collectors.joining("\n"));
    assertThat(Files.readString(Home.root().resolve("README.md"))).contains(lines);
  }

  private static String line(Row row) {
    double published = row.getDouble("D2L's accuracy");
    return String.format(
        Locale.ROOT,
        "| `%s` | %.3f | %s | %,d | %,d | %.1f |",
        row.getString("network"),
        row.getDouble("accuracy"),
        Double.isNaN(published) ? "" : String.format(Locale.ROOT, "%.3f", published),
        row.getLong("parameters"),
        row.getLong("MACs"),
        row.getDouble("seconds an epoch"));
  }

  /** A cell may end in an expression: its value is what the notebook shows. */
  private static String statements(String cell) {
    boolean complete = cell.endsWith(";") || cell.endsWith("}");
    return complete ? cell : "Object value = " + cell + ";";
  }

  private boolean compile(String source, DiagnosticCollector<JavaFileObject> found) {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    JavaFileObject file =
        new SimpleJavaFileObject(URI.create("string:///Piece.java"), JavaFileObject.Kind.SOURCE) {
          @Override
          public CharSequence getCharContent(boolean ignoreErrors) {
            return source;
          }
        };
    String classPath =
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    List<String> options = List.of("-proc:none", "-d", classes.toString(), "-cp", classPath);
    return compiler.getTask(null, null, found, options, null, List.of(file)).call();
  }
}
