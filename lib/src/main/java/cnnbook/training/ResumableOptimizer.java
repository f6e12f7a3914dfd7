package cnnbook.training;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.nn.Parameter;
import ai.djl.training.optimizer.Optimizer;
import cnnbook.models.NamedParameters;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * An optimizer for DJL whose memory can be saved and restored to the bit, and whose learning rate
 * is set from outside, for instance from a {@link Schedule}. DJL's own keep what they remember
 * private.
 *
 * <p>It works in two ways: given to DJL's {@code Trainer}, whose {@code step()} then calls {@link
 * #update}; or on one device by {@link #step(Block)}, which copies no gradients and does not mind
 * gradients that are all zero (the first {@code Trainer.step()} throws on them).
 *
 * <p>Belongs to one training; closing it frees what it remembers.
 */
public abstract class ResumableOptimizer extends Optimizer implements AutoCloseable {
  private static final String STEPS = "steps";

  private final List<String> kinds;
  private final Decay decay;
  private final Map<String, Map<Device, Memory>> memories = new ConcurrentHashMap<>();
  private NDManager owner;
  private double rate;

  /**
   * An optimizer that has seen nothing.
   *
   * @param rate the first learning rate, ≥ 0
   * @param decay which parameters decay, by how much
   * @param kinds names of the arrays that are remembered of each parameter
   */
  ResumableOptimizer(double rate, Decay decay, String... kinds) {
    super(new Defaults());
    this.kinds = List.of(kinds);
    this.decay = decay;
    setRate(rate);
  }

  /** DJL's base class wants a builder; its options are not used, as they clip and decay amiss. */
  private static final class Defaults extends OptimizerBuilder<Defaults> {
    @Override
    protected Defaults self() {
      return this;
    }
  }

  /**
   * Sets the learning rate of the steps that follow.
   *
   * @param value ≥ 0 and finite
   * @throws IllegalArgumentException if it is not
   */
  public final void setRate(double value) {
    Require.notNegative("learning rate", value);
    rate = value;
  }

  final Decay decay() {
    return decay;
  }

  /** The learning rate of the next step. */
  public final double rate() {
    return rate;
  }

  /**
   * Changes every parameter of a network against its gradient, then sets the gradients to 0 where
   * the engine would add to them. For one device: the one where the network's own arrays are.
   *
   * @param network after a backward pass
   */
  public final void step(Block network) {
    for (Parameter parameter : network.getParameters().values()) {
      if (parameter.requiresGradient()) {
        NDArray weight = parameter.getArray();
        // The handle would else stay until the network's manager closes.
        try (NDArray gradient = weight.getGradient()) {
          update(parameter.getId(), weight, gradient);
        }
      }
    }
  }

  /**
   * Changes one parameter; called by DJL, once for each device.
   *
   * @param parameterId DJL's id of the parameter
   * @param weight its value on a device, changed in place
   * @param gradient of the weight's shape, left as it is (unless it is the weight's own, which
   *     PyTorch then holds at 0)
   */
  @Override
  public final void update(String parameterId, NDArray weight, NDArray gradient) {
    Memory memory = memory(parameterId, weight);
    memory.count();
    change(weight, gradient, memory, decay.of(parameterId));
  }

  /** Changes a weight by one step; the step is counted already. */
  abstract void change(NDArray weight, NDArray gradient, Memory memory, double weightDecay);

  /**
   * weight − rate · (direction + decay · weight), in one call of the engine. On PyTorch that also
   * zeroes the weight's gradient, as every change of a weight must.
   */
  static void descend(NDArray weight, NDArray direction, double rate, double weightDecay) {
    weight
        .getNDArrayInternal()
        .sgdUpdate(
            new NDList(weight, direction),
            new NDList(weight),
            (float) rate,
            (float) weightDecay,
            1,
            NO_CLIPPING,
            0,
            false);
  }

  /** What DJL's updates take for "do not clip". */
  static final float NO_CLIPPING = -1;

  /**
   * Everything that the next steps depend on, apart from weights and learning rate: for each
   * parameter that was changed so far its arrays, as {@code conv1.weight.velocity}, and how often
   * it was changed, as {@code conv1.weight.steps} (int64, shape (1)).
   *
   * @param manager owner of the copies
   * @param network whose parameters this optimizer changes
   */
  public final Map<String, NDArray> state(NDManager manager, Block network) {
    Map<String, NDArray> state = new LinkedHashMap<>();
    NamedParameters.of(network)
        .forEach(
            (name, parameter) -> {
              Map<Device, Memory> devices = memories.get(parameter.getId());
              if (devices != null) {
                save(name, devices.values().iterator().next(), manager, state);
              }
            });
    return state;
  }

