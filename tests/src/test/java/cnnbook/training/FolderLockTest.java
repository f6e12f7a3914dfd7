package cnnbook.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.Device;
import cnnbook.UserError;
import cnnbook.models.Chain;
import cnnbook.models.Layers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class FolderLockTest {
  @TempDir private Path folder;

  /** Another process: locks a folder until it is killed. */
  static final class Holder {
    private Holder() {}

    /** The child process. */
    public static void main(String[] args) throws IOException {
      FolderLock lock = new FolderLock(Path.of(args[0]));
      System.out.println("locked");
      System.in.read();
      lock.close();
    }
  }

  @Test
  @Timeout(60)
  void folderInWhichAnotherProcessTrainsIsRefusedUntilItEnds() throws Exception {
    Process other = hold();
    try {
      assertThat(other.inputReader().readLine()).isEqualTo("locked");
      assertThatThrownBy(builder()::build)
          .isInstanceOf(UserError.class)
          .hasMessage("another process trains with the checkpoints in " + folder);
    } finally {
      other.destroyForcibly().waitFor();
    }
    builder().build().close();
  }

  @Test
  @Timeout(60)
  void closedOrRefusedTrainingLetsOthersIn() throws Exception {
    try (Fit fit = builder().build()) {
      fit.run();
      assertThat(isFreeForOthers()).isFalse();
    }
    assertThat(isFreeForOthers()).isTrue();
    assertThatThrownBy(builder().optSeed(7)::build).hasMessageContaining("seed was 42 and is 7");
    assertThat(isFreeForOthers()).isTrue();
  }

  @Test
  void secondTrainingInTheSameProcessIsLetIn() {
    try (Fit unclosed = builder().build();
        Fit again = builder().build()) {
      assertThat(again.run().rows()).hasSameSizeAs(unclosed.run().rows());
    }
    assertThat(folder.resolve("epoch-0001.npz")).isRegularFile();
  }

  /** Whether another process can lock the folder now. */
  private boolean isFreeForOthers() throws IOException, InterruptedException {
    Process other = hold();
    try {
      return "locked".equals(other.inputReader().readLine());
    } finally {
      other.destroyForcibly().waitFor();
    }
  }

  private Process hold() throws IOException {
    Path errors = Files.createTempFile(folder, "errors", ".txt");
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xshare:auto",
            "-cp",
            System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
            Holder.class.getName(),
            folder.toString())
        .redirectError(errors.toFile())
        .start();
  }

  private FitBuilder builder() {
    return Fit.builder()
        .setNetwork(Chain.of(Layers.flatten(), Layers.dense(3)))
        .setTrain(Toys.stripes(9, 1))
        .setEpochs(1)
        .setBatchSize(4)
        .setLearningRate(0.01)
        .optDevice(Device.cpu())
        .optCheckpoints(folder);
  }
}
