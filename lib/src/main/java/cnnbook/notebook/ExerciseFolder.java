package cnnbook.notebook;

import cnnbook.AtomicFile;
import cnnbook.UserError;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The folder of notebooks that students get, which is made of the folder with the solutions.
 *
 * @param solutions the folder with the source of each exercise
 * @param exercises the folder that is made of it
 */
public record ExerciseFolder(Path solutions, Path exercises) {
  /**
   * The two folders of a book.
   *
   * @throws UserError if it has no solutions: what students get has none
   */
  public static ExerciseFolder of(Path book) {
    Path solutions = book.resolve("solutions");
    if (!Files.isDirectory(solutions)) {
      throw UserError.missing(
          "there is no folder solutions in " + book,
          "Exercises are made of solutions, which the lecturer has; the exercises are ready to use.");
    }
    return new ExerciseFolder(solutions, book.resolve("exercises"));
  }

  /**
   * Writes what is not up to date, and deletes what has no source any more.
   *
   * @return the names of the files that have changed
   */
  public List<String> generate() {
    List<String> stale = stale();
    for (String name : stale) {
      Path source = solutions.resolve(name);
      if (Files.exists(source)) {
        AtomicFile.write(exercises.resolve(name), ExerciseNotebook.of(source));
      } else {
        AtomicFile.delete(exercises.resolve(name));
      }
    }
    return stale;
  }

  /** The names of the files that are not what {@link #generate()} would make of them. */
  public List<String> stale() {
    List<String> stale = new ArrayList<>();
    List<String> sources = names(solutions);
    for (String name : sources) {
      if (!ExerciseNotebook.of(solutions.resolve(name)).equals(content(exercises.resolve(name)))) {
        stale.add(name);
      }
    }
    names(exercises).stream().filter(name -> !sources.contains(name)).forEach(stale::add);
    return stale;
  }

  private static List<String> names(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(".ipynb"))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String content(Path file) {
    try {
      return Files.exists(file) ? Files.readString(file) : "";
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
