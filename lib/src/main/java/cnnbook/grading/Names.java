package cnnbook.grading;

import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.MemberReferenceTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.TreeScanner;
import java.util.HashSet;
import java.util.Set;

/** The names that a piece of code mentions. */
final class Names extends TreeScanner<Void, Set<String>> {
  private Names() {}

  static Set<String> in(Tree tree) {
    Set<String> names = new HashSet<>();
    new Names().scan(tree, names);
    return names;
  }

  @Override
  public Void visitIdentifier(IdentifierTree tree, Set<String> names) {
    names.add(tree.getName().toString());
    return super.visitIdentifier(tree, names);
  }

  @Override
  public Void visitMemberSelect(MemberSelectTree tree, Set<String> names) {
    names.add(tree.getIdentifier().toString());
    return super.visitMemberSelect(tree, names);
  }

  @Override
  public Void visitMemberReference(MemberReferenceTree tree, Set<String> names) {
    names.add(tree.getName().toString());
    return super.visitMemberReference(tree, names);
  }
}
