package cnnbook.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import ai.djl.Model;
import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.DefaultTrainingConfig;
import ai.djl.training.GradientCollector;
import ai.djl.training.Trainer;
import ai.djl.training.loss.Loss;
import cnnbook.models.LeNet;
import cnnbook.models.NamedParameters;
import cnnbook.models.Network;
import cnnbook.ops.Adam;
import cnnbook.ops.Optimizer;
import cnnbook.ops.Parameter;
import cnnbook.ops.Sgd;
import cnnbook.tensor.Tensor;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** DJL optimizers of our own against their plain twins, on both engines. */
class OptimizersTest {
  private static final int STEPS = 20;
  private static final Shape SHAPE = new Shape(3, 7);

  @ParameterizedTest
  @MethodSource("cnnbook.training.Rig#engines")
  void descentEqualsItsPlainTwin(Engine engine) {
    for (double momentum : new double[] {0, 0.9}) {
      for (double decay : new double[] {0, 0.05}) {
        agree(
            engine,
            new Sgd(0.1, momentum, false, decay),
            sgd(momentum).optDecay(Decay.all(decay)).build());
      }
    }
  }

  @ParameterizedTest
  @MethodSource("cnnbook.training.Rig#engines")
  void nesterovsDescentEqualsItsPlainTwin(Engine engine) {
    for (double decay : new double[] {0, 0.05}) {
      agree(
          engine,
          new Sgd(0.1, 0.8, true, decay),
          sgd(0.8).optNesterov(true).optDecay(Decay.all(decay)).build());
    }
  }

  /** ε is large, so that its place is seen. */
  @ParameterizedTest
  @MethodSource("cnnbook.training.Rig#engines")
  void adamEqualsItsPlainTwinWithEpsilonInItsPlace(Engine engine) {
    for (double decay : new double[] {0, 0.05}) {
      agree(
          engine,
          Adam.adam(0.05, 0.8, 0.98, 0.5, decay),
          adam(0.5).optDecay(Decay.all(decay)).build());
      agree(
          engine,
          Adam.adam(0.05, 0.8, 0.98, 1e-8, decay),
          adam(1e-8).optDecay(Decay.all(decay)).build());
    }
  }

  @ParameterizedTest
  @MethodSource("cnnbook.training.Rig#engines")
  void adamWEqualsItsPlainTwin(Engine engine) {
    agree(
        engine,
        Adam.adamW(0.05, 0.8, 0.98, 1e-8, 0.3),
        adam(1e-8).optDecoupled(true).optDecay(Decay.all(0.3)).build());
  }

  @ParameterizedTest
  @MethodSource("cnnbook.training.Rig#engines")
  void velocityDoesNotContainTheRate(Engine engine) {
    try (NDManager manager = engine.newBaseManager();
        SgdOptimizer optimizer = SgdOptimizer.builder().optRate(1).optMomentum(0.9).build()) {
      NDArray weight = manager.zeros(new Shape(1));
      NDArray gradient = manager.ones(new Shape(1));
      optimizer.update("w", weight, gradient);
      assertThat(weight.toFloatArray()).containsExactly(-1);
      optimizer.setRate(0.1);
      optimizer.update("w", weight, gradient);
      // The second velocity is 0.9 + 1; with the rate inside it would be 0.9 + 0.1.
      assertThat(weight.getFloat(0)).isCloseTo(-1.19f, within(1e-6f));
    }
  }

  @ParameterizedTest
  @MethodSource("cnnbook.training.Rig#engines")
  void gradientsThatAreAllZeroDecayTheWeightsAndNothingElse(Engine engine) {
    try (Rig rig = new Rig(engine);
        SgdOptimizer optimizer =
            SgdOptimizer.builder()
                .optRate(0.5)
                .optMomentum(0.9)
                .optDecay(Decay.weights(rig.network, 0.2))
                .build()) {
      Map<String, float[]> before = rig.values();
      optimizer.step(rig.network);
      rig.values()
          .forEach(
              (name, values) -> {
                float kept = name.endsWith("weight") ? 0.9f : 1;
                for (int i = 0; i < values.length; i++) {
                  assertThat(values[i])
                      .as(name)
                      .isCloseTo(kept * before.get(name)[i], within(1e-6f));
                }
              });
    }
  }

  @Test
  void decayOfChosenNames() {
    Network network = LeNet.modern();
    Decay decay = Decay.chosen(network, 0.1, name -> name.startsWith("dense1."));
    NamedParameters.of(network)
        .forEach(
            (name, parameter) ->
                assertThat(decay.of(parameter.getId()))
                    .as(name)
                    .isEqualTo(name.startsWith("dense1.") ? 0.1 : 0));
  }

