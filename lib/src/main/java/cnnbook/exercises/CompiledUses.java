package cnnbook.exercises;

import cnnbook.ConstantPool;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Finds what an answer uses and must not, in its class file: of the notebook's cells only their
 * classes are at hand. The answer's class is read and those of other cells that it refers to. The
 * grader, which has the source, sees more; where a kernel does not hand out class files, this sees
 * nothing.
 */
final class CompiledUses {
  private static final Pattern TYPE = Pattern.compile("L([^;<>]+);");

  private final ClassLoader loader;
  private final String cells;
  private final List<String> forbidden;
  private final Deque<String> open = new ArrayDeque<>();
  private final Set<String> seen = new HashSet<>();

  private CompiledUses(Class<?> answer, List<String> forbidden) {
    this.forbidden = forbidden;
    loader = answer.getClassLoader();
    cells = answer.getPackageName() + ".";
    open.add(answer.getName());
  }

  /**
   * The first forbidden use.
   *
   * @param answer the learner's class
   * @param forbidden beginnings of names of classes, packages and methods
   * @return the name in full of what is used; empty if nothing is found
   */
  static Optional<String> first(Class<?> answer, String... forbidden) {
    return new CompiledUses(answer, Arrays.asList(forbidden)).first();
  }

  private Optional<String> first() {
    while (!open.isEmpty()) {
      for (String name : names(open.remove())) {
        if (isForbidden(name)) {
          return Optional.of(name);
        }
        if (name.startsWith(cells) && seen.add(name)) {
          open.add(name);
        }
      }
    }
    return Optional.empty();
  }

  private boolean isForbidden(String name) {
    String dotted = name.replace('$', '.');
    return forbidden.stream().anyMatch(r -> dotted.equals(r) || dotted.startsWith(r + "."));
  }

  /** All classes and members that a class refers to; none if its file is not to be had. */
  private List<String> names(String type) {
    try (InputStream in = loader.getResourceAsStream(type.replace('.', '/') + ".class")) {
      return in == null ? List.of() : names(new ConstantPool(in.readAllBytes()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<String> names(ConstantPool constants) {
    List<String> names = new ArrayList<>();
    for (int i = 1; i < constants.count(); i++) {
      switch (constants.tag(i)) {
        case ConstantPool.CLASS -> types(constants.className(i)).forEach(names::add);
        case ConstantPool.FIELD, ConstantPool.METHOD, ConstantPool.INTERFACE_METHOD ->
            names.add(dotted(constants.owner(i)) + "." + constants.member(i));
        case ConstantPool.NAME_AND_TYPE -> types(constants.descriptor(i)).forEach(names::add);
        default -> {
          // A number or a text: no use of anything.
        }
      }
    }
    return names;
  }

  /** The classes that a name or a descriptor speaks of. */
  private static Stream<String> types(String text) {
    return text.endsWith(";") || text.contains("(")
        ? TYPE.matcher(text).results().map(type -> dotted(type.group(1)))
        : Stream.of(dotted(text));
  }

  private static String dotted(String name) {
    return name.replace('/', '.');
  }
}
