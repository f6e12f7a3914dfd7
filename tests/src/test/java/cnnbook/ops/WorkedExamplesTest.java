package cnnbook.ops;

import static cnnbook.ops.OpsByHandTest.image;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import cnnbook.geometry.Axis;
import cnnbook.geometry.LayerCost;
import cnnbook.geometry.ReceptiveField;
import cnnbook.geometry.Sizes;
import cnnbook.geometry.Window;
import cnnbook.tensor.Shape;
import cnnbook.tensor.Tensor;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * The source notes' worked examples. The number at each test is the example's row in the table of
 * worked examples; N0, N1, N3 and N4 are the notes. Where a note is wrong, the test asserts the
 * right value and that the note's value is not what the library computes.
 *
 * <p>Tested where the models are: 32 (where a bottleneck strides), 47 (AlexNet's channels), 48 (how
 * layers are counted).
 */
class WorkedExamplesTest {
  private static final Tensor GREY = image("0 50 0 29; 0 80 31 2; 33 90 0 75; 0 9 0 95");
  private static final Tensor SOBEL_X = image("-1 0 1; -2 0 2; -1 0 1");
  private static final Tensor SIXTEEN = image("1 2 3 4; 5 6 7 8; 9 10 11 12; 13 14 15 16");
  private static final Tensor SHIFTED = image("0 1 2 3; 0 5 6 7; 0 9 10 11; 0 13 14 15");
  private static final Tensor DIAGONAL = image("1 0; 0 -1");
  private static final Tensor W1 = Tensor.matrix("0.5 0.3; 0.2 0.4");
  private static final Tensor W2 = Tensor.matrix("0.6 0.1; 0.4 0.2");
  private static final Tensor W3 = Tensor.matrix("0.7 0.3; 0.5 0.9");
  private static final Tensor LAST = Tensor.matrix("1 0.5");

  /** Row 1, N1 (1). */
  @Test
  void aColourImageOf32PixelsHas3072Values() {
    assertThat(Shape.of(3, 32, 32).count()).isEqualTo(3072);
  }

  /** Row 2, N1. */
  @Test
  void theMlpOnItHas308310Parameters() {
    LayerCost hidden = LayerCost.linear(3072, 100, true);
    LayerCost output = LayerCost.linear(100, 10, true);
    assertThat(hidden.parameters()).isEqualTo(307_300);
    assertThat(output.parameters()).isEqualTo(1010);
    assertThat(hidden.plus(output).parameters()).isEqualTo(308_310);
  }

  /** Row 3, N1, erratum. */
  @Test
  void theCnnOnItHas226390ParametersAndNot257380() {
    assertThat(cnnParameters(Window.valid(3), 15)).isEqualTo(280 + 225_100 + 1010);
    assertThat(cnnParameters(Window.valid(3), 15)).isEqualTo(226_390).isNotEqualTo(257_380);
    assertThat(cnnParameters(Window.valid(3).padding(1), 16))
        .isEqualTo(280 + 256_100 + 1010)
        .isEqualTo(257_390)
        .isNotEqualTo(257_380);
  }

  private static long cnnParameters(Window window, int pooled) {
    LayerCost conv = LayerCost.conv2d(window, 3, 10, 1, true, 32, 32);
    assertThat(conv.parameters()).isEqualTo(280).isNotEqualTo(270);
    int size = Window.valid(2).stride(2).outputHeight(window.outputHeight(32));
    assertThat(size).isEqualTo(pooled);
    LayerCost hidden = LayerCost.linear(10 * size * size, 100, true);
    return conv.plus(hidden).plus(LayerCost.linear(100, 10, true)).parameters();
  }

  /** Row 4, N1 (8)–(11). */
  @Test
  void sobelOfTheGreyImage() {
    assertThat(correlate(GREY, SOBEL_X)).isEqualTo(image("29 -192; -35 -22"));
  }

  /** Row 5, N1 (12)–(13). */
  @Test
  void sizeOfTheSobelMapIsTwo() {
    assertThat(Sizes.perSide(4, 3, 0, 1)).isEqualTo(2);
  }

