package cnnbook.grading.report;

import cnnbook.AtomicFile;
import cnnbook.Home;
import cnnbook.UserError;
import cnnbook.notebook.Notebook;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Makes every report of a class that is graded; nothing is graded for it. */
public final class Reports {
  private static final String FEEDBACK = "feedback";

  private final Path folder;
  private final Gradebook book;

  private Reports(Path folder, Gradebook book) {
    this.folder = folder;
    this.book = book;
  }

  /**
   * Writes the reports into a folder with results.
   *
   * @param course {@code course.csv}; null for none
   * @return the overview's file
   * @throws UserError if there are no results, or a table that the lecturer wrote is wrong; then
   *     nothing is written
   */
  public static Path write(Path folder, Path course) {
    Results results = Results.read(folder);
    List<Submitted> submitted = Submitted.read(folder);
    Gradebook book =
        new Gradebook(
            results,
            submitted,
            course == null ? Course.NONE : Course.read(course),
            Manual.merge(folder, submitted),
            Similar.find(submitted, given(Home.root().resolve("exercises"))));
    return new Reports(folder, book).write();
  }

  static Path write(Path folder, Gradebook book) {
    return new Reports(folder, book).write();
  }

  /** The folder and the file's name for what belongs to a student's notebook. */
  static String[] place(String student, String file) {
    int dot = file.lastIndexOf('.');
    return new String[] {
      FileNames.readable(student), FileNames.readable(file.substring(0, dot)) + file.substring(dot)
    };
  }

  private Path write() {
    book.manual().write(folder);
    Tables tables = new Tables(book);
    Csv.write(folder.resolve("final.csv"), tables.finals());
    Csv.write(folder.resolve("similar.csv"), tables.similar());
    if (!book.course().people().isEmpty()) {
      Csv.write(folder.resolve("moodle.csv"), tables.moodle());
      Csv.write(folder.resolve("canvas.csv"), tables.canvas());
    }
    for (Results.Student student : book.results().students()) {
      student.submissions().forEach(entry -> write(student.student(), entry));
    }
    Path overview = folder.resolve("overview.html");
    AtomicFile.write(overview, OverviewPage.of(book));
    return overview;
  }

  private void write(String student, Results.Entry entry) {
    String name = entry.notebook();
    AtomicFile.write(
        file(FEEDBACK, student, name + ".html"), FeedbackPage.of(book, student, entry));
    AtomicFile.write(
        file("junit", student, name + ".xml"), JUnitReport.of(book.results(), student, entry));
    AtomicFile.write(
        file("gradescope", student, name + ".json"), Gradescope.of(book, student, entry));
    for (Results.Exercise exercise : entry.exercises()) {
      Results.About about = book.results().about(exercise.exercise());
      AtomicFile.write(
          file("classroom", student, about.id() + ".json"), Classroom.of(about, exercise));
    }
  }

  private Path file(String kind, String student, String name) {
    String[] place = place(student, name);
    try {
      return Files.createDirectories(folder.resolve(kind).resolve(place[0])).resolve(place[1]);
    } catch (IOException e) {
      throw UserError.failed(
          "no folder can be made in %s: %s".formatted(folder, e.getMessage()),
          "Make room, or choose another folder.",
          e);
    }
  }

  /** The code cells that students are given, by lesson. */
  static Map<Integer, List<String>> given(Path exercises) {
    Map<Integer, List<String>> given = new TreeMap<>();
    try (Stream<Path> files = Files.list(exercises)) {
      for (Path file :
          files.filter(f -> f.toString().matches(".*/\\d\\d-[^/]*\\.ipynb")).toList()) {
        int lesson = Integer.parseInt(file.getFileName().toString().substring(0, 2));
        given.put(
            lesson, Notebook.read(file).codeCells().stream().map(Notebook.Cell::source).toList());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return given;
  }
}
