package cnnbook.bench;

import cnnbook.Home;
import cnnbook.grading.Grading;
import cnnbook.grading.Isolation;
import cnnbook.grading.Regrade;
import cnnbook.grading.Secret;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * How many submissions are graded in a minute: the notebooks with the solutions, one after the
 * other. Arguments: how many (36), how many at once (the cores).
 */
public final class GradeBench {
  private GradeBench() {}

  public static void main(String[] args) throws Exception {
    int count = args.length > 0 ? Integer.parseInt(args[0]) : 36;
    int jobs =
        args.length > 1 ? Integer.parseInt(args[1]) : Runtime.getRuntime().availableProcessors();
    Isolation.BUBBLEWRAP.require();
    Path folder = Files.createTempDirectory("cnnbook-grade-bench");
    try {
      handIn(folder.resolve("in"), count);
      Grading grading =
          Grading.of(
              folder.resolve("out"),
              jobs,
              Isolation.BUBBLEWRAP,
              new Secret(new byte[16]),
              List.of(),
              Regrade.NOBODY);
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
      Folders.delete(folder);
    }
  }

  /** The lecturers' notebooks, one after the other, as if students had written them. */
  private static void handIn(Path folder, int count) throws IOException {
    List<Path> right;
    try (Stream<Path> files = Files.list(Home.root().resolve("solutions"))) {
      right = files.filter(file -> file.toString().endsWith(".ipynb")).sorted().toList();
    }
    for (int i = 0; i < count; i++) {
      Path notebook = right.get(i % right.size());
      Path own = Files.createDirectories(folder.resolve("student" + i));
      Files.copy(notebook, own.resolve(notebook.getFileName()));
    }
  }
}