  /** Rows 6 and 7, N1 (14)–(17) and (21), erratum. */
  @Test
  void penaltiesAndTheirGradients() {
    Parameter w = new Parameter("w", Tensor.vector(-3, 2));
    L1Penalty l1 = new L1Penalty(0.1, List.of(w));
    L2Penalty l2 = new L2Penalty(0.1, List.of(w));
    assertThat(l1.value()).isEqualTo(0.5, within(1e-12));
    assertThat(l2.value()).isEqualTo(1.3, within(1e-12));
    l2.addGradients();
    assertThat(w.gradient()).isEqualTo(Tensor.vector(2 * 0.1 * -3, 2 * 0.1 * 2));
    w.clearGradient();
    l1.addGradients();
    assertThat(w.gradient()).isEqualTo(Tensor.vector(-0.1, 0.1));
  }

  /** Row 8, N1 (22)–(26), erratum. */
  @Test
  void aBiasKeepsTheEdgeThatReluWouldCut() {
    Tensor rows = image("10 10 10 10; 10 10 10 10; 10 10 10 10; 9 9 9 9");
    Tensor kernel = image("-1 -1; -1 -1");
    Tensor map = correlate(rows, kernel);
    assertThat(map)
        .isEqualTo(image("-40 -40 -40; -40 -40 -40; -38 -38 -38"))
        .isNotEqualTo(image("-40 -40 -40; -39 -39 -39; -38 -36 -36"));
    Tensor raised = new Conv2dOp(Window.valid(2)).forward(rows, kernel, Tensor.vector(39)).out();
    assertThat(raised).isEqualTo(image("-1 -1 -1; -1 -1 -1; 1 1 1"));
    assertThat(new ReluOp().forward(raised)).isEqualTo(image("0 0 0; 0 0 0; 1 1 1"));
    assertThat(new ReluOp().forward(map)).isEqualTo(Tensor.zeros(1, 1, 3, 3));
  }

  /** Row 9, N1, erratum. */
  @Test
  void threeChannelsAreSummed() {
    Tensor first = image("2 3 4; 5 6 7; 8 9 10");
    Tensor other = image("0 1 2; 3 4 5; 6 7 8");
    Tensor kernel = image("0 1; 2 3");
    assertThat(correlate(first, kernel))
        .isEqualTo(image("31 37; 49 55"))
        .isNotEqualTo(image("21 37; 49 55"));
    assertThat(correlate(other, kernel))
        .isEqualTo(image("19 25; 37 43"))
        .isNotEqualTo(image("25 31; 43 49"));
    ConcatOp channels = new ConcatOp(1);
    Tensor sum =
        correlate(
            channels.forward(List.of(first, other, other)),
            channels.forward(List.of(kernel, kernel, kernel)));
    assertThat(sum).isEqualTo(image("69 87; 123 141")).isNotEqualTo(image("65 93; 129 147"));
  }

  /** Row 10, N1 (27)–(28). */
  @Test
  void tenColourKernelsHave280Parameters() {
    assertThat(LayerCost.conv2d(Window.valid(3), 3, 10, 1, true, 9, 9).parameters())
        .isEqualTo((3 * 3 * 3 + 1) * 10)
        .isEqualTo(280);
  }

  /** Row 11, N1 (29)–(31). */
  @Test
  void theDiagonalKernelGivesMinusFiveEverywhere() {
    assertThat(correlate(SIXTEEN, DIAGONAL)).isEqualTo(image("-5 -5 -5; -5 -5 -5; -5 -5 -5"));
  }

  /** Row 12, N1 (32)–(33). */
  @Test
  void theShiftedImageDiffersAtTheEdgeAlone() {
    assertThat(correlate(SHIFTED, DIAGONAL)).isEqualTo(image("-5 -5 -5; -9 -5 -5; -13 -5 -5"));
  }

  /** Row 13, N1 (34)–(35), erratum. */
  @Test
  void poolingHidesTheShiftInCeilModeInFloorModeOneValueIsLeft() {
    for (Tensor x : List.of(SIXTEEN, SHIFTED)) {
      Tensor map = correlate(x, DIAGONAL);
      Window pool = Window.valid(2).stride(2);
      assertThat(new MaxPool2dOp(pool.ceil()).forward(map).out()).isEqualTo(image("-5 -5; -5 -5"));
      assertThat(new MaxPool2dOp(pool).forward(map).out())
          .isEqualTo(image("-5"))
          .isNotEqualTo(image("-5 -5; -5 -5"));
    }
  }

