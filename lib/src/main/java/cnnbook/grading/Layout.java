package cnnbook.grading;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Whose a notebook is, by its place in what was handed in: {@code student/NN-slug.ipynb}, also
 * below {@code submitted/} and with an assignment's folder in between (nbgrader), {@code
 * Name_123_assignsubmission_file_/NN-slug.ipynb} or the same in one file name (Moodle), {@code
 * name_123_456_NN-slug.ipynb} (Canvas). A zip file counts as a folder: {@code
 * student.zip/NN-slug.ipynb}, and so below the two others' names.
 *
 * @param student whose it is
 * @param notebook the file's name without {@code .ipynb}
 */
record Layout(String student, String notebook) {
  private static final String ENDING = ".ipynb";
  private static final Pattern MOODLE =
      Pattern.compile("^(?:.*/)?([^/]+?_\\d+)_assignsubmission_file_?(?:[^/]*/(?:.*/)?)?([^/]+)$");
  private static final Pattern CANVAS =
      Pattern.compile(
          "^([^_/]+)_(?:LATE_)?\\d+_\\d+_(?:[^/]+\\.zip/(?:.*/)?)?([^/]+)$",
          Pattern.CASE_INSENSITIVE);
  private static final Pattern ZIP = Pattern.compile("\\.zip$", Pattern.CASE_INSENSITIVE);

  /** Folders that programs make, not students. */
  private static final List<String> OTHERS = List.of(".ipynb_checkpoints", "__MACOSX", ".git");

  /** Whether a path is a notebook that somebody wrote. */
  static boolean isNotebook(List<String> path) {
    return path.get(path.size() - 1).endsWith(ENDING) && isSomebodys(path);
  }

  /** Whether a path is a zip file in which notebooks may be. */
  static boolean isZip(List<String> path) {
    return isZip(path.get(path.size() - 1)) && isSomebodys(path);
  }

  /** How many zip files a path goes through, or ends in. */
  static long zips(List<String> path) {
    return path.stream().filter(Layout::isZip).count();
  }

  private static boolean isZip(String name) {
    return ZIP.matcher(name).find();
  }

  private static boolean isSomebodys(List<String> path) {
    return !path.get(path.size() - 1).startsWith(".") && path.stream().noneMatch(OTHERS::contains);
  }

  /**
   * Reads a path.
   *
   * @param path the names from the folder of all submissions to the file
   * @return empty if it does not say whose the notebook is
   */
  static Optional<Layout> of(List<String> path) {
    List<String> names = new ArrayList<>(path);
    if (names.size() > 2 && names.get(0).equals("submitted")) {
      names.remove(0);
    }
    String all = String.join("/", names);
    for (Pattern pattern : List.of(MOODLE, CANVAS)) {
      Matcher matcher = pattern.matcher(all);
      if (matcher.matches()) {
        return Optional.of(new Layout(matcher.group(1), withoutEnding(matcher.group(2))));
      }
    }
    return names.size() < 2
        ? Optional.empty()
        : Optional.of(
            new Layout(
                ZIP.matcher(names.get(0)).replaceFirst(""),
                withoutEnding(names.get(names.size() - 1))));
  }

  private static String withoutEnding(String name) {
    return name.substring(0, name.length() - ENDING.length());
  }
}
