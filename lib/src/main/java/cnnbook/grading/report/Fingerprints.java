package cnnbook.grading.report;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreeScanner;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/**
 * What stays the same in a program whose names, spaces and comments are changed: the kinds of its
 * syntax tree's nodes, in their order, of which some overlapping runs are chosen (S. Schleimer, D.
 * Wilkerson, A. Aiken: Winnowing: Local Algorithms for Document Fingerprinting, SIGMOD 2003).
 */
final class Fingerprints {
  /** Shorter runs are everybody's: the paper's noise threshold. */
  static final int RUN = 12;

  /** Of so many runs that follow each other one is chosen at least. */
  static final int WINDOW = 4;

  /** Without a class path: the compiler would read every jar of it for each cell. */
  private static final List<String> PARSE_ONLY = List.of("-proc:none", "-classpath", "");

  private Fingerprints() {}

  /** Of the cells of a notebook that answer something; nothing is run. */
  static Set<Integer> of(Iterable<String> cells) {
    Set<Integer> all = new HashSet<>();
    cells.forEach(cell -> all.addAll(winnow(runs(kinds(cell)))));
    return all;
  }

  /** Every run, chosen or not: of text that is nobody's own. */
  static Set<Integer> every(Iterable<String> cells) {
    Set<Integer> all = new HashSet<>();
    cells.forEach(cell -> all.addAll(runs(kinds(cell))));
    return all;
  }

  private static List<Tree.Kind> kinds(String cell) {
    List<Tree.Kind> kinds = new ArrayList<>();
    TreeScanner<Void, Void> scanner =
        new TreeScanner<>() {
          @Override
          public Void scan(Tree tree, Void nothing) {
            if (tree != null) {
              kinds.add(tree.getKind());
            }
            return super.scan(tree, nothing);
          }
        };
    parse(cell).forEach(tree -> scanner.scan(tree, null));
    return kinds;
  }

  /** What does not compile is read as far as the compiler can. */
  private static Iterable<? extends CompilationUnitTree> parse(String cell) {
    SimpleJavaFileObject file =
        new SimpleJavaFileObject(
            URI.create("string:///Cell.java"), javax.tools.JavaFileObject.Kind.SOURCE) {
          @Override
          public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return cell;
          }
        };
    JavacTask task =
        (JavacTask)
            ToolProvider.getSystemJavaCompiler()
                .getTask(null, null, problem -> {}, PARSE_ONLY, null, List.of(file));
    try {
      return task.parse();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<Integer> runs(List<Tree.Kind> kinds) {
    List<Integer> runs = new ArrayList<>();
    for (int i = 0; i + RUN <= kinds.size(); i++) {
      int hash = 1;
      for (Tree.Kind kind : kinds.subList(i, i + RUN)) {
        // Not hashCode(), which differs from one start to the next.
        hash = 31 * hash + kind.ordinal();
      }
      // Mixed, so that the smallest is any of them.
      runs.add(hash * 0x9E3779B1);
    }
    return runs;
  }

  /** The smallest of each window, the rightmost of equals. */
  static Set<Integer> winnow(List<Integer> runs) {
    Set<Integer> chosen = new HashSet<>();
    for (int i = 0; i < runs.size(); i++) {
      List<Integer> window = runs.subList(i, Math.min(i + WINDOW, runs.size()));
      if (window.size() == WINDOW || i == 0) {
        chosen.add(window.stream().min(Integer::compare).orElseThrow());
      }
    }
    return chosen;
  }
}
