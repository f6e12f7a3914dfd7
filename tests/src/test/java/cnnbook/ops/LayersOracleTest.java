package cnnbook.ops;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import ai.djl.nn.norm.BatchNorm;
import ai.djl.nn.norm.LayerNorm;
import ai.djl.training.loss.SoftmaxCrossEntropyLoss;
import cnnbook.models.Djl;
import cnnbook.tensor.Tensor;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;

/**
 * Everything but convolution and pooling against two engines, on random legal shapes, forward and
 * backward: 1,000 cases each, 50,000 in the slow profile.
 *
 * <table>
 * <caption>How each operation is held</caption>
 * <tr><th>operation</th><th>PyTorch</th><th>MXNet</th></tr>
 * <tr><td>BatchNormOp, training</td><td>directly, running statistics too</td><td>directly without the
 * running statistics (MXNet's variance is ÷ m)</td></tr>
 * <tr><td>BatchNormOp, inference</td><td>directly</td><td>not held: MXNet has no gradient at inference;
 * its forward: {@link EngineQuirksTest}</td></tr>
 * <tr><td>LayerNormOp</td><td>directly</td><td>composed</td></tr>
 * <tr><td>SigmoidOp, TanhOp, ReluOp, LeakyReluOp, EluOp, SoftplusOp, GeluOp exact</td><td>directly</td>
 * <td>directly</td></tr>
 * <tr><td>GeluOp tanh</td><td>composed (DJL has the exact form alone)</td><td>composed</td></tr>
 * <tr><td>SoftmaxOp, LogSoftmaxOp</td><td>directly</td><td>directly</td></tr>
 * <tr><td>CrossEntropyOp</td><td>directly</td><td>directly</td></tr>
 * <tr><td>CrossEntropyOp with smoothing, MseOp, L1Penalty, L2Penalty</td><td>composed (DJL has no
 * smoothing; its penalties work on blocks)</td><td>composed</td></tr>
 * <tr><td>ConcatOp, AddOp, FlattenOp</td><td>directly</td><td>directly</td></tr>
 * <tr><td>DropoutOp</td><td colspan="2">by GradCheck and hand cases alone: each engine draws its own
 * random numbers</td></tr>
 * <tr><td>Sgd, Adam</td><td>directly ({@link OptimizersOracleTest})</td><td>directly</td></tr>
 * <tr><td>AdamW</td><td>directly</td><td>by hand cases and PyTorch's</td></tr>
 * <tr><td>Sgd with Nesterov's step</td><td colspan="2">by hand cases: DJL has none on PyTorch</td></tr>
 * <tr><td>Initializer</td><td colspan="2">by their bounds and moments: they are random</td></tr>
 * </table>
 */
class LayersOracleTest {
  private final List<Oracle> oracles = Oracle.all();

  @Property(edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.OFF)
  void activationsEqualTheEngines(@ForAll long seed) {
    Cases cases = new Cases(seed);
    double alpha = cases.real(0.1, 1.5);
    Tensor x = shape(cases).times(3);
    check(seed, x, new SigmoidOp(), Activation::sigmoid);
    check(seed, x, new TanhOp(), Activation::tanh);
    check(seed, x, new ReluOp(), Activation::relu);
    check(seed, x, new LeakyReluOp((float) alpha), a -> Activation.leakyRelu(a, (float) alpha));
    check(seed, x, new EluOp((float) alpha), a -> Activation.elu(a, (float) alpha));
    check(seed, x, new SoftplusOp(), Activation::softPlus);
    check(seed, x, new GeluOp(GeluOp.Form.EXACT), Activation::gelu);
    check(seed, x, new GeluOp(GeluOp.Form.TANH), LayersOracleTest::tanhGelu);
  }

  private static NDArray tanhGelu(NDArray x) {
    NDArray inner = x.add(x.mul(x).mul(x).mul(0.044715f)).mul((float) Math.sqrt(2 / Math.PI));
    return x.mul(0.5f).mul(inner.tanh().add(1));
  }