  @ParameterizedTest
  @MethodSource("cnnbook.training.Rig#engines")
  void stateContinuesToTheLastBit(Engine engine) {
    continues(engine, () -> sgd(0.9).optNesterov(true).optDecay(Decay.all(0.01)).build());
    continues(engine, () -> sgd(0).build());
    continues(engine, () -> adam(1e-8).optDecay(Decay.all(0.01)).build());
  }

  private static void continues(Engine engine, Supplier<ResumableOptimizer> kind) {
    try (Rig whole = new Rig(engine);
        Rig resumed = new Rig(engine);
        ResumableOptimizer first = kind.get();
        ResumableOptimizer second = kind.get();
        ResumableOptimizer ignorant = kind.get()) {
      steps(whole, first, 0, 5);
      Map<String, NDArray> state =
          asFile(first.state(whole.manager, whole.network), resumed.manager);
      resumed.take(whole);
      steps(whole, first, 5, 10);
      second.restore(resumed.network, state);
      steps(resumed, second, 5, 10);
      Map<String, float[]> expected = whole.values();
      resumed
          .values()
          .forEach((name, values) -> assertThat(values).as(name).isEqualTo(expected.get(name)));
      if (state.size() > 18) {
        resumed.take(whole);
        steps(whole, first, 10, 12);
        steps(resumed, ignorant, 10, 12);
        assertThat(resumed.values().get("conv1.weight"))
            .isNotEqualTo(whole.values().get("conv1.weight"));
      }
    }
  }

  /** There and back through the bytes of an npz file. */
  private static Map<String, NDArray> asFile(Map<String, NDArray> state, NDManager manager) {
    NDList list = new NDList();
    state.forEach(
        (name, array) -> {
          array.setName(name);
          list.add(array);
        });
    Map<String, NDArray> back = new LinkedHashMap<>();
    for (NDArray array : NDList.decode(manager, list.encode(NDList.Encoding.NPZ))) {
      back.put(array.getName(), array);
    }
    return back;
  }

  private static void steps(Rig rig, ResumableOptimizer optimizer, int from, int to) {
    for (int step = from; step < to; step++) {
      rig.backward(step);
      optimizer.step(rig.network);
    }
  }

  @ParameterizedTest
  @MethodSource("cnnbook.training.Rig#engines")
  void stateSharesNoMemoryWithTheOptimizer(Engine engine) {
    try (Rig rig = new Rig(engine);
        ResumableOptimizer optimizer = sgd(0.9).build()) {
      steps(rig, optimizer, 0, 1);
      Map<String, NDArray> state = optimizer.state(rig.manager, rig.network);
      float[] velocity = state.get("conv1.weight.velocity").toFloatArray();
      state.values().forEach(array -> array.subi(array));
      state = optimizer.state(rig.manager, rig.network);
      assertThat(state.get("conv1.weight.velocity").toFloatArray()).isEqualTo(velocity);
      optimizer.restore(rig.network, state);
      state.values().forEach(array -> array.subi(array));
      state = optimizer.state(rig.manager, rig.network);
      assertThat(state.get("conv1.weight.velocity").toFloatArray()).isEqualTo(velocity);
    }
  }

  @Test
  void stateOfAnotherOptimizerOrNetworkIsRefusedAndChangesNothing() {
    try (Rig rig = new Rig(Engine.getInstance());
        ResumableOptimizer momentum = sgd(0.9).build();
        ResumableOptimizer adam = adam(1e-8).build()) {
      steps(rig, momentum, 0, 1);
      steps(rig, adam, 1, 2);
      Map<String, NDArray> state = momentum.state(rig.manager, rig.network);
      assertThatIllegalArgumentException()
          .isThrownBy(() -> adam.restore(rig.network, state))
          .withMessageContaining("no conv1.weight.mean");
      assertThatIllegalArgumentException()
          .isThrownBy(() -> momentum.restore(rig.network, adam.state(rig.manager, rig.network)))
          .withMessageContaining("conv1.weight.velocity");
      state.put("conv9.weight.velocity", rig.manager.zeros(new Shape(1)));
      assertThatIllegalArgumentException()
          .isThrownBy(() -> momentum.restore(rig.network, state))
          .withMessageContaining("remembers conv9.weight.velocity");
      state.remove("conv9.weight.velocity");
      state.put("conv1.weight.velocity", rig.manager.zeros(new Shape(1)));
      assertThatIllegalArgumentException()
          .isThrownBy(() -> momentum.restore(rig.network, state))
          .withMessageContaining("saved with shape (1), the network's parameter has (3, 1, 5, 5)");
      assertThat(adam.state(rig.manager, rig.network).get("conv1.weight.steps").getLong(0))
          .isEqualTo(1);
    }
  }