  /** Row 14, N1. */
  @Test
  void poolingHalvesEachSideAndKeepsAQuarterOfTheValues() {
    Tensor out = MaxPool2dOp.of(2).forward(Tensor.zeros(1, 1, 28, 28)).out();
    assertThat(out.shape()).isEqualTo(Shape.of(1, 1, 14, 14));
    assertThat(4 * out.count()).isEqualTo(28 * 28);
  }

  /** Row 15, N1. */
  @Test
  void flattening16MapsOf5x5Gives400() {
    assertThat(new FlattenOp().forward(Tensor.zeros(1, 16, 5, 5)).size(1)).isEqualTo(400);
  }

  /** Rows 16 and 39, N1, erratum. */
  @Test
  void batchNormalizationDividesByMTheRunningVarianceByOneLess() {
    Tensor x = Tensor.matrix("0; 0; 0; 12");
    RunningStatistics running = new RunningStatistics(1);
    Tensor out =
        new BatchNormOp(1e-5, 1)
            .forwardTraining(x, Tensor.vector(1), Tensor.vector(0), running)
            .out();
    double std = Math.sqrt(27 + 1e-5);
    assertThat(out.allClose(x.map(v -> (v - 3) / std), 1e-6)).isTrue();
    assertThat(running.variance().item()).isEqualTo(36).isNotEqualTo(27);
    // Mean 0 and variance 1, but as skewed as before: a normal distribution's skewness is 0.
    assertThat(out.mean()).isEqualTo(0, within(1e-6));
    assertThat(out.map(v -> v * v).mean()).isEqualTo(1, within(1e-5));
    assertThat(out.map(v -> v * v * v).mean()).isEqualTo(1.1547, within(1e-3));
  }

  /** Row 17, N1 (36)–(39), erratum. */
  @Test
  void gradientsThroughThePlainChain() {
    Tensor second = LAST.matmul(W3);
    Tensor first = second.matmul(W2);
    assertThat(second.allClose(Tensor.matrix("0.95 0.75"), 1e-6)).isTrue();
    assertThat(first.allClose(Tensor.matrix("0.87 0.245"), 1e-6)).isTrue();
    assertThat(first.allClose(Tensor.matrix("0.885 0.245"), 1e-6)).isFalse();
    assertThat(first.matmul(W1).allClose(Tensor.matrix("0.484 0.359"), 1e-6)).isTrue();
    assertThat(chain(false).backward().apply(LAST).allClose(first.matmul(W1), 1e-6)).isTrue();
  }

  /** Row 18, N1 (40)–(41), erratum. */
  @Test
  void gradientsThroughTheChainWithShortcuts() {
    Tensor second = LAST.matmul(skip(W3));
    Tensor first = second.matmul(skip(W2));
    assertThat(second.allClose(Tensor.matrix("1.95 1.25"), 1e-6)).isTrue();
    assertThat(first.allClose(Tensor.matrix("3.62 1.695"), 1e-6)).isTrue();
    assertThat(first.allClose(Tensor.matrix("3.56 1.715"), 1e-6)).isFalse();
    assertThat(first.matmul(skip(W1)).allClose(Tensor.matrix("5.769 3.459"), 1e-6)).isTrue();
    assertThat(chain(true).backward().apply(LAST).allClose(first.matmul(skip(W1)), 1e-6)).isTrue();
  }

  private static Tensor skip(Tensor weight) {
    return weight.plus(Tensor.identity(2));
  }

  private static Pass chain(boolean shortcuts) {
    List<Layer> layers = List.of(W1, W2, W3).stream().map(w -> link(w, shortcuts)).toList();
    return new Sequential(layers).forward(Tensor.matrix("1 1"), true);
  }

  private static Layer link(Tensor weight, boolean shortcut) {
    LinearLayer layer =
        new LinearLayer(new Parameter("w", weight), new Parameter("b", Tensor.zeros(2)));
    return shortcut ? new Residual(layer, Residual.identity()) : layer;
  }

  /** Row 19, N0, erratum. */
  @Test
  void softmaxOfThreeScores() {
    Tensor p = new SoftmaxOp().forward(Tensor.vector(2, 1, 0.1)).out();
    assertThat(p.allClose(Tensor.vector(0.6590, 0.2424, 0.0986), 5e-5)).isTrue();
    assertThat(p.allClose(Tensor.vector(0.65, 0.24, 0.11), 5e-3)).isFalse();
  }