  private void check(long seed, Tensor x, ElementwiseOp op, Function<NDArray, NDArray> theirs) {
    Tensor dx = op.backward(x, dout(seed, x));
    for (Oracle oracle : oracles) {
      Oracle.Answer answer = oracle.ask(in -> theirs.apply(in.get(0)), seed, x);
      oracle.agree(op, op.forward(x), answer.out());
      oracle.agree(op + " dx", dx, answer.gradients().get(0));
    }
  }

  @Property(edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.OFF)
  void softmaxAndItsLogarithmEqualTheEngines(@ForAll long seed) {
    Cases cases = new Cases(seed);
    Tensor x = shape(cases).times(3);
    SoftmaxOp softmax = new SoftmaxOp();
    SoftmaxOp.Forward soft = softmax.forward(x);
    LogSoftmaxOp logSoftmax = new LogSoftmaxOp();
    LogSoftmaxOp.Forward logs = logSoftmax.forward(x);
    for (Oracle oracle : oracles) {
      Oracle.Answer p = oracle.ask(in -> in.get(0).softmax(-1), seed, x);
      oracle.agree(softmax, soft.out(), p.out());
      Tensor dx = softmax.backward(soft, dout(seed, x));
      oracle.agree(softmax + " dx", dx, p.gradients().get(0));
      Oracle.Answer log = oracle.ask(in -> in.get(0).logSoftmax(-1), seed, x);
      oracle.agree(logSoftmax, logs.out(), log.out());
      Tensor dlog = logSoftmax.backward(logs, dout(seed, x));
      // The engines raise e to the logarithm again; its rounding grows with it.
      double deepest = -logs.out().min();
      oracle.agree(logSoftmax + " dx", dlog, log.gradients().get(0), deepest);
    }
  }

  @Property(edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.OFF)
  void batchNormInTrainingEqualsTheEngines(@ForAll long seed) {
    Cases cases = new Cases(seed);
    int c = cases.between(1, 5);
    Tensor x = cases.normal(cases.between(2, 4), c, cases.between(2, 5), cases.between(2, 6));
    Tensor gamma = cases.normal(c);
    Tensor beta = cases.normal(c);
    BatchNormOp op = new BatchNormOp();
    for (Oracle oracle : oracles) {
      RunningStatistics ours = statistics(new Cases(seed + 1), c);
      RunningStatistics theirs = statistics(new Cases(seed + 1), c);
      BatchNormOp.Forward forward = op.forwardTraining(x, gamma, beta, ours);
      BatchNormOp.Gradients gradients = op.backward(forward, dout(seed, x));
      Oracle.Answer answer =
          oracle.ask(in -> engineBatchNorm(in, theirs, true), seed, x, gamma, beta);
      oracle.agree(op, forward.out(), answer.out());
      agree(oracle, forward.inverseStd(), gradients, answer);
      if (oracle.engine().getEngineName().equals("PyTorch")) {
        oracle.agree("running mean", ours.mean(), theirs.mean());
        oracle.agree("running variance", ours.variance(), theirs.variance());
      }
    }
  }

  @Property(edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.OFF)
  void batchNormAtInferenceEqualsPyTorch(@ForAll long seed) {
    Cases cases = new Cases(seed);
    int c = cases.between(1, 5);
    Tensor x = cases.normal(cases.between(1, 4), c, cases.between(1, 5), cases.between(1, 6));
    Tensor gamma = cases.normal(c);
    Tensor beta = cases.normal(c);
    RunningStatistics running = statistics(cases, c);
    BatchNormOp op = new BatchNormOp();
    BatchNormOp.Forward forward = op.forwardInference(x, gamma, beta, running);
    Oracle oracle = Oracle.pyTorch();
    Oracle.Answer answer =
        oracle.ask(in -> engineBatchNorm(in, running, false), seed, x, gamma, beta);
    oracle.agree(op, forward.out(), answer.out());
    agree(oracle, forward.inverseStd(), op.backward(forward, dout(seed, x)), answer);
  }

  private static RunningStatistics statistics(Cases cases, int c) {
    Tensor mean = cases.normal(c);
    return new RunningStatistics(mean, cases.normal(c).map(v -> 0.5 + v * v));
  }

