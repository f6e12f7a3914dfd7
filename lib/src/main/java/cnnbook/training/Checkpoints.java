package cnnbook.training;

import ai.djl.ndarray.NDManager;
import cnnbook.AtomicFile;
import cnnbook.UserError;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A folder of checkpoints: {@code epoch-0001.npz}, … of the last epochs, {@code best.npz} and
 * {@code history.csv}. Each file is there whole or not at all.
 */
final class Checkpoints {
  private static final Pattern NAME = Pattern.compile("epoch-\\d+\\.npz");
  private static final String BEST = "best.npz";

  /** So that one is left if the newest is damaged. */
  private static final int KEPT = 2;

  private final Path folder;

  /** Refuses a checkpoint that this training cannot go on from. */
  @FunctionalInterface
  interface Check {
    void require(Checkpoint checkpoint) throws Checkpoint.Unusable;
  }

  /**
   * A folder.
   *
   * @throws UserError if it cannot be made
   */
  Checkpoints(Path folder) {
    this.folder = folder;
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw failure("the checkpoints' folder cannot be made", e);
    }
  }

  /**
   * Saves an epoch, and the best one apart; removes those that are old. The epoch's own file gets
   * its name last: a training killed before that repeats the epoch, and with it the other files.
   */
  void save(Checkpoint checkpoint, boolean best, History history) {
    Path file = folder.resolve("epoch-%04d.npz".formatted(checkpoint.epoch()));
    Path part = AtomicFile.partOf(file);
    try {
      try (OutputStream out = Files.newOutputStream(part)) {
        checkpoint.write(out);
      }
      if (best) {
        AtomicFile.write(folder.resolve(BEST), out -> Files.copy(part, out));
      }
      history.writeCsv(folder.resolve("history.csv"));
      AtomicFile.move(part, file);
      List<Path> old = newestFirst();
      for (Path superfluous : old.subList(Math.min(KEPT, old.size()), old.size())) {
        Files.delete(superfluous);
      }
    } catch (IOException e) {
      throw failure("the checkpoint of epoch %d was not saved".formatted(checkpoint.epoch()), e);
    } finally {
      AtomicFile.delete(part);
    }
  }

  /**
   * The newest usable checkpoint.
   *
   * @param manager owns the arrays of every file that is read
   * @param check whether the training can go on from it
   * @param refusals gets a line for each newer one that is not usable
   * @throws UserError if there are checkpoints and all belong to another training: this one would
   *     overwrite them
   */
  Optional<Checkpoint> latest(NDManager manager, Check check, List<String> refusals) {
    try {
      for (Path file : newestFirst()) {
        Optional<Checkpoint> found = usable(manager, file, check, refusals);
        if (found.isPresent()) {
          return found;
        }
      }
    } catch (IOException e) {
      throw failure("the checkpoints cannot be listed", e);
    }
    List<String> foreign =
        refusals.stream().filter(line -> line.contains(Checkpoint.ANOTHER)).toList();
    if (!foreign.isEmpty()) {
      throw UserError.failed(
          String.join("\n", foreign),
          "Choose another folder for these checkpoints, or delete " + folder + ".");
    }
    return Optional.empty();
  }

  /**
   * The best epoch's.
   *
   * @throws UserError if none was saved, or it is not usable
   */
  Checkpoint best(NDManager manager, Check check) {
    List<String> refusals = new ArrayList<>();
    Path file = folder.resolve(BEST);
    return usable(manager, file, check, refusals)
        .orElseThrow(
            () -> UserError.failed(String.join("\n", refusals), "Train for an epoch first."));
  }

  private Optional<Checkpoint> usable(
      NDManager manager, Path file, Check check, List<String> refusals) {
    try {
      Checkpoint checkpoint = Checkpoint.read(manager, file);
      check.require(checkpoint);
      return Optional.of(checkpoint);
    } catch (Checkpoint.Unusable e) {
      refusals.add("%s is not used: %s".formatted(file, e.getMessage()));
      return Optional.empty();
    }
  }

  private List<Path> newestFirst() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(file -> NAME.matcher(file.getFileName().toString()).matches())
          .sorted(Comparator.reverseOrder())
          .toList();
    }
  }

  private UserError failure(String what, IOException e) {
    return UserError.failed(
        "%s in %s: %s".formatted(what, folder, e),
        "Check that there is room and that you may write there.",
        e);
  }
}
