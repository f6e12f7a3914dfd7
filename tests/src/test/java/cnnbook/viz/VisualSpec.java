package cnnbook.viz;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** What {@link VisualsTest} must know of one visual. Everything is the same at every call. */
interface VisualSpec {

  /** All visuals: a new one is entered here. */
  static List<VisualSpec> all() {
    return List.of(
        new ConvolutionSpec(),
        new BackwardSpec(),
        new SoftmaxSpec(),
        new PoolingSpec(),
        new ShapesSpec(),
        new ChannelsSpec(),
        new ReceptiveFieldSpec(),
        new ReplaySpec(),
        new ExplorerSpec());
  }

  /** The visual of each case, in the order of the cases. */
  static <T> Map<String, Visual> visuals(Map<String, T> cases, Function<T, Visual> visual) {
    Map<String, Visual> samples = new LinkedHashMap<>();
    cases.forEach((name, one) -> samples.put(name, visual.apply(one)));
    return samples;
  }

  /** A word for the names of files. */
  String name();

  /** Name → visual: the first as the README shows it, then random ones, the largest last. */
  Map<String, Visual> samples();

  /** The first sample as a learner writes it in a notebook. */
  String code();

  /** A piece of the message → the visual of arguments that do not fit. */
  Map<String, Visual> problems();

  /**
   * The states of a sample, in an order in which a person could reach them: all, or 500 random
   * ones. What they show comes from the operations, in another way than the visual's if there is
   * one.
   */
  List<State> states(String sample);

  /** Actions that lead to a state worth a picture, in any sample. */
  List<String> scene();

  /**
   * One state.
   *
   * @param actions how to get there from the one before, see driver.js
   * @param shows reading (the element's data-n) → text; a table's cells are parted by spaces
   */
  record State(List<String> actions, Map<String, String> shows) {
    State(String action, Map<String, String> shows) {
      this(List.of(action), shows);
    }
  }
}