  /** The engine's batch normalization; the statistics that it changes are copied back. */
  private static NDArray engineBatchNorm(NDList in, RunningStatistics running, boolean train) {
    NDManager manager = in.get(0).getManager();
    NDArray mean = Djl.array(manager, running.mean());
    NDArray variance = Djl.array(manager, running.variance());
    NDArray out =
        BatchNorm.batchNorm(in.get(0), mean, variance, in.get(1), in.get(2), 1, 0.9f, 1e-5f, train)
            .head();
    System.arraycopy(mean.toFloatArray(), 0, running.mean().data(), 0, running.mean().count());
    System.arraycopy(
        variance.toFloatArray(), 0, running.variance().data(), 0, running.variance().count());
    return out;
  }

  @Property(edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.OFF)
  void layerNormEqualsTheEngines(@ForAll long seed) {
    Cases cases = new Cases(seed);
    // At least 8 values: of two nearly equal ones the standard deviation is all rounding.
    int h = cases.between(2, 5);
    int w = cases.between(4, 7);
    Tensor x = cases.normal(cases.between(1, 4), cases.between(1, 3), h, w);
    Tensor gamma = cases.normal(h, w);
    Tensor beta = cases.normal(h, w);
    LayerNormOp op = new LayerNormOp();
    LayerNormOp.Forward forward = op.forward(x, gamma, beta);
    BatchNormOp.Gradients gradients = op.backward(forward, dout(seed, x));
    for (Oracle oracle : oracles) {
      boolean pyTorch = oracle.engine().getEngineName().equals("PyTorch");
      Oracle.Answer answer =
          oracle.ask(
              in ->
                  pyTorch
                      ? LayerNorm.layerNorm(in.get(0), new Shape(h, w), in.get(1), in.get(2), 1e-5f)
                          .head()
                      : composedLayerNorm(in),
              seed,
              x,
              gamma,
              beta);
      oracle.agree(op, forward.out(), answer.out());
      agree(oracle, forward.inverseStd(), gradients, answer);
    }
  }

  private static NDArray composedLayerNorm(NDList in) {
    int[] axes = {2, 3};
    NDArray centred = in.get(0).sub(in.get(0).mean(axes, true));
    NDArray variance = centred.square().mean(axes, true);
    NDArray normalized = centred.div(variance.add(1e-5f).sqrt());
    return normalized.mul(in.get(1)).add(in.get(2));
  }

  /** The three terms of dx are of the size of 1 / σ and cancel: their rounding stays. */
  private static void agree(
      Oracle oracle, double[] inverseStd, BatchNormOp.Gradients gradients, Oracle.Answer answer) {
    double terms = Arrays.stream(inverseStd).max().orElseThrow();
    oracle.agree("dx", gradients.dx(), answer.gradients().get(0), terms);
    oracle.agree("dgamma", gradients.dgamma(), answer.gradients().get(1));
    oracle.agree("dbeta", gradients.dbeta(), answer.gradients().get(2));
  }

  @Property(edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.OFF)
  void crossEntropyEqualsTheEngines(@ForAll long seed) {
    Cases cases = new Cases(seed);
    int n = cases.between(1, 6);
    int k = cases.between(2, 9);
    Tensor scores = cases.normal(n, k).times(4);
    int[] labels = cases.random().ints(n, 0, k).toArray();
    double smoothing = cases.flip() ? 0 : cases.real(0, 0.9);
    CrossEntropyOp op = new CrossEntropyOp(smoothing);
    CrossEntropyOp.Forward forward = op.forward(scores, labels);
    for (Oracle oracle : oracles) {
      Oracle.Answer answer =
          oracle.ask(
              in ->
                  smoothing == 0
                      ? engineCrossEntropy(in.get(0), labels)
                      : smoothed(in.get(0), labels, smoothing),
              Tensor.scalar(1),
              scores);
      oracle.agree(op, Tensor.scalar(forward.loss()), answer.out().reshape());
      oracle.agree(op + " dx", op.backward(forward), answer.gradients().get(0));
    }
  }

  private static NDArray engineCrossEntropy(NDArray scores, int[] labels) {
    float[] classes = new float[labels.length];
    for (int i = 0; i < labels.length; i++) {
      classes[i] = labels[i];
    }
    NDArray truth = scores.getManager().create(classes);
    return new SoftmaxCrossEntropyLoss().evaluate(new NDList(truth), new NDList(scores));
  }

