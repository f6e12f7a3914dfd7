package cnnbook.grading;

import cnnbook.UserError;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.ImportTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.JavacTask;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;

/**
 * Finds what an answer uses and must not. The compiler says what each name stands for, whether it
 * is imported, written out, inferred for {@code var} or the value of a call in a chain; where the
 * code does not compile, the imports say it. Looked at are the answer's class and every declaration
 * of the cells that it refers to by name, directly or not. Comments and strings are no uses.
 */
final class ForbiddenUses {
  /** Ways around every rule. */
  private static final List<String> AROUND =
      List.of(
          "java.lang.reflect",
          "java.lang.invoke",
          "java.lang.Class.forName",
          "java.lang.ClassLoader",
          "java.lang.Module",
          "java.lang.Process",
          "java.lang.ProcessBuilder",
          "java.lang.Runtime",
          "java.util.ServiceLoader",
          "javax.script",
          "javax.tools",
          "jdk.jshell",
          "sun.misc",
          "cnnbook.kernel",
          "cnnbook.grading");

  private final CellUnit unit;
  private final JavacTask task;
  private final CompilationUnitTree tree;

  /** Compiles the cells as far as that goes; nothing is run. */
  ForbiddenUses(CellUnit unit, String classPath) {
    this.unit = unit;
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    if (compiler == null) {
      throw UserError.missing("this Java has no compiler", "Use a JDK, a JRE is not enough.");
    }
    List<String> options =
        List.of("-proc:none", "-XDshould-stop.ifError=ATTR", "-classpath", classPath);
    task = (JavacTask) compiler.getTask(null, null, problem -> {}, options, null, List.of(unit));
    try {
      tree = task.parse().iterator().next();
      task.analyze();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * The first forbidden use.
   *
   * @param answer the class that answers the exercise
   * @param forbidden beginnings of names of classes, packages and methods
   * @return where, and of what; empty if there is none
   */
  String find(String answer, List<String> forbidden) {
    List<String> all = new ArrayList<>(forbidden);
    all.addAll(AROUND);
    Uses uses = new Uses(task, tree, all);
    for (Tree declaration : reached(answer)) {
      uses.scan(declaration);
    }
    return uses.first()
        .map(
            use ->
                "%s uses %s, and this exercise must do without %s"
                    .formatted(
                        unit.place(use.position()).orElse("the code"), use.name(), use.rule()))
        .orElse("");
  }

  /** The answer and all that it refers to, in the notebook's order. */
  private List<Tree> reached(String answer) {
    List<? extends Tree> members = ((ClassTree) tree.getTypeDecls().get(0)).getMembers();
    Set<String> names = new HashSet<>(Set.of(answer));
    Set<String> variables = new HashSet<>();
    Set<Tree> reached = new HashSet<>();
    boolean more = true;
    while (more) {
      more = false;
      for (Tree member : members) {
        if (!reached.contains(member) && isReached(member, names, variables)) {
          reached.add(member);
          names.addAll(Names.in(member));
          if (member instanceof VariableTree variable) {
            variables.add(variable.getName().toString());
          }
          more = true;
        }
      }
    }
    return members.stream().filter(reached::contains).map(Tree.class::cast).toList();
  }

  /** A statement is reached if it may put something into a variable that is. */
  private static boolean isReached(Tree member, Set<String> names, Set<String> variables) {
    if (member instanceof ClassTree type) {
      return names.contains(type.getSimpleName().toString());
    }
    if (member instanceof MethodTree method) {
      return names.contains(method.getName().toString());
    }
    if (member instanceof VariableTree variable) {
      return names.contains(variable.getName().toString());
    }
    Set<String> own = Names.in(member);
    return own.stream().anyMatch(variables::contains)
        || names.stream().anyMatch(name -> name.matches("\\$\\d+"));
  }

  /** The imports, as text. */
  static List<String> imports(CompilationUnitTree tree) {
    return tree.getImports().stream()
        .map(ImportTree::getQualifiedIdentifier)
        .map(Tree::toString)
        .toList();
  }
}
