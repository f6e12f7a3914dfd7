package cnnbook.grading;

import cnnbook.UserError;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * What a class handed in, from a folder or a zip file; see {@link Layout} for whose is what. Zip
 * files in it are read like folders. Files that are no notebooks, links and names that lead
 * elsewhere are left out and noted.
 */
final class Inbox implements AutoCloseable {
  /** What lecturers are told to hand over. */
  static final String LAYOUT =
      "Expected: a folder or zip file that holds STUDENT/NN-slug.ipynb for each student, or a"
          + " download of all submissions from Moodle or Canvas. A student's notebooks may be in a zip"
          + " file.";

  /** A class's download that holds students' own, and one more. */
  private static final int MAX_ZIPS = 3;

  /** Where the book's exercises lie: its lessons have the same names. */
  private static final String EXERCISES = "exercises";

  private final List<Found> found = new ArrayList<>();

  /** Zip files in which no notebook was found, as notebooks that cannot be read. */
  private final List<Found> unread = new ArrayList<>();

  private final List<HandedIn> notebooks = new ArrayList<>();
  private final List<String> notes = new ArrayList<>();
  private Path unpacked;

  /** A file, by the names from the top. */
  private record Found(List<String> path, Path file, String trouble) {
    String name() {
      return String.join("/", path);
    }

    Found below() {
      return new Found(path.subList(1, path.size()), file, trouble);
    }
  }

  private Inbox() {}

  /**
   * Opens a folder or a zip file.
   *
   * @throws UserError if it is neither, or holds no notebook
   */
  static Inbox open(Path submissions) {
    Inbox inbox = new Inbox();
    try {
      if (Files.isDirectory(submissions)) {
        inbox.folder(submissions);
      } else if (Files.isRegularFile(submissions)) {
        new Unzip(inbox.unpacked(), inbox).unzip(submissions);
      } else {
        throw UserError.usage("there is no " + submissions, LAYOUT);
      }
    } catch (IOException e) {
      inbox.close();
      throw UserError.failed(
          "%s cannot be read: %s".formatted(submissions, e.getMessage()), LAYOUT, e);
    }
    inbox.assign();
    if (inbox.notebooks.isEmpty()) {
      inbox.close();
      throw UserError.usage(
          "%s holds no notebook of a student%s"
              .formatted(submissions, inbox.notes.isEmpty() ? "" : " (" + inbox.notes.get(0) + ")"),
          LAYOUT);
    }
    inbox.notebooks.sort(Comparator.comparing(HandedIn::student).thenComparing(HandedIn::notebook));
    Collections.sort(inbox.notes);
    return inbox;
  }

  /** All notebooks, by student and name. */
  List<HandedIn> notebooks() {
    return Collections.unmodifiableList(notebooks);
  }

  /** What was left out, for the lecturer. */
  List<String> notes() {
    return Collections.unmodifiableList(notes);
  }

  void note(String note) {
    notes.add(note);
  }

  /**
   * Takes a file in.
   *
   * @param path the names from the top to the file
   * @param file where it can be read; null if it cannot
   * @param trouble why it cannot be read, or null
   */
  void add(List<String> path, Path file, String trouble) {
    Found one = new Found(path, file, trouble);
    if (Layout.isNotebook(path)) {
      found.add(one);
    } else if (Layout.isZip(path)) {
      zip(path, file, trouble);
    } else {
      note("left out, no notebook: " + one.name());
    }
  }

  /** A zip file among the submissions; if nothing can be read, its author is told. */
  private void zip(List<String> path, Path file, String trouble) {
    int before = found.size() + unread.size();
    String reason = trouble;
    try {
      if (Layout.zips(path) > MAX_ZIPS) {
        reason = "more than %d zip files in zip files".formatted(MAX_ZIPS);
      } else if (reason == null) {
        Path target = Files.createTempDirectory(unpacked(), "zip");
        new Unzip(target, this, path, Files.getLastModifiedTime(file)).unzip(file);
        reason = found.size() + unread.size() > before ? null : "it holds no notebook";
      }
    } catch (IOException e) {
      reason = e.getMessage();
    }
    if (reason != null) {
      List<String> inside = new ArrayList<>(path);
      inside.add(path.get(path.size() - 1) + ".ipynb");
      String text = "the zip file cannot be read: %s; hand in the notebook itself";
      unread.add(new Found(inside, null, text.formatted(reason)));
    }
  }

  private Path unpacked() throws IOException {
    if (unpacked == null) {
      unpacked = Files.createTempDirectory("cnnbook-submissions");
    }
    return unpacked;
  }

  /** Finds out whose everything is. */
  private void assign() {
    // Of two with one name the last counts.
    found.sort(Comparator.comparing(one -> one.path().contains(EXERCISES)));
    boolean wrapped = isWrapped();
    found.forEach(one -> assign(wrapped ? one.below() : one, false));
    unread.forEach(one -> assign(wrapped ? one.below() : one, true));
  }

  /** Whether everything lies in a folder that was zipped as a whole. */
  private boolean isWrapped() {
    List<Found> all = Stream.concat(found.stream(), unread.stream()).toList();
    return all.stream().allMatch(one -> one.path().size() > 2)
        && all.stream().map(one -> one.path().get(0)).distinct().count() == 1
        && !all.get(0).path().get(0).equals("submitted");
  }

  /**
   * Finds out whose a notebook is.
   *
   * @param ifOnly whether it matters only if its author handed in nothing else
   */
  private void assign(Found one, boolean ifOnly) {
    Optional<Layout> layout = Layout.of(one.path());
    if (layout.isEmpty()) {
      note("left out, in no student's folder: " + one.name());
      return;
    }
    String student = layout.get().student();
    String notebook = layout.get().notebook();
    if (ifOnly && notebooks.stream().anyMatch(other -> other.student().equals(student))) {
      note("left out, %s: %s".formatted(one.trouble(), one.name()));
      return;
    }
    boolean twice =
        notebooks.removeIf(
            other -> other.student().equals(student) && other.notebook().equals(notebook));
    if (twice) {
      note("there twice, the last one counts: " + one.name());
    }
    notebooks.add(new HandedIn(student, notebook, one.file(), one.trouble()));
  }

  private void folder(Path folder) throws IOException {
    List<Path> files = new ArrayList<>();
    Files.walkFileTree(
        folder,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes is) {
            files.add(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFileFailed(Path file, IOException e) {
            note("left out, cannot be read: " + folder.relativize(file));
            return FileVisitResult.CONTINUE;
          }
        });
    Collections.sort(files);
    for (Path file : files) {
      List<String> path =
          StreamSupport.stream(folder.relativize(file).spliterator(), false)
              .map(Path::toString)
              .toList();
      if (Files.isSymbolicLink(file)) {
        note("left out, a link: " + String.join("/", path));
      } else if (Files.isRegularFile(file)) {
        add(path, file, null);
      }
    }
  }

  @Override
  public void close() {
    if (unpacked == null) {
      return;
    }
    try (Stream<Path> files = Files.walk(unpacked)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
