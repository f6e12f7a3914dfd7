package cnnbook.training;

import ai.djl.ndarray.NDArray;
import ai.djl.nn.Block;
import cnnbook.models.Composite;
import cnnbook.models.LayerPlace;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import tech.tablesaw.api.Table;

/**
 * Writes down, while a network trains, how large the gradients of its layers are, how large the
 * layers' responses, and how far each step moves the weights. It changes nothing of the training:
 * the losses are the same to the bit with and without it. {@link GradientCharts} draws what it
 * wrote.
 *
 * <pre>{@code
 * GradientRecorder recorder = GradientRecorder.builder().optEvery(10).build();
 * try (Fit fit = Fit.builder()…optHook(recorder).build()) {
 *   fit.run();
 * }
 * GradientCharts.byDepth(recorder.table(), Measure.WEIGHT_GRADIENT_NORM, 1, 101);
 * }</pre>
 *
 * <p>Gradients are those of the batch's mean loss, before clipping. For one device.
 */
public final class GradientRecorder implements Hook {
  private final int every;
  private final Set<String> named;
  private final Predicate<String> chosen;
  private final boolean responses;
  private final boolean ratios;
  private final List<Measurements.Row> rows = new ArrayList<>();
  private Composite network;
  private Map<String, LayerPlace> places;
  private ActivationWatch watch;
  private WeightCopy before;

  private GradientRecorder(Builder settings) {
    every = settings.every;
    named = settings.named;
    chosen = settings.chosen;
    responses = settings.responses;
    ratios = settings.ratios;
  }

  /** Starts a description of what to record. */
  public static Builder builder() {
    return new Builder();
  }

  /**
   * Everything recorded so far: a row for each number, with the columns {@code step} (from 1),
   * {@code layer} (its path), {@code depth} ({@link LayerPlace#depth}), {@code kind} (a {@link
   * Measure}) and {@code value}.
   */
  public Table table() {
    return Measurements.table(rows);
  }

  /** An epoch that was broken off is done again: its steps are recorded anew. */
  @Override
  public void onStart(Fit fit) {
    rows.removeIf(row -> row.step() > fit.history().steps());
  }

  @Override
  public void onForward(Batch batch, Block trained) {
    if ((batch.step() - 1) % every == 0) {
      prepare(trained);
      watch =
          new ActivationWatch(
              path -> responses && isResponse(places.get(path)),
              path -> chosen.test(path) || named.contains(path));
      network.watch(watch);
    }
  }

  @Override
  public void onBackward(Batch batch, Block trained) {
    if (watch == null) {
      return;
    }
    network.watch(null);
    Measurements found = new Measurements(places);
    try (Gradients gradients = Gradients.of(network)) {
      WeightCopy.layers(network)
          .forEach(
              (layer, name) -> {
                NDArray gradient = gradients.byName().get(name);
                if (gradient != null) {
                  found.weightGradient(layer, gradient);
                }
              });
      watch.gradients().forEach(found::activationGradient);
      watch.results().forEach(found::response);
      rows.addAll(found.read(batch.step()));
    }
    watch = null;
    before = ratios ? WeightCopy.of(network) : null;
  }

  @Override
  public void onBatch(Batch batch) {
    if (before != null) {
      rows.addAll(before.ratios(places, batch.step()));
      forget();
    }
  }

  /** Lets go of the network, also when a batch failed. */
  @Override
  public void onStop(History history) {
    if (network != null) {
      network.watch(null);
    }
    watch = null;
    forget();
  }

  private void forget() {
    if (before != null) {
      before.close();
      before = null;
    }
  }

  private static boolean isResponse(LayerPlace place) {
    return place.response() || place.branch();
  }

  private void prepare(Block trained) {
    if (trained == network) {
      return;
    }
    if (!(trained instanceof Composite)) {
      throw new IllegalArgumentException(
          "the recorder knows no layers of a %s: train Chain.of(…) of its layers"
              .formatted(trained.getClass().getSimpleName()));
    }
    Map<String, LayerPlace> found = LayerPlace.of((Composite) trained);
    Set<String> unknown = new TreeSet<>(named);
    unknown.removeAll(found.keySet());
    if (!unknown.isEmpty()) {
      throw new IllegalArgumentException(
          "optActivations: the network has no %s; it has %s".formatted(unknown, found.keySet()));
    }
    network = (Composite) trained;
    places = found;
  }

  /** Collects what to record. */
  public static final class Builder {
    private int every = 1;
    private final Set<String> named = new TreeSet<>();
    private Predicate<String> chosen = path -> false;
    private boolean responses = true;
    private boolean ratios = true;

    private Builder() {}

    /** Records the first step and every n-th after it, n ≥ 1; default 1, every step. */
    public Builder optEvery(int steps) {
      if (steps < 1) {
        throw new IllegalArgumentException("optEvery: at least 1, not " + steps);
      }
      every = steps;
      return this;
    }

    /**
     * Layers or blocks whose results' gradients are recorded, by the paths of {@code ModelSummary}:
     * {@code layer1.0}, {@code layer1.0.conv1}, {@code layer1.0.add}; default none. Each takes
     * twice the memory of its result while a step is recorded.
     */
    public Builder optActivations(String... paths) {
      named.addAll(List.of(paths));
      return this;
    }

    /** The same by a rule: {@code path -> path.endsWith("add")}. */
    public Builder optActivations(Predicate<String> rule) {
      chosen = rule;
      return this;
    }

    /** Whether {@link Measure#RESPONSE} and {@link Measure#BRANCH} are recorded; default true. */
    public Builder optResponses(boolean isOn) {
      responses = isOn;
      return this;
    }

    /**
     * Whether {@link Measure#UPDATE_RATIO} is recorded; default true. It takes a copy of the
     * weights while a step is recorded.
     */
    public Builder optUpdateRatios(boolean isOn) {
      ratios = isOn;
      return this;
    }

    /** The recorder. */
    public GradientRecorder build() {
      return new GradientRecorder(this);
    }
  }
}
