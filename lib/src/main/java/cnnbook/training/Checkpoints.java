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
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A folder of checkpoints: {@code epoch-0001.npz}, … of the last epochs, {@code best.npz} and
 * {@code history.csv}. Each file is there whole or not at all.
 */
final class Checkpoints {
  /** As {@link #save} writes it; files of other names are somebody else's. */
  private static final Pattern NAME = Pattern.compile("epoch-(\\d{4}|[1-9]\\d{4,8})\\.npz");

  private static final String BEST = "best.npz";

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
   * Saves an epoch, and the best one apart; removes those before the one before, which is left for
   * when this one is damaged. Later epochs' files stay: they were of no use when the training went
   * on before them, and it writes over them. The epoch's own file gets its name last: a training
   * killed before that repeats the epoch, and with it the other files.
   */
  void save(Checkpoint checkpoint, boolean best, History history) {
    Path file = folder.resolve(String.format(Locale.ROOT, "epoch-%04d.npz", checkpoint.epoch()));
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
      List<Path> before =
          newestFirst().stream().filter(other -> epoch(other) < checkpoint.epoch()).toList();
      for (Path superfluous : before.subList(Math.min(1, before.size()), before.size())) {
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
    List<String> foreign = new ArrayList<>();
    for (Path file : listed()) {
      try {
        return Optional.of(usable(manager, file, check));
      } catch (Checkpoint.Unusable e) {
        refusals.add(refusal(file, e));
        if (e.isForeign()) {
          foreign.add(refusal(file, e));
        }
      }
    }
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
    Path file = folder.resolve(BEST);
    if (!Files.exists(file)) {
      throw UserError.failed(
          file + " is not there: no epoch was saved yet", "Train for an epoch first.");
    }
    try {
      return usable(manager, file, check);
    } catch (Checkpoint.Unusable e) {
      throw UserError.failed(
          refusal(file, e),
          e.isForeign()
              ? "Choose another folder for these checkpoints, or delete " + folder + "."
              : "Go on with the weights of the last epoch, or train more: an epoch that is better"
                  + " than all before is saved again.");
    }
  }

  private static Checkpoint usable(NDManager manager, Path file, Check check)
      throws Checkpoint.Unusable {
    Checkpoint checkpoint = Checkpoint.read(manager, file);
    check.require(checkpoint);
    return checkpoint;
  }

  private static String refusal(Path file, Checkpoint.Unusable reason) {
    return "%s is not used: %s".formatted(file, reason.getMessage());
  }

  private List<Path> listed() {
    try {
      return newestFirst();
    } catch (IOException e) {
      throw failure("the checkpoints cannot be listed", e);
    }
  }

  private List<Path> newestFirst() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(file -> NAME.matcher(file.getFileName().toString()).matches())
          .filter(Files::isRegularFile)
          .sorted(Comparator.comparingInt(Checkpoints::epoch).reversed())
          .toList();
    }
  }

  private static int epoch(Path file) {
    Matcher name = NAME.matcher(file.getFileName().toString());
    return name.matches() ? Integer.parseInt(name.group(1)) : 0;
  }

  private UserError failure(String what, IOException e) {
    return UserError.failed(
        "%s in %s: %s".formatted(what, folder, e),
        "Check that there is room and that you may write there.",
        e);
  }
}
