package cnnbook.grading;

import cnnbook.exercises.Catalogue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** A class whose students do well and badly, honestly and not. */
final class MixedClass {
  /** Long enough for a busy machine, short enough to wait for. */
  static final Limits LIMITS =
      new Limits(
          Duration.ofSeconds(120),
          Duration.ofSeconds(30),
          Duration.ofSeconds(5),
          Duration.ofSeconds(30),
          Duration.ofSeconds(300),
          256,
          2);

  private static final String ONE = Answers.crossCorrelation("Ex2_1");
  private static final String TWO = Answers.im2col("Ex2_2");

  private static final List<String> KINDS =
      List.of(
          code(ONE, TWO),
          code(ONE, "class Ex2_2 implements Im2col {"),
          code(ONE.replace("/ stride", "/ 2"), TWO),
          "{\"cells\": [",
          code("int x = y;", TWO, "Check.exercise(\"2.2\", new Ex2_2())"),
          "{\"cells\": []}",
          code(ONE, TWO.replace("return (n", "cnnbook.ops.ReluOp op; return (n")),
          code("Runtime.getRuntime().halt(1);", ONE),
          Notebooks.json(TWO, Answers.IMPORTS, ONE),
          code(Attack.answer("while (true) {}")));

  private MixedClass() {}

  private static String code(String... cells) {
    String[] all = new String[cells.length + 1];
    all[0] = Answers.IMPORTS;
    System.arraycopy(cells, 0, all, 1, cells.length);
    return Notebooks.json(all);
  }

  /** Writes the submissions of so many students. */
  static Path handIn(Path folder, int students) throws IOException {
    for (int i = 0; i < students; i++) {
      Path own = Files.createDirectories(folder.resolve("student %03d é".formatted(i)));
      Files.writeString(own.resolve("02-cross-correlation.ipynb"), KINDS.get(i % KINDS.size()));
    }
    return folder;
  }

  static Grading grading(Path out, int jobs, Regrade regrade) {
    Secret secret = new Secret(new byte[16]);
    return new Grading(
        new Batch.Settings(
            out, jobs, Isolation.BUBBLEWRAP, secret, Catalogue.all(), regrade, LIMITS));
  }

  /** Grades: submissions, out, jobs. Its own process can be killed. */
  public static void main(String[] args) throws Exception {
    grading(Path.of(args[1]), Integer.parseInt(args[2]), Regrade.NOBODY)
        .grade(Path.of(args[0]), count -> {}, name -> {});
  }
}
