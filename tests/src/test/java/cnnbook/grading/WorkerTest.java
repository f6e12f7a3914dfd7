package cnnbook.grading;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import cnnbook.exercises.remote.Contract;
import cnnbook.exercises.remote.Solution;
import java.io.IOException;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class WorkerTest {
  private static final Limits LIMITS = Limits.usual();

  @ParameterizedTest
  @EnumSource
  void aStudentsClassAnswersFromItsOwnProcess(Isolation isolation) {
    assumeTrue(isolation.trouble().isEmpty(), () -> isolation + " does not work here");
    try (Worker worker = worker(isolation)) {
      worker.evaluate("cell 1", "import java.util.function.IntSupplier;", LIMITS.start());
      worker.evaluate(
          "cell 2",
          "class Ex implements Runnable { public void run() { System.out.print(1); } }",
          LIMITS.cell());
      worker.answer(Runnable.class, "Ex", LIMITS.cell());
      worker.beginTest(LIMITS.test());
      Solution.of(Contract.of(Runnable.class), Runnable.class, worker).run();
      assertThat(worker.alive()).isTrue();
    }
  }

  @ParameterizedTest
  @EnumSource
  void theEngineComputesInAWorker(Isolation isolation) {
    assumeTrue(isolation.trouble().isEmpty(), () -> isolation + " does not work here");
    try (Worker worker = worker(isolation)) {
      worker.evaluate(
          "cell 1",
          """
          import cnnbook.models.Djl;
          import cnnbook.tensor.Tensor;
          Tensor sum = Djl.apply(x -> x.get(0).sum(), Tensor.ones(3));
          if (sum.item() != 3) throw new IllegalStateException("the sum is " + sum);
          """,
          LIMITS.start());
      assertThat(worker.alive()).isTrue();
    }
  }

  @Test
  void cellsThatFailSayWhyAndTheOthersGoOn() {
    try (Worker worker = worker(Isolation.PROCESS)) {
      assertThatThrownBy(() -> worker.evaluate("cell 1", "int x = y;", LIMITS.start()))
          .isInstanceOf(Solution.Failure.class)
          .hasMessageContaining("cannot find symbol");
      worker.evaluate("cell 2", "int x = 2;", LIMITS.cell());
      assertThatThrownBy(() -> worker.answer(Runnable.class, "Missing", LIMITS.cell()))
          .hasMessageContaining("Missing");
      assertThatThrownBy(() -> worker.answer(Runnable.class, "Object", LIMITS.cell()))
          .hasMessageContaining("does not implement Runnable");
    }
  }

  @Test
  void aCellThatNeverEndsIsKilledAtItsDeadline() {
    try (Worker worker = worker(Isolation.PROCESS)) {
      worker.evaluate("cell 1", "1", LIMITS.start());
      assertThatThrownBy(() -> worker.evaluate("cell 2", "while (true) {}", Duration.ofSeconds(1)))
          .hasMessage("cell 2 took longer than 1 s");
      assertThat(worker.alive()).isFalse();
      assertThatThrownBy(() -> worker.evaluate("cell 3", "1", LIMITS.cell()))
          .hasMessage("cell 2 took longer than 1 s");
    }
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void aProcessThatIsKeptFromRunningDoesNotMissItsDeadline() throws Exception {
    try (Worker worker = worker(Isolation.PROCESS)) {
      worker.evaluate("cell 1", "1", LIMITS.start());
      String pid = youngestChild();
      signal("STOP", pid);
      Thread later =
          new Thread(
              () -> {
                sleep(2500);
                signal("CONT", pid);
              });
      later.start();
      worker.evaluate("cell 2", "1", Duration.ofSeconds(2));
      later.join();
      assertThatThrownBy(
              () -> worker.evaluate("cell 3", "Thread.sleep(60_000);", Duration.ofSeconds(1)))
          .hasMessage("cell 3 took longer than 1 s");
    }
  }

  private static String youngestChild() {
    return ProcessHandle.current()
        .children()
        .max(Comparator.comparing(child -> child.info().startInstant().orElseThrow()))
        .map(child -> String.valueOf(child.pid()))
        .orElseThrow();
  }

  private static void signal(String name, String pid) {
    try {
      new ProcessBuilder("kill", "-" + name, pid).start().waitFor();
    } catch (IOException | InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private static void sleep(long millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private static Worker worker(Isolation isolation) {
    List<String> command = isolation.command(0, LIMITS);
    return new Worker(command, LIMITS);
  }
}
