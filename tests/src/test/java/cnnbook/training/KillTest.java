package cnnbook.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Trainings in processes of their own that are killed by SIGKILL, started again, killed again, and
 * must end as if nothing had been.
 */
class KillTest {
  /** A process gets this many epochs on average before it is killed. */
  private static final int EPOCHS_PER_KILL = 2;

  private static final String BEGINS = KillableTraining.BEGINS;

  @TempDir private Path temp;

  @Test
  @Timeout(120)
  void twiceKilledTrainingEndsAsAnUnbrokenOne() throws Exception {
    killed("adam", 2);
  }

  @Tag("slow")
  @ParameterizedTest
  @ValueSource(strings = {"sgd", "adam"})
  @Timeout(900)
  void trainingKilledTwentyTimesEndsAsAnUnbrokenOne(String optimizer) throws Exception {
    int whileWriting = killed(optimizer, 20);
    assertThat(whileWriting).as("kills in the middle of a checkpoint").isPositive();
  }

  /** Compares with an unbroken training; returns how many kills left a half-written checkpoint. */
  private int killed(String optimizer, int kills) throws Exception {
    int epochs = (EPOCHS_PER_KILL + 1) * (kills + 1);
    // Not in this process: what other tests have loaded may compute in another mode.
    List<String> unbroken =
        finished(optimizer, epochs, temp.resolve("unbroken"), temp.resolve("unbroken result"));
    Random random = new Random(kills);
    Path folder = Files.createDirectories(temp.resolve("checkpoints"));
    Path result = temp.resolve("result");
    int whileWriting = 0;
    for (int i = 0; i < kills; i++) {
      Path part = kill(start(optimizer, epochs, folder, result), random, folder, i % 2 == 1);
      whileWriting += Files.exists(part) ? 1 : 0;
      assertThat(result).as("result of a killed training").doesNotExist();
    }
    assertThat(finished(optimizer, epochs, folder, result)).isEqualTo(unbroken);
    assertThat(folder).isDirectoryNotContaining("glob:**.part");
    return whileWriting;
  }

  /** A training that nobody kills, in a process of its own as the others. */
  private static List<String> finished(String optimizer, int epochs, Path folder, Path result)
      throws IOException, InterruptedException {
    Process process = start(optimizer, epochs, folder, result);
    process.inputReader().lines().forEach(line -> {});
    assertThat(process.waitFor()).isZero();
    return Files.readAllLines(result);
  }

  /**
   * Kills after some epochs: at a random moment, or as soon as a checkpoint is being written.
   *
   * @return the file that the last epoch begun is written to before it has its name
   */
  private static Path kill(Process process, Random random, Path folder, boolean whenWriting)
      throws IOException, InterruptedException {
    int epochs = 1 + random.nextInt(2 * EPOCHS_PER_KILL - 1);
    int delay = random.nextInt(60_000);
    try (BufferedReader lines = process.inputReader()) {
      String line = "";
      for (int begun = 0; begun < epochs; begun += line.startsWith(BEGINS) ? 1 : 0) {
        line = lines.readLine();
        assertThat(line).as("the training ended by itself").isNotNull();
      }
      int epoch = Integer.parseInt(line.substring(BEGINS.length()));
      Path part = folder.resolve(".epoch-%04d.npz.part".formatted(epoch));
      if (whenWriting) {
        while (!Files.exists(part) && process.isAlive()) {
          Thread.onSpinWait();
        }
      } else {
        TimeUnit.MICROSECONDS.sleep(delay);
      }
      process.destroyForcibly().waitFor();
      return part;
    }
  }

  private static Process start(String optimizer, int epochs, Path folder, Path result)
      throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-Dai.djl.default_engine=PyTorch");
    command.add("-cp");
    command.add(
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")));
    command.add(KillableTraining.class.getName());
    command.addAll(List.of(optimizer, String.valueOf(epochs)));
    command.addAll(List.of(folder.toString(), result.toString()));
    return new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
  }
}
