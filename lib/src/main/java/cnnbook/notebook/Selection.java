package cnnbook.notebook;

import cnnbook.UserError;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/** Which notebooks a person means: by number, slug, whole name or path. */
public final class Selection {
  private static final int NEAR = 3;

  private Selection() {}

  /**
   * The files that the names mean, in the names' order, each once.
   *
   * @param folder the folder of the lessons
   * @param names each {@code 09}, {@code 9}, {@code lenet}, {@code 09-lenet} or the path of an
   *     .ipynb file; none means all of the folder
   * @throws UserError with exit code 2 for a name that means none, and for two files of one name
   */
  public static List<Path> of(Path folder, List<String> names) {
    List<Path> lessons = lessons(folder);
    List<Path> chosen = new ArrayList<>();
    for (String name : names) {
      Path path = name.endsWith(".ipynb") ? file(folder, name) : lesson(lessons, name);
      if (!chosen.contains(path)) {
        chosen.add(path);
      }
    }
    Set<String> seen = new HashSet<>();
    for (Path path : chosen) {
      if (!seen.add(Notebook.nameOf(path))) {
        throw UserError.usage(
            "two notebooks are called " + Notebook.nameOf(path) + ": their results would collide",
            "Run them one after the other, each with its own --out.");
      }
    }
    return names.isEmpty() ? lessons : chosen;
  }

  private static List<Path> lessons(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> file.toString().endsWith(".ipynb")).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path file(Path folder, String name) {
    return Stream.of(Path.of(name), folder.resolve(name))
        .filter(Files::exists)
        .findFirst()
        .map(path -> path.toAbsolutePath().normalize())
        .orElseThrow(() -> UserError.usage("there is no file " + name, "Check the path."));
  }

  private static Path lesson(List<Path> lessons, String name) {
    return lessons.stream()
        .filter(lesson -> means(name, Notebook.nameOf(lesson)))
        .findFirst()
        .orElseThrow(() -> UserError.usage("there is no notebook " + name, near(lessons, name)));
  }

  private static boolean means(String name, String lesson) {
    String number = lesson.replaceFirst("-.*", "");
    String slug = lesson.replaceFirst("^\\d+-", "");
    return lesson.equals(name)
        || slug.equals(name)
        || number.equals(name)
        || number.equals("0" + name);
  }

  private static String near(List<Path> lessons, String name) {
    List<String> all = lessons.stream().map(Notebook::nameOf).toList();
    String wanted = name.toLowerCase(Locale.ROOT);
    List<String> near = all.stream().filter(lesson -> isNear(wanted, lesson)).toList();
    return near.isEmpty()
        ? "There are: " + String.join(", ", all) + "."
        : "Did you mean " + String.join(" or ", near) + "?";
  }

  private static boolean isNear(String name, String lesson) {
    String slug = lesson.replaceFirst("^\\d+-", "");
    return slug.contains(name)
        || name.contains(slug)
        || (name.length() > NEAR && distance(name, slug) < NEAR);
  }

  /** How many letters to insert, delete or replace (Levenshtein). */
  private static int distance(String a, String b) {
    int[] row = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int replace = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(replace, 1 + Math.min(row[j], row[j - 1]));
      }
    }
    return row[b.length()];
  }
}
