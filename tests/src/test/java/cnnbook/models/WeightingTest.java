package cnnbook.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.nn.Parameter;
import cnnbook.UserError;
import cnnbook.geometry.Window;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The numbers that weights begin with, held against the formulas: a convolution of 30 maps into 400
 * by 3×5 kernels has 450 inputs and 6000 outputs to each number, a dense layer 200 and 300.
 */
class WeightingTest {
  private static final double CONV_IN = 30 * 3 * 5;
  private static final double CONV_OUT = 400 * 3 * 5;
  private static final double DENSE_IN = 200;
  private static final double DENSE_OUT = 300;

  /** A distribution about a centre; of width 0, that number. */
  private record Spread(boolean uniform, double width, double centre) {
    static Spread uniform(double bound) {
      return new Spread(true, bound, 0);
    }

    static Spread normal(double variance) {
      return new Spread(false, Math.sqrt(variance), 0);
    }

    static Spread one() {
      return new Spread(true, 0, 1);
    }

    static Spread zero() {
      return uniform(0);
    }

    void check(String what, NDArray values) {
      NDArray array = values.sub(centre);
      double mean = array.mean().getFloat();
      double deviation = Math.sqrt(array.square().mean().getFloat());
      double greatest = array.abs().max().getFloat();
      double expected = uniform ? width / Math.sqrt(3) : width;
      double error = 4 / Math.sqrt(array.size());
      assertThat(mean).as(what).isCloseTo(0, within(error * expected));
      assertThat(deviation).as(what).isCloseTo(expected, within(error * expected));
      if (uniform) {
        assertThat(greatest).as(what).isBetween(0.95 * width, width * 1.000001);
      } else {
        assertThat(greatest).as(what).isGreaterThan(3 * width);
      }
    }
  }

  static Stream<Arguments> formulas() {
    Spread zero = Spread.zero();
    Spread small = Spread.normal(1e-4);
    Spread convTorch = Spread.uniform(1 / Math.sqrt(CONV_IN));
    Spread denseTorch = Spread.uniform(1 / Math.sqrt(DENSE_IN));
    Spread convOut = Spread.normal(2 / CONV_OUT);
    return Stream.of(
        Arguments.of("pytorch", convTorch, convTorch, denseTorch, denseTorch),
        Arguments.of(
            "xavier-uniform",
            Spread.uniform(Math.sqrt(6 / (CONV_IN + CONV_OUT))),
            zero,
            Spread.uniform(Math.sqrt(6 / (DENSE_IN + DENSE_OUT))),
            zero),
        Arguments.of(
            "xavier-normal",
            Spread.normal(2 / (CONV_IN + CONV_OUT)),
            zero,
            Spread.normal(2 / (DENSE_IN + DENSE_OUT)),
            zero),
        Arguments.of(
            "he-normal", Spread.normal(2 / CONV_IN), zero, Spread.normal(2 / DENSE_IN), zero),
        Arguments.of(
            "he-uniform",
            Spread.uniform(Math.sqrt(6 / CONV_IN)),
            zero,
            Spread.uniform(Math.sqrt(6 / DENSE_IN)),
            zero),
        Arguments.of("he-normal-fan-out", convOut, zero, Spread.normal(2 / DENSE_OUT), zero),
        Arguments.of(
            "lecun-uniform",
            Spread.uniform(2.4 / CONV_IN),
            zero,
            Spread.uniform(2.4 / DENSE_IN),
            zero),
        Arguments.of("normal-001", small, zero, small, zero),
        Arguments.of("alexnet", small, zero, small, zero),
        Arguments.of(
            "nin", Spread.normal(2 / CONV_IN), Spread.one(), Spread.normal(2 / DENSE_IN), zero),
        Arguments.of("resnet", convOut, zero, denseTorch, denseTorch),
        Arguments.of("vgg", convOut, zero, small, zero),
        Arguments.of("googlenet", small, convTorch, small, denseTorch),
        Arguments.of("densenet", Spread.normal(2 / CONV_IN), zero, denseTorch, zero));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("formulas")
  void weightsAndBiasesBeginAsTheirFormulaSays(
      String name, Spread conv, Spread convBias, Spread dense, Spread denseBias) {
    Block convolution = Layers.conv(400, Window.valid(3, 5), 1, true);
    Block linear = Layers.dense(300);
    Chain chain = Chain.of(convolution, Layers.batchNorm(), Layers.globalAveragePool());
    try (NDManager manager = Engine.getEngine("PyTorch").newBaseManager()) {
      manager.getEngine().setRandomSeed(3);
      for (Block block : new Block[] {chain, linear}) {
        Weighting.named(name).prepare(block);
      }
      chain.initialize(manager, DataType.FLOAT32, new Shape(1, 30, 7, 9));
      linear.initialize(manager, DataType.FLOAT32, new Shape(1, 200));
      Map<String, Parameter> parameters = StateDict.of(chain);
      conv.check("weight of the convolution", parameters.get("0.weight").getArray());
      convBias.check("bias of the convolution", parameters.get("0.bias").getArray());
      dense.check("dense weight", array(linear, "weight"));
      denseBias.check("dense bias", array(linear, "bias"));
      assertThat(parameters.get("1.weight").getArray().toFloatArray()).containsOnly(1);
      assertThat(parameters.get("1.bias").getArray().toFloatArray()).containsOnly(0);
    }
  }

  private static NDArray array(Block block, String parameter) {
    return block.getDirectParameters().get(parameter).getArray();
  }

  @Test
  void everyWeightingIsHeldAgainstItsFormula() {
    assertThat(formulas().map(row -> row.get()[0]))
        .containsExactlyElementsOf(Stream.of(Weighting.values()).map(Weighting::toString).toList());
  }

  @ParameterizedTest
  @EnumSource(Weighting.class)
  void namesAreFound(Weighting weighting) {
    assertThat(Weighting.named(" " + weighting.toString().toUpperCase())).isSameAs(weighting);
  }

  @Test
  void unknownNamesListTheKnown() {
    assertThatThrownBy(() -> Weighting.named("kaiming"))
        .isInstanceOfSatisfying(
            UserError.class,
            e -> assertThat(e.remedy()).startsWith("There are: pytorch, xavier-uniform, "))
        .hasMessage("there is no initialiser \"kaiming\"");
  }
}