  private void save(String name, Memory memory, NDManager manager, Map<String, NDArray> state) {
    for (int i = 0; i < kinds.size(); i++) {
      NDArray copy = Memory.copy(memory.array(i), manager, manager.getDevice());
      state.put(name + "." + kinds.get(i), copy);
    }
    state.put(name + "." + STEPS, manager.create(new long[] {memory.steps()}));
  }

  /**
   * Goes on where another optimizer of the same kind was when its {@link #state} was taken: the
   * steps that follow are the same to the bit. What this one remembered is forgotten.
   *
   * @param network the network that it changes from now on, with initialised parameters
   * @param state as {@link #state} gave it; copied
   * @param devices those that are trained on; none: the one where the network's arrays are
   * @throws IllegalArgumentException if the state is of another network or another kind of
   *     optimizer; nothing is changed then
   */
  public final void restore(Block network, Map<String, NDArray> state, Device... devices) {
    Map<String, Parameter> parameters = NamedParameters.of(network);
    Set<String> known = new HashSet<>();
    List<Saved> found = new ArrayList<>();
    parameters.forEach(
        (name, parameter) -> {
          if (state.containsKey(name + "." + STEPS)) {
            found.add(load(name, parameter, state));
            known.add(name + "." + STEPS);
            kinds.forEach(kind -> known.add(name + "." + kind));
          }
        });
    for (String key : state.keySet()) {
      if (!known.contains(key)) {
        throw new IllegalArgumentException(
            "the saved optimizer remembers %s, which %s of this network does not"
                .formatted(key, getClass().getSimpleName()));
      }
    }
    forget();
    found.forEach(saved -> restore(saved, devices));
  }

  /** The shapes of what {@link #state} gives once a parameter was changed, by their names there. */
  final Map<String, Shape> shapes(String name, Parameter parameter) {
    Map<String, Shape> shapes = new LinkedHashMap<>();
    kinds.forEach(kind -> shapes.put(name + "." + kind, parameter.getArray().getShape()));
    shapes.put(name + "." + STEPS, new Shape(1));
    return shapes;
  }

  private record Saved(Parameter parameter, List<NDArray> arrays, long steps) {}

  private Saved load(String name, Parameter parameter, Map<String, NDArray> state) {
    List<NDArray> arrays = new ArrayList<>();
    for (String kind : kinds) {
      NDArray array = state.get(name + "." + kind);
      if (array == null) {
        throw new IllegalArgumentException(
            "the saved optimizer has no %s.%s: it was of another kind than %s"
                .formatted(name, kind, getClass().getSimpleName()));
      }
      if (!array.getShape().equals(parameter.getArray().getShape())) {
        throw new IllegalArgumentException(
            "%s.%s was saved with shape %s, the network's parameter has %s"
                .formatted(name, kind, array.getShape(), parameter.getArray().getShape()));
      }
      arrays.add(array);
    }
    return new Saved(parameter, arrays, state.get(name + "." + STEPS).getLong(0));
  }

  private void restore(Saved saved, Device... devices) {
    NDArray weight = saved.parameter().getArray();
    NDManager manager = owner(weight);
    Device[] all = devices.length == 0 ? new Device[] {weight.getDevice()} : devices;
    for (Device device : all) {
      memories
          .computeIfAbsent(saved.parameter().getId(), id -> new ConcurrentHashMap<>())
          .put(device, Memory.restored(manager, saved.arrays(), device, saved.steps()));
    }
  }

  private Memory memory(String parameterId, NDArray weight) {
    return memories
        .computeIfAbsent(parameterId, id -> new ConcurrentHashMap<>())
        .computeIfAbsent(
            weight.getDevice(), device -> Memory.fresh(owner(weight), weight, kinds.size()));
  }

  /** Not the weight's manager: MXNet hands weights over in one that closes after the call. */
  final synchronized NDManager owner(NDArray weight) {
    if (owner == null) {
      owner = weight.getManager().getEngine().newBaseManager(weight.getDevice());
    }
    return owner;
  }

  /** How many arrays it holds. */
  final int managedArrays() {
    return owner == null ? 0 : owner.getManagedArrays().size();
  }

  private void forget() {
    memories.values().forEach(devices -> devices.values().forEach(Memory::close));
    memories.clear();
  }

  /** Frees what it remembers. */
  @Override
  public void close() {
    forget();
    if (owner != null) {
      owner.close();
      owner = null;
    }
  }
}