  /** Row 20, N0. */
  @Test
  void maxPoolingOfSixteenValues() {
    Tensor x = image("1 3 2 4; 5 6 7 8; 9 10 11 12; 13 14 15 16");
    assertThat(MaxPool2dOp.of(2).forward(x).out()).isEqualTo(image("6 8; 14 16"));
  }

  /** Row 21, N0. */
  @Test
  void threeStacked3x3See7x7() {
    List<Axis> layers = Collections.nCopies(3, Axis.of(3));
    assertThat(ReceptiveField.after(layers).get(2).size()).isEqualTo(7);
  }

  /** Row 22, N0, erratum. */
  @Test
  void shapesOfTheSmallCnnNeedThePaddingThatTheNoteLeavesOut() {
    Random random = new Random(1);
    Tensor x = Tensor.zeros(1, 3, 32, 32);
    Tensor first = Networks.conv3x3("conv1", 3, 32, 1, random).predict(x);
    assertThat(first.shape()).isEqualTo(Shape.of(1, 32, 32, 32));
    Tensor pooled = MaxPool2dOp.of(2).forward(first).out();
    assertThat(pooled.shape()).isEqualTo(Shape.of(1, 32, 16, 16));
    Tensor second = Networks.conv3x3("conv2", 32, 64, 1, random).predict(pooled);
    assertThat(second.shape()).isEqualTo(Shape.of(1, 64, 16, 16));
    assertThat(MaxPool2dOp.of(2).forward(second).out().shape()).isEqualTo(Shape.of(1, 64, 8, 8));
    assertThat(Window.valid(3).outputHeight(32)).isEqualTo(30).isNotEqualTo(32);
  }

  /** Row 23, N4. */
  @Test
  void aMegapixelTo1000UnitsTakesABillionWeights() {
    assertThat(LayerCost.linear(1_000_000, 1000, false).parameters()).isEqualTo(1_000_000_000L);
  }

  /** Row 24, N4. */
  @Test
  void convolutionIsCorrelationWithTheFlippedKernel() {
    Tensor x = Tensor.gaussian(new Random(1), 0, 1, 2, 3, 6, 5);
    Tensor k = Tensor.gaussian(new Random(2), 0, 1, 4, 3, 2, 3);
    Tensor convolved = new TrueConv2dOp(Window.valid(2, 3)).forward(x, k, Tensor.zeros(4)).out();
    Tensor flipped = Tensor.zeros(4, 3, 2, 3);
    for (int i = 0; i < 4 * 3; i++) {
      for (int a = 0; a < 2; a++) {
        for (int b = 0; b < 3; b++) {
          flipped.set(k.get(i / 3, i % 3, 1 - a, 2 - b), i / 3, i % 3, a, b);
        }
      }
    }
    assertThat(convolved).isEqualTo(correlate(x, flipped)).isNotEqualTo(correlate(x, k));
  }

  /** Row 25, N4. */
  @Test
  void tenLayersOf5x5Shrink240To200() {
    int size = 240;
    for (int layer = 0; layer < 10; layer++) {
      size = Sizes.perSide(size, 5, 0, 1);
    }
    assertThat(size).isEqualTo(200);
  }

  /** Row 26, N4. */
  @Test
  void theFormsOfTheSizeFormulaAgree() {
    for (int n = 5; n < 40; n++) {
      for (int k = 1; k <= 5; k++) {
        assertThat(Sizes.total(n, k, 2, 1)).isEqualTo(n - k + 2 + 1);
        for (int s = 1; s < 5; s++) {
          assertThat(Sizes.total(n, k, k - 1, s)).isEqualTo((n + s - 1) / s);
          assertThat(Sizes.total(s * n, k, k - 1, s)).isEqualTo(n);
          assertThat(Sizes.perSide(n, k, 1, s)).isEqualTo(Sizes.total(n, k, 2, s));
        }
      }
    }
  }

