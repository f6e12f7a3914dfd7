package cnnbook.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

final class SessionTest {
  private static Session session;

  @BeforeAll
  static void open() {
    session = Session.open();
  }

  @AfterAll
  static void close() {
    session.close();
  }

  private static CellError failure(String cell) {
    return catchThrowableOfType(CellError.class, () -> session.evaluate(cell));
  }

  private static String report(String cell) {
    return String.join("\n", failure(cell).traceback());
  }

  @Test
  void theValueIsTheObjectItself() throws CellError {
    assertThat(session.evaluate("int a = 2;\na * 21")).isEqualTo(42);
    assertThat(session.evaluate("new int[] {1, 2}")).isEqualTo(new int[] {1, 2});
    assertThat(session.evaluate("a * 21;")).isNull();
    assertThat(session.evaluate("int b = 3;")).isNull();
    assertThat(session.evaluate("\"ends in ; // \" + a")).isEqualTo("ends in ; // 2");
    assertThat(session.evaluate("a /* ; */")).isEqualTo(2);
    assertThat(session.evaluate("a = 5")).isEqualTo(5);
  }

  @Test
  void emptyCellsAndCommentsHaveNoValue() throws CellError {
    assertThat(session.evaluate("")).isNull();
    assertThat(session.evaluate(" \n// nothing\n/* at all */\n")).isNull();
  }

  @Test
  void commentsAfterTheLastExpressionDoNotHideItsValue() throws CellError {
    assertThat(session.evaluate("1 + 1\n// two\n")).isEqualTo(2);
  }

  @Test
  void classesMethodsAndVariablesOfOneCellMayNeedEachOther() throws CellError {
    String cell =
        """
        int twice(int n) { return new Helper().add(n, n); }
        class Helper { int add(int a, int b) { return a + b + offset; } }
        int offset = 1;
        twice(4)
        """;
    assertThat(session.evaluate(cell)).isEqualTo(9);
  }

  @Test
  void aClassMayBeDefinedAnew() throws CellError {
    assertThat(session.evaluate("class Again { int v() { return 1; } }\nnew Again().v()"))
        .isEqualTo(1);
    assertThat(session.evaluate("class Again { int v() { return 2; } }\nnew Again().v()"))
        .isEqualTo(2);
  }

  @Test
  void genericsRecordsTextBlocksAndLambdasWork() throws CellError {
    String cell =
        """
        record Pair<A, B>(A first, B second) {
          public Pair { java.util.Objects.requireNonNull(first); }
          <C> Pair<A, C> with(C other) { return new Pair<>(first, other); }
        }
        java.util.function.Function<Integer, Integer> square = x -> x * x;
        String text = \"""
            two
              lines\""";
        new Pair<>(text, 3).with(square.apply(4)).second() + text.lines().count()
        """;
    assertThat(session.evaluate(cell)).isEqualTo(18L);
  }

  @Test
  void compileErrorsNameTheCellsOwnLine() {
    CellError error = failure("// first\nint ok = 1;\n\n  String no = ok;\n");
    assertThat(error.kind()).isEqualTo(CellError.Kind.COMPILE);
    assertThat(error.getMessage()).startsWith("line 4: incompatible types");
    assertThat(error.traceback()).contains("    String no = ok;", "                ^^");
  }

  @Test
  void tabsBeforeAnErrorKeepTheCaretInItsColumn() {
    assertThat(failure("{\n\tint n = \"a\";\n}").traceback())
        .contains("  \tint n = \"a\";", "  \t        ^^^");
  }

  @Test
  void anUnfinishedCellRunsNothing() throws CellError {
    session.evaluate("int untouched = 1;");
    CellError error = failure("untouched = 2;\nfor (int i = 0; i < 3; i++) {");
    assertThat(error.kind()).isEqualTo(CellError.Kind.INCOMPLETE);
    assertThat(error.getMessage()).startsWith("line 2:");
    assertThat(session.evaluate("untouched")).isEqualTo(1);
  }

  @Test
  void exceptionsAreTheObjectsThatWereThrown() {
    CellError error = failure("throw new java.io.IOException(\"disk\");");
    assertThat(error.kind()).isEqualTo(CellError.Kind.EXCEPTION);
    assertThat(error.name()).isEqualTo("java.io.IOException");
    assertThat(error.getCause()).isInstanceOf(java.io.IOException.class).hasMessage("disk");
  }

  @Test
  void framesOfEarlierCellsNameTheirCell() throws CellError {
    session.evaluate("\nint divide(int a, int b) {\n  return a / b;\n}", "the maths cell");
    assertThat(report("divide(1, 0)"))
        .contains("java.lang.ArithmeticException: / by zero")
        .contains("at the maths cell, line 3:  return a / b;")
        .doesNotContain("REPL")
        .doesNotContain("cnnbook");
  }

  @Test
  void framesInLambdasAndClassesAreFound() {
    String cell =
        """
        class Deep { void go() { java.util.List.of(1).forEach(x -> { throw new Error("low"); }); } }
        new Deep().go();
        """;
    assertThat(report(cell)).contains("line 1:  class Deep").contains("line 2:  new Deep().go();");
  }

