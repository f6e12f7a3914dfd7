package cnnbook.training;

import ai.djl.nn.Block;
import ai.djl.nn.Parameter;
import cnnbook.data.LabeledImages;
import cnnbook.models.Djl;
import cnnbook.models.NamedParameters;
import cnnbook.tensor.Tensor;
import cnnbook.viz.Snapshot;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * Keeps of each epoch what the replay shows: losses and accuracies, the filters of the first
 * convolution, the confusion matrix. The latter costs one more pass over its images.
 *
 * <pre>{@code
 * Snapshots snapshots = new Snapshots(test);
 * try (Fit fit = Fit.builder().optHook(snapshots)….build()) {
 *   fit.run();
 * }
 * Visuals.replay(snapshots.run());
 * }</pre>
 */
public final class Snapshots implements Hook {
  private final LabeledImages images;
  private final List<Snapshot> run = new ArrayList<>();
  private Fit training;

  /**
   * For one training.
   *
   * @param images on which the guesses are counted, for instance those of the validation
   */
  public Snapshots(LabeledImages images) {
    this.images = Objects.requireNonNull(images);
  }

  /** What was kept, by rising epochs; epochs before those of a checkpoint are not there. */
  public List<Snapshot> run() {
    return List.copyOf(run);
  }

  /**
   * The training that is followed.
   *
   * @throws IllegalArgumentException if its network has no convolution, or it is another training
   */
  @Override
  public void onStart(Fit fit) {
    if (training != null && training != fit) {
      throw new IllegalArgumentException(
          "these Snapshots follow another training: give each its own new Snapshots(images)");
    }
    training = fit;
    filters(fit.network());
  }

  @Override
  public void onEpoch(History history) {
    History.Row row = history.last();
    run.add(
        new Snapshot(
            row.epoch(),
            row.loss(),
            row.accuracy(),
            row.valLoss(),
            row.valAccuracy(),
            filters(training.network()),
            training.confusion(images).counts()));
  }

  private static Tensor filters(Block network) {
    Parameter first =
        NamedParameters.of(network).values().stream()
            .filter(parameter -> parameter.getShape().dimension() == 4)
            .findFirst()
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "the network has no convolution, so there are no filters to keep"));
    return Djl.tensor(first.getArray());
  }
}