  /** Row 27, N4. */
  @Test
  void a1x1KernelMixesChannelsCheaply() {
    ConvLayer layer = Networks.conv1x1("mix", 192, 32, 1, new Random(1));
    assertThat(layer.predict(Tensor.zeros(1, 192, 56, 56)).shape())
        .isEqualTo(Shape.of(1, 32, 56, 56));
    assertThat(parameters(layer)).isEqualTo(6176);
    assertThat(parameters(Networks.conv3x3("mix", 192, 32, 1, new Random(1)))).isEqualTo(55_328);
  }

  /** Row 28, N4. */
  @Test
  void leNetHasItsShapesAndParameters() {
    Sequential leNet = Networks.leNet(new Random(1));
    List<Shape> shapes =
        List.of(
            Shape.of(1, 6, 28, 28),
            Shape.of(1, 6, 28, 28),
            Shape.of(1, 6, 14, 14),
            Shape.of(1, 16, 10, 10),
            Shape.of(1, 16, 10, 10),
            Shape.of(1, 16, 5, 5),
            Shape.of(1, 400),
            Shape.of(1, 120),
            Shape.of(1, 120),
            Shape.of(1, 84),
            Shape.of(1, 84),
            Shape.of(1, 10));
    Tensor x = Tensor.zeros(1, 1, 28, 28);
    for (int i = 0; i < shapes.size(); i++) {
      x = leNet.layers().get(i).predict(x);
      assertThat(x.shape()).as("layer %d", i).isEqualTo(shapes.get(i));
    }
    List<Integer> counts =
        leNet.layers().stream()
            .map(WorkedExamplesTest::parameters)
            .filter(count -> count > 0)
            .toList();
    assertThat(counts).containsExactly(156, 2416, 48_120, 10_164, 850);
    assertThat(parameters(leNet)).isEqualTo(61_706);
  }

  /** Rows 29 and 34, N3, erratum. */
  @Test
  void theGradientAtASumIsTheSumOfBothWays() {
    // F(x) = x², F′(1) = 2.
    Layer square = (x, training) -> new Pass(x.times(x), dout -> dout.times(x).times(2));
    Tensor one = Tensor.vector(1);
    Pass pass = new Residual(square, Residual.identity()).forward(one, true);
    assertThat(pass.backward().apply(one)).isEqualTo(Tensor.vector(1 + 2)).isNotEqualTo(one);
    // ∂L/∂F is ∂L/∂y, unchanged.
    assertThat(new AddOp().backward(one)).containsExactly(one, one);
  }

  /** Row 30, N3, erratum. */
  @Test
  void theGradientThroughBatchNormalizationHasThreeTermsInTraining() {
    Tensor x = Tensor.matrix("1; 2; 6");
    Tensor gamma = Tensor.vector(2);
    Tensor dout = Tensor.matrix("1; 0; 0");
    BatchNormOp op = new BatchNormOp();
    RunningStatistics running = new RunningStatistics(Tensor.vector(0), Tensor.vector(4));
    Tensor inference =
        op.backward(op.forwardInference(x, gamma, Tensor.vector(0), running), dout).dx();
    double factor = 2 / Math.sqrt(4 + 1e-5);
    assertThat(inference.allClose(dout.times(factor), 1e-6)).isTrue();
    Tensor training =
        op.backward(op.forwardTraining(x, gamma, Tensor.vector(0), running), dout).dx();
    // μ = 3, σ² = 14/3, x̂ = (−2, −1, 3)/σ: 2/σ·(1 − 1/3 − 4/14, −1/3 − 2/14, −1/3 + 6/14)
    double scale = 2 / Math.sqrt(14.0 / 3 + 1e-5);
    Tensor expected = Tensor.matrix("0.38095238; -0.47619048; 0.0952381").times(scale);
    assertThat(training.allClose(expected, 1e-5)).isTrue();
    assertThat(training.allClose(dout.times(2), 1e-2)).isFalse();
    assertThat(training.sum()).isEqualTo(0, within(1e-6));
  }

  /** Rows 31 and 35, N3, erratum. */
  @Test
  void theShortcutJoinsBeforeTheLastRelu() {
    Layer block = Networks.basicBlock("block", 3, 3, 1, new Random(1));
    Tensor x = Tensor.gaussian(new Random(2), 0, 1, 4, 3, 5, 6);
    Tensor out = block.forward(x, true).out();
    Layer sum = ((Sequential) block).layers().get(0);
    Tensor joined = sum.forward(x, true).out();
    assertThat(out).isEqualTo(new ReluOp().forward(joined));
    // Added after the ReLU the negative inputs would stay visible.
    assertThat(out.min()).isZero();
    assertThat(joined.min()).isNegative();
  }

