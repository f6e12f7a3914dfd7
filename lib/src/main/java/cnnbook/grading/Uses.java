package cnnbook.grading;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreePathScanner;
import com.sun.source.util.Trees;
import java.util.List;
import java.util.Optional;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.QualifiedNameable;
import javax.lang.model.type.ArrayType;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.Elements;

/** Looks at every expression and type of a piece of code and keeps the first forbidden one. */
final class Uses extends TreePathScanner<Void, Void> {
  private final Trees trees;
  private final Elements elements;
  private final CompilationUnitTree unit;
  private final List<String> imports;
  private final List<String> rules;
  private Use first;

  /**
   * A forbidden use.
   *
   * @param position where it begins
   * @param name what is used, in full
   * @param rule what forbids it
   */
  record Use(long position, String name, String rule) {}

  Uses(JavacTask task, CompilationUnitTree unit, List<String> rules) {
    this.trees = Trees.instance(task);
    this.elements = task.getElements();
    this.unit = unit;
    this.imports = ForbiddenUses.imports(unit);
    this.rules = rules;
  }

  Optional<Use> first() {
    return Optional.ofNullable(first);
  }

  /** Looks at one declaration of the file. */
  void scan(Tree declaration) {
    scan(trees.getPath(unit, declaration), null);
  }

  @Override
  public Void scan(Tree tree, Void nothing) {
    if (tree != null && first == null) {
      TreePath path = new TreePath(getCurrentPath(), tree);
      super.scan(tree, nothing);
      if (first == null && tree instanceof ExpressionTree) {
        look(path, tree);
      }
    }
    return null;
  }

  private void look(TreePath path, Tree tree) {
    Element element = trees.getElement(path);
    boolean known = element != null && !isError(element);
    if (known) {
      forbid(tree, fullName(element));
    }
    forbid(tree, typeName(trees.getTypeMirror(path)));
    if (!known && tree instanceof IdentifierTree name) {
      byImports(name);
    }
    // In code that does not compile, a name in full is only text; a package alone is no use yet.
    String dotted = dotted(tree);
    forbid(tree, rules.contains(dotted) ? "" : dotted);
  }

  /** A name in full as it is written; empty for anything else. */
  private static String dotted(Tree tree) {
    if (tree instanceof MemberSelectTree select) {
      String before = dotted(select.getExpression());
      return before.isEmpty() ? "" : before + "." + select.getIdentifier();
    }
    return tree instanceof IdentifierTree name ? name.getName().toString() : "";
  }

  private static boolean isError(Element element) {
    return element.asType().getKind() == TypeKind.ERROR;
  }

  /** Of a member, its class's name, a dot, its own. */
  private static String fullName(Element element) {
    if (element instanceof QualifiedNameable named) {
      return element.getKind() == ElementKind.PACKAGE ? "" : named.getQualifiedName().toString();
    }
    boolean member = element.getKind().isField() || element.getKind() == ElementKind.METHOD;
    Element owner = element.getEnclosingElement();
    return owner instanceof QualifiedNameable named && (member || isConstructor(element))
        ? named.getQualifiedName() + "." + element.getSimpleName()
        : "";
  }

  private static boolean isConstructor(Element element) {
    return element.getKind() == ElementKind.CONSTRUCTOR;
  }

  private static String typeName(TypeMirror type) {
    TypeMirror inner = type;
    while (inner instanceof ArrayType array) {
      inner = array.getComponentType();
    }
    return inner instanceof DeclaredType declared
            && declared.asElement() instanceof QualifiedNameable n
        ? n.getQualifiedName().toString()
        : "";
  }

  /** A name that the compiler cannot place. */
  private void byImports(IdentifierTree tree) {
    String name = tree.getName().toString();
    for (String imported : imports) {
      if (imported.endsWith("." + name)) {
        forbid(tree, imported);
      } else if (imported.endsWith(".*")) {
        String full = imported.substring(0, imported.length() - 1) + name;
        forbid(tree, elements.getTypeElement(full) == null ? "" : full);
      }
    }
  }

  private void forbid(Tree tree, String name) {
    for (String rule : rules) {
      if (first == null && (name.equals(rule) || name.startsWith(rule + "."))) {
        first = new Use(trees.getSourcePositions().getStartPosition(unit, tree), name, rule);
      }
    }
  }
}
