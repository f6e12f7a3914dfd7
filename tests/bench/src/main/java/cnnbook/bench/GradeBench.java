package cnnbook.bench;

import cnnbook.Home;
import cnnbook.exercises.Catalogue;
import cnnbook.grading.Grading;
import cnnbook.grading.Isolation;
import cnnbook.grading.Secret;
import com.google.gson.Gson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/**
 * How many submissions are graded in a minute: right answers to all exercises of a few lessons.
 * Arguments: how many (24), how many at once (the cores).
 */
public final class GradeBench {
  /** Lessons whose answers need no class but their own. */
  private static final List<Integer> LESSONS = List.of(1, 2, 3, 5);

  private GradeBench() {}

  public static void main(String[] args) throws Exception {
    int count = args.length > 0 ? Integer.parseInt(args[0]) : 24;
    int jobs =
        args.length > 1 ? Integer.parseInt(args[1]) : Runtime.getRuntime().availableProcessors();
    Isolation.BUBBLEWRAP.require();
    Path folder = Files.createTempDirectory("cnnbook-grade-bench");
    try {
      for (int i = 0; i < count; i++) {
        handIn(folder.resolve("in"), i, LESSONS.get(i % LESSONS.size()));
      }
      Grading grading =
          Grading.of(
              folder.resolve("out"),
              jobs,
              Isolation.BUBBLEWRAP,
              new Secret(new byte[16]),
              List.of(),
              false);
      long begin = System.nanoTime();
      Grading.Outcome outcome = grading.grade(folder.resolve("in"), n -> {}, name -> {});
      double seconds = (System.nanoTime() - begin) / 1e9;
      System.out.printf(
          Locale.ROOT,
          "%d submissions, %d at once: %.1f s, %.1f a minute; %.0f of %.0f points%n",
          outcome.submissions(),
          jobs,
          seconds,
          60 * outcome.submissions() / seconds,
          outcome.earned(),
          outcome.points());
    } finally {
      delete(folder);
    }
  }

  private static void handIn(Path folder, int student, int lesson) throws IOException {
    List<Object> cells = new ArrayList<>();
    for (Catalogue.Entry exercise : Catalogue.all()) {
      if (exercise.lesson() == lesson) {
        cells.add(Map.of("cell_type", "code", "metadata", Map.of(), "source", answer(exercise)));
      }
    }
    Path own = Files.createDirectories(folder.resolve("student" + student));
    Files.writeString(
        own.resolve("%02d-lesson.ipynb".formatted(lesson)),
        new Gson().toJson(Map.of("cells", cells, "nbformat", 4, "nbformat_minor", 5)));
  }

  /** The reference's file without its package, under the answer's name. */
  private static String answer(Catalogue.Entry exercise) throws IOException {
    String reference = exercise.contract().getSimpleName() + "Reference";
    String place = "solutions/src/main/java/cnnbook/solutions/e%02d/%s.java";
    Path file = Home.root().resolve(place.formatted(exercise.lesson(), reference));
    return Files.readString(file)
        .replaceFirst("(?m)^package .*$", "")
        .replace(reference, exercise.answer());
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted((a, b) -> b.compareTo(a)).toList()) {
        Files.delete(file);
      }
    }
  }
}