  /** Row 35, N3. */
  @Test
  void aBiasRightBeforeBatchNormalizationCancels() {
    Tensor x = Tensor.gaussian(new Random(3), 0, 1, 4, 2, 3, 3);
    Layer norm = new BatchNormLayer("norm", 2);
    Tensor raised = x.plus(Tensor.vector(5, -7).reshape(1, 2, 1, 1));
    assertThat(norm.forward(raised, true).out().allClose(norm.forward(x, true).out(), 1e-5))
        .isTrue();
  }

  /** Row 33, N1. */
  @Test
  void localConnectionSharesItsWeights() {
    // Two features of a 4×4 image: a 3×3 kernel slides, or each feature sees all 16 pixels.
    assertThat(LayerCost.conv2d(Window.valid(3), 1, 1, 1, false, 4, 4).parameters()).isEqualTo(9);
    assertThat(LayerCost.conv2d(Window.valid(3), 1, 1, 1, true, 4, 4).parameters()).isEqualTo(10);
    assertThat(LayerCost.linear(16, 2, false).parameters()).isEqualTo(32);
    assertThat(LayerCost.linear(16, 2, true).parameters()).isEqualTo(34);
  }

  /** Row 36, N3. */
  @Test
  void aBatchOfResNetMapsTakes196MiB() {
    int values = Shape.of(64, 256, 56, 56).count();
    assertThat(values).isEqualTo(51_380_224);
    assertThat((long) values * Float.BYTES).isEqualTo(196L << 20);
  }

  /** Row 37, N1, erratum. */
  @Test
  void throughThirtyLayersGradientsVanishPlainAndExplodeWithShortcuts() {
    Tensor plain = LAST;
    Tensor bridged = LAST;
    for (int layer = 0; layer < 30; layer++) {
      Tensor weight = List.of(W3, W2, W1).get(layer % 3);
      plain = plain.matmul(weight);
      bridged = bridged.matmul(skip(weight));
    }
    assertThat(length(plain)).isEqualTo(0.0042, within(0.00005));
    assertThat(length(bridged)).isEqualTo(8.8e7, within(0.05e7));
  }

  private static double length(Tensor vector) {
    return Math.sqrt(vector.times(vector).sum());
  }

  /** Row 38, N1, erratum. */
  @Test
  void aNetworkIsNotLinearInItsWeights() {
    Tensor x = Tensor.matrix("1 -2");
    Tensor w = Tensor.matrix("1 2; -3 1");
    assertThat(hidden(x, w.times(-1))).isNotEqualTo(hidden(x, w).times(-1));
    LinearOp linear = new LinearOp();
    Tensor none = Tensor.zeros(2);
    assertThat(linear.forward(x, w.times(-1), none).out())
        .isEqualTo(linear.forward(x, w, none).out().times(-1));
  }

  private static Tensor hidden(Tensor x, Tensor weight) {
    return new ReluOp().forward(new LinearOp().forward(x, weight, Tensor.zeros(2)).out());
  }

  /** Row 40, N1, erratum. */
  @Test
  void aDenseLayerDoesNotSeeWhichPixelsWereNeighbours() {
    Tensor x = Tensor.gaussian(new Random(1), 0, 1, 1, 6);
    Tensor w = Tensor.gaussian(new Random(2), 0, 1, 3, 6);
    int[] order = {4, 0, 5, 2, 1, 3};
    Tensor bias = Tensor.zeros(3);
    Tensor before = new LinearOp().forward(x, w, bias).out();
    Tensor after = new LinearOp().forward(shuffle(x, order), shuffle(w, order), bias).out();
    assertThat(after.allClose(before, 1e-6)).isTrue();
    // A kernel does see it.
    Conv1dOp conv = new Conv1dOp(Axis.of(2));
    Tensor kernel = Tensor.vector(1, -2).reshape(1, 1, 2);
    Tensor straight = conv.forward(x.reshape(1, 1, 6), kernel, Tensor.zeros(1)).out();
    Tensor mixed = conv.forward(shuffle(x, order).reshape(1, 1, 6), kernel, Tensor.zeros(1)).out();
    assertThat(mixed.sum()).isNotCloseTo(straight.sum(), within(1e-3));
  }