  @Test
  void causesAndSuppressedExceptionsAreShown() {
    String cell =
        """
        var outer = new IllegalStateException("outer", new RuntimeException("inner"));
        outer.addSuppressed(new Error("beside"));
        throw outer;
        """;
    assertThat(report(cell))
        .contains("Suppressed: java.lang.Error: beside")
        .contains("Caused by: java.lang.RuntimeException: inner");
  }

  @Test
  void exceptionsThatCauseEachOtherEnd() {
    String cell =
        """
        var x1 = new RuntimeException("one");
        var x2 = new RuntimeException("two", x1);
        x1.initCause(x2);
        throw x1;
        """;
    assertThat(report(cell)).contains("Caused by: java.lang.RuntimeException: two");
  }

  @Test
  void systemExitEndsTheCellOnly() {
    assertThat(report("if (true) System.exit(4);")).contains("System.exit(4) ended this cell");
  }

  @Test
  void anInterruptEndsASleepAndKeepsTheVariables() throws Exception {
    session.evaluate("int kept = 7;");
    CompletableFuture<CellError> failure =
        CompletableFuture.supplyAsync(() -> failure("Thread.sleep(60_000);\nkept = 8;"));
    Thread.sleep(500);
    session.interrupt();
    session.interrupt();
    assertThat(failure.get(2, TimeUnit.SECONDS).kind()).isEqualTo(CellError.Kind.INTERRUPTED);
    assertThat(session.evaluate("kept")).isEqualTo(7);
  }

  /** The batch takes three seconds, in which it hears nothing, as the engine does not. */
  @Test
  void anInterruptEndsATrainingAfterItsBatchAndKeepsWhatThereIs() throws Exception {
    session.evaluate(
        """
        import cnnbook.data.*;
        import cnnbook.models.*;
        import cnnbook.training.*;
        var begun = new CountDownLatch(1);
        var images = new LabeledImages(1, 12, 12, new byte[64 * 144], new int[64], List.of("a", "b"));
        var fit = Fit.builder().setNetwork(LeNet.builder().optSize(12).optClasses(2).build())
            .setTrain(images).setEpochs(1_000_000).setBatchSize(16).setLearningRate(0.1)
            .optHook(new Hook() {
              @Override public void onEpoch(History soFar) { begun.countDown(); }
              @Override public void onForward(Batch batch, ai.djl.nn.Block network) {
                if (begun.getCount() == 0) {
                  for (long t = System.nanoTime(); System.nanoTime() - t < 3_000_000_000L;) { }
                }
              }
            }).build();
        """);
    CountDownLatch begun = (CountDownLatch) session.evaluate("begun");
    CompletableFuture<CellError> failure =
        CompletableFuture.supplyAsync(
            () -> failure("History history = fit.run();\nint after = 1;"));
    assertThat(begun.await(30, TimeUnit.SECONDS)).isTrue();
    session.interrupt();
    assertThat(failure.get(10, TimeUnit.SECONDS).kind()).isEqualTo(CellError.Kind.INTERRUPTED);
    assertThat(session.evaluate("history.interrupted()")).isEqualTo(true);
    assertThat(session.evaluate("history.rows().size() >= 1")).isEqualTo(true);
    assertThat(session.evaluate("fit.predict(images).length")).isEqualTo(64);
    session.evaluate("fit.close();");
  }

  @Test
  void aBusyLoopIsStoppedByForce() throws Exception {
    CompletableFuture<CellError> failure =
        CompletableFuture.supplyAsync(() -> failure("long n = 0; while (true) n++;"));
    Thread.sleep(500);
    session.interrupt();
    assertThat(failure.get(6, TimeUnit.SECONDS).kind()).isEqualTo(CellError.Kind.INTERRUPTED);
    assertThat(session.evaluate("n > 0")).isEqualTo(true);
  }

  @Test
  void anInterruptWithNothingRunningDoesNotHitTheNextCell() throws CellError {
    session.interrupt();
    assertThat(session.evaluate("1 + 1")).isEqualTo(2);
  }

  @Test
  void aThreadThatACellLeavesBehindDoesNotHoldItUp() throws CellError {
    long began = System.nanoTime();
    session.evaluate(
        "var t = new Thread(() -> { try { Thread.sleep(5_000); } catch (Exception e) {} });"
            + " t.setDaemon(true); t.start();");
    assertThat(System.nanoTime() - began).isLessThan(4_000_000_000L);
  }

  @Test
  void completionsReplaceTheWordAtTheCursor() {
    var found = session.assistance().complete("int m = Math.ma + 1", 15);
    assertThat(found.matches()).contains("max(");
    assertThat(found.start()).isEqualTo(13);
    assertThat(found.end()).isEqualTo(15);
  }

  @Test
  void javadocBecomesPlainText() {
    assertThat(Javadoc.toText("Adds {@code a < b}.<p>See {@link List#add}. 1 &lt; 2"))
        .isEqualTo("Adds a < b.\nSee List#add. 1 < 2");
  }
}
