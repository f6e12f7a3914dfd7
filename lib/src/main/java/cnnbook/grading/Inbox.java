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
 * What a class handed in, from a folder or a zip file; see {@link Layout} for whose is what. Files
 * that are no notebooks, links and names that lead elsewhere are left out and noted.
 */
final class Inbox implements AutoCloseable {
  /** What lecturers are told to hand over. */
  static final String LAYOUT =
      "Expected: a folder or zip file that holds STUDENT/NN-slug.ipynb for each student, or a"
          + " download of all submissions from Moodle or Canvas.";

  private final List<Found> found = new ArrayList<>();
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
        inbox.unpacked = Files.createTempDirectory("cnnbook-submissions");
        new Unzip(inbox.unpacked, inbox).unzip(submissions);
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
    } else {
      note("left out, no notebook: " + one.name());
    }
  }

  /** Finds out whose everything is. */
  private void assign() {
    if (found.isEmpty()) {
      return;
    }
    boolean wrapped =
        found.stream().allMatch(one -> one.path().size() > 2)
            && found.stream().map(one -> one.path().get(0)).distinct().count() == 1
            && !found.get(0).path().get(0).equals("submitted");
    for (Found one : found) {
      // A folder that was zipped as a whole.
      assign(wrapped ? one.below() : one);
    }
  }

  private void assign(Found one) {
    Optional<Layout> layout = Layout.of(one.path());
    if (layout.isEmpty()) {
      note("left out, in no student's folder: " + one.name());
      return;
    }
    String student = layout.get().student();
    String notebook = layout.get().notebook();
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