  private static NDArray smoothed(NDArray scores, int[] labels, double smoothing) {
    int k = (int) scores.getShape().get(1);
    Tensor targets = Tensor.full(smoothing / k, labels.length, k);
    for (int i = 0; i < labels.length; i++) {
      targets.set(1 - smoothing + smoothing / k, i, labels[i]);
    }
    NDArray weights = Djl.array(scores.getManager(), targets);
    return scores.logSoftmax(-1).mul(weights).sum().mul(-1f / labels.length);
  }

  @Property(edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.OFF)
  void squaredErrorAndPenaltiesEqualTheEngines(@ForAll long seed) {
    Cases cases = new Cases(seed);
    Tensor y = shape(cases);
    Tensor t = cases.normal(y.shape().toArray());
    MseOp mse = new MseOp();
    MseOp.Forward forward = mse.forward(y, t);
    Parameter one = new Parameter("one", y);
    Parameter two = new Parameter("two", y);
    new L1Penalty(0.3, List.of(one)).addGradients();
    new L2Penalty(0.3, List.of(two)).addGradients();
    Tensor up = Tensor.scalar(1);
    for (Oracle oracle : oracles) {
      Oracle.Answer error = oracle.ask(in -> in.get(0).sub(in.get(1)).square().mean(), up, y, t);
      oracle.agree(mse, Tensor.scalar(forward.loss()), error.out().reshape());
      oracle.agree(mse + " dy", mse.backward(forward), error.gradients().get(0));
      Oracle.Answer l1 = oracle.ask(in -> in.get(0).abs().sum().mul(0.3f), up, y);
      oracle.agree("L1", one.gradient(), l1.gradients().get(0));
      Oracle.Answer l2 = oracle.ask(in -> in.get(0).square().sum().mul(0.3f), up, y);
      oracle.agree("L2", two.gradient(), l2.gradients().get(0));
    }
  }

  @Property(edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.OFF)
  void concatAddAndFlattenEqualTheEngines(@ForAll long seed) {
    Cases cases = new Cases(seed);
    Tensor a = shape(cases);
    int axis = cases.between(0, a.rank() - 1);
    Tensor b = cases.normal(a.shape().with(axis, cases.between(1, 4)).toArray());
    Tensor c = cases.normal(a.shape().toArray());
    ConcatOp concat = new ConcatOp(axis);
    Tensor joined = concat.forward(List.of(a, b));
    List<Tensor> parts = concat.backward(List.of(a, b), dout(seed, joined));
    FlattenOp flatten = new FlattenOp();
    for (Oracle oracle : oracles) {
      Oracle.Answer answer =
          oracle.ask(in -> NDArrays.concat(new NDList(in.get(0), in.get(1)), axis), seed, a, b);
      oracle.agree(concat, joined, answer.out());
      oracle.agree(concat + " da", parts.get(0), answer.gradients().get(0));
      oracle.agree(concat + " db", parts.get(1), answer.gradients().get(1));
      Oracle.Answer sum = oracle.ask(in -> in.get(0).add(in.get(1)), seed, a, c);
      oracle.agree("sum", new AddOp().forward(a, c), sum.out());
      oracle.agree("da", new AddOp().backward(dout(seed, a)).get(0), sum.gradients().get(0));
      Tensor flat = flatten.forward(a);
      Oracle.Answer rows = oracle.ask(in -> in.get(0).reshape(a.size(0), flat.size(1)), seed, a);
      oracle.agree(flatten, flat, rows.out());
      Tensor dx = flatten.backward(a, dout(seed, flat));
      oracle.agree(flatten + " dx", dx, rows.gradients().get(0));
    }
  }

  /** Any tensor of 2 to 4 axes. */
  private static Tensor shape(Cases cases) {
    int[] sizes = new int[cases.between(2, 4)];
    for (int axis = 0; axis < sizes.length; axis++) {
      sizes[axis] = cases.between(1, 5);
    }
    return cases.normal(sizes);
  }

  private static Tensor dout(long seed, Tensor out) {
    return Oracle.random(seed, out.shape().toArray());
  }
}