  private static Tensor shuffle(Tensor rows, int[] order) {
    Tensor shuffled = Tensor.zeros(rows.shape());
    for (int row = 0; row < rows.size(0); row++) {
      for (int column = 0; column < order.length; column++) {
        shuffled.set(rows.get(row, order[column]), row, column);
      }
    }
    return shuffled;
  }

  /** Row 41, N1 and N4, erratum. */
  @Test
  void convolutionIsEquivariantNotInvariant() {
    Tensor map = correlate(SIXTEEN, SOBEL_X.slice(2, 0, 2));
    Tensor shifted = correlate(SHIFTED, SOBEL_X.slice(2, 0, 2));
    Tensor blob = image("0 0 0 0 0; 0 7 0 0 0; 0 0 0 0 0");
    Tensor moved = image("0 0 0 0 0; 0 0 7 0 0; 0 0 0 0 0");
    Tensor kernel = image("1 2; 3 4");
    Tensor before = correlate(blob, kernel);
    Tensor after = correlate(moved, kernel);
    assertThat(after).isNotEqualTo(before);
    assertThat(after.slice(3, 1, 4)).isEqualTo(before.slice(3, 0, 3));
    assertThat(shifted.slice(3, 1, 2)).isEqualTo(map.slice(3, 0, 1));
    assertThat(new GlobalMaxPoolOp().forward(after).out())
        .isEqualTo(new GlobalMaxPoolOp().forward(before).out());
  }

  /** Row 42, N1. */
  @Test
  void theSamePixelOfEachImageDiffersInTheFirstIndexAlone() {
    Shape shape = Shape.of(3, 3, 32, 32);
    for (int image = 0; image < 3; image++) {
      assertThat(shape.offset(image, 0, 0, 0)).isEqualTo(image * 3072);
    }
    assertThat(shape.offset(0, 1, 0, 0)).as("the second index is the channel").isEqualTo(1024);
  }

  /** Row 43, N0 and N1, erratum. */
  @Test
  void aBrightOutlierAlwaysWinsTheMaximum() {
    Tensor clean = image("10 12; 11 13");
    Tensor salted = image("10 255; 11 13");
    double max = change(MaxPool2dOp.of(2), clean, salted);
    double average = change(AvgPool2dOp.of(2), clean, salted);
    assertThat(max).isEqualTo(242);
    assertThat(average).isEqualTo(60.75).isLessThan(max);
  }

  private static double change(Layer pool, Tensor before, Tensor after) {
    return pool.predict(after).item() - pool.predict(before).item();
  }

  /** Row 44, N0, erratum. */
  @Test
  void reluHasNoGradientForNegativeInput() {
    assertThat(new ReluOp().slope(-3)).isZero();
    assertThat(new LeakyReluOp(0.01).slope(-3)).isPositive();
  }

  /** Row 45, N0, erratum. */
  @Test
  void softmaxHasNothingToTrain() {
    assertThat(new SoftmaxOp().parameters()).isEmpty();
    SoftmaxOp op = new SoftmaxOp();
    SoftmaxOp.Forward forward = op.forward(Tensor.vector(2, 1, 0.1));
    assertThat(op.backward(forward, Tensor.vector(1, 0, 0)).get(0)).isPositive();
  }

  /** Row 46, N4, erratum. */
  @Test
  void evenKernelsNeedUnevenPadding() {
    assertThat(Window.valid(4).padding((4 - 1) / 2).outputHeight(9)).isEqualTo(8).isNotEqualTo(9);
    assertThat(Window.same(4).outputHeight(9)).isEqualTo(9);
    assertThat(Window.same(4).rows().before()).isNotEqualTo(Window.same(4).rows().after());
    assertThat(Window.valid(5).padding((5 - 1) / 2).outputHeight(9)).isEqualTo(9);
  }

  private static Tensor correlate(Tensor x, Tensor kernel) {
    Window window = Window.valid(kernel.size(2), kernel.size(3));
    return new Conv2dOp(window).forward(x, kernel).out();
  }

  private static int parameters(Layer layer) {
    return layer.parameters().stream().mapToInt(p -> p.value().count()).sum();
  }
}