  @ParameterizedTest
  @MethodSource("cnnbook.training.Rig#engines")
  void trainerOfDjlMakesTheSameSteps(Engine engine) {
    try (Model model = Model.newInstance("test", null, engine.getEngineName());
        Rig rig = new Rig(engine);
        Rig inTrainer = new Rig(model.getNDManager());
        ResumableOptimizer alone = sgd(0.9).build();
        ResumableOptimizer given = sgd(0.9).build()) {
      model.setBlock(inTrainer.network);
      DefaultTrainingConfig config =
          new DefaultTrainingConfig(Loss.softmaxCrossEntropyLoss()).optOptimizer(given);
      try (Trainer trainer = model.newTrainer(config)) {
        for (int step = 0; step < 4; step++) {
          trainerStep(trainer, inTrainer, step);
        }
      }
      steps(rig, alone, 0, 4);
      Map<String, float[]> expected = rig.values();
      inTrainer
          .values()
          .forEach(
              (name, values) ->
                  assertThat(values).as(name).containsExactly(expected.get(name), within(1e-5f)));
      assertThat(given.state(inTrainer.manager, inTrainer.network))
          .containsKey("dense3.bias.velocity");
    }
  }

  private static void trainerStep(Trainer trainer, Rig rig, int batch) {
    try (NDManager scope = rig.manager.newSubManager()) {
      try (GradientCollector collector = trainer.newGradientCollector()) {
        NDList logits = trainer.forward(new NDList(rig.images(scope, batch)));
        collector.backward(trainer.getLoss().evaluate(new NDList(rig.labels(scope)), logits));
      }
      trainer.step();
    }
  }

  @ParameterizedTest
  @MethodSource("cnnbook.training.Rig#engines")
  void thousandsOfStepsLeaveNothingBehind(Engine engine) {
    try (Rig rig = new Rig(engine);
        ResumableOptimizer sgd =
            sgd(0.9).optDecay(Decay.weights(rig.network, 1e-3)).optNesterov(true).build();
        ResumableOptimizer adam = adam(1e-8).build()) {
      rig.backward(1);
      Runnable step =
          () -> {
            Clip.byNorm(1).apply(rig.network);
            Clip.byValue(0.1).apply(rig.network);
            sgd.step(rig.network);
            adam.step(rig.network);
          };
      step.run();
      int before = rig.manager.getManagedArrays().size();
      int remembered = sgd.managedArrays() + adam.managedArrays();
      for (int i = 0; i < 2000; i++) {
        step.run();
      }
      assertThat(rig.manager.getManagedArrays()).hasSize(before);
      assertThat(sgd.managedArrays() + adam.managedArrays()).isEqualTo(remembered);
    }
  }

  @Test
  void numbersOutOfRangeAreRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> sgd(1).build())
        .withMessage("momentum must be in [0, 1), not 1.0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> sgd(0).optNesterov(true).build())
        .withMessageContaining("optMomentum");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> adam(0).build())
        .withMessage("epsilon must be a number above 0, not 0.0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> adam(1).optBetas(0.9, 1).build())
        .withMessage("betas must be in [0, 1), not 0.9 and 1.0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> adam(1).build().setRate(-1))
        .withMessage("learning rate must be a number from 0 up, not -1.0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Decay.all(Double.NaN))
        .withMessage("weight decay must be a number from 0 up, not NaN");
  }

  private static SgdOptimizer.Builder sgd(double momentum) {
    return SgdOptimizer.builder().optRate(0.1).optMomentum(momentum);
  }

  private static AdamOptimizer.Builder adam(double epsilon) {
    return AdamOptimizer.builder().optRate(0.05).optBetas(0.8, 0.98).optEpsilon(epsilon);
  }

  /** Twenty steps on random gradients; the weights are of size 1. */
  private static void agree(Engine engine, Optimizer plain, ResumableOptimizer ours) {
    Random random = new Random(11);
    float[] start = Rig.numbers(random, SHAPE.size(), 1);
    Parameter twin = new Parameter("w", Tensor.of(start.clone(), 3, 7));
    try (NDManager manager = engine.newBaseManager();
        ResumableOptimizer closing = ours) {
      NDArray weight = manager.create(start, SHAPE);
      weight.setRequiresGradient(true);
      for (int step = 0; step < STEPS; step++) {
        float[] gradient = Rig.numbers(random, SHAPE.size(), 2);
        closing.update("w", weight, manager.create(gradient, SHAPE));
        twin.gradient().add(Tensor.of(gradient, 3, 7));
        plain.step(List.of(twin));
        assertThat(weight.toFloatArray())
            .as("step %d", step)
            .containsExactly(twin.value().data(), within(4e-6f));
      }
    }
  }
}
