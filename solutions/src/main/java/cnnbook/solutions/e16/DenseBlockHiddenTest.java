package cnnbook.solutions.e16;

import cnnbook.exercises.e16.DenseBlock;
import cnnbook.exercises.e16.DenseBlock.Gradients;
import cnnbook.exercises.tests.Expect;
import cnnbook.exercises.tests.Points;
import cnnbook.exercises.tests.SolutionTests;
import cnnbook.geometry.Window;
import cnnbook.ops.ConcatOp;
import cnnbook.ops.Conv2dOp;
import cnnbook.ops.ConvLayer;
import cnnbook.ops.Parameter;
import cnnbook.ops.Pass;
import cnnbook.ops.ReluOp;
import cnnbook.ops.Sequential;
import cnnbook.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What exercise 16.1 is marked by: the block made of the library's layers. */
@SolutionTests
public class DenseBlockHiddenTest {
  private static final ConcatOp CONCAT = new ConcatOp(1);

  @Test
  @Points(3)
  void batchesAndLayersOfAnyGrowth(DenseBlock solution, Random random) {
    new Trial(random, 2, 3, 3).forward(solution);
    new Trial(random, 3).forward(solution);
    new Trial(random, 1, 2, 3, 2).forward(solution);
  }

  @Test
  @Points(3)
  void theInputGetsTheGradientOfEveryPath(DenseBlock solution, Random random) {
    new Trial(random, 2).backward(solution, true);
    new Trial(random, 3, 2, 1).backward(solution, true);
    new Trial(random).backward(solution, true);
  }

  @Test
  @Points(2)
  void everyWeightGetsItsGradient(DenseBlock solution, Random random) {
    new Trial(random, 3).backward(solution, false);
    new Trial(random, 2, 3, 1).backward(solution, false);
  }

  @Test
  @Points(1)
  void shapesThatDoNotFitAreRefused(DenseBlock solution, Random random) {
    Trial trial = new Trial(random, 2, 3);
    Tensor[] turned = {trial.weights[1], trial.weights[0]};
    Expect.that(
            "forward(x %s, weights %s, %s)", trial.x.shape(), turned[0].shape(), turned[1].shape())
        .isRefused(() -> solution.forward(trial.x, turned));
    Expect.that("backward(x %s, two weights, dout %s)", trial.x.shape(), trial.x.shape())
        .isRefused(() -> solution.backward(trial.x, trial.weights, trial.x));
    trial.forward(solution);
  }

  /** Random inputs. */
  private static final class Trial {
    private final Random random;
    private final Tensor x;
    private final Tensor[] weights;

    Trial(Random random, int... growths) {
      this.random = random;
      x = Tensor.gaussian(random, 0, 1, 2, 3, 4, 5);
      weights = new Tensor[growths.length];
      int channels = 3;
      for (int i = 0; i < growths.length; i++) {
        weights[i] = Tensor.gaussian(random, 0, 0.4, growths[i], channels, 3, 3);
        channels += growths[i];
      }
    }

    void forward(DenseBlock solution) {
      Expect.that("forward(x %s, %d weights)", x.shape(), weights.length)
          .gives(new Right(x, weights).out, solution.forward(x, weights));
    }

    void backward(DenseBlock solution, boolean input) {
      Right right = new Right(x, weights);
      Tensor dout = Tensor.gaussian(random, 0, 1, right.out.shape().toArray());
      Tensor dx = right.backward(dout);
      Expect call =
          Expect.that(
              "backward(x %s, %d weights, dout %s)", x.shape(), weights.length, dout.shape());
      Gradients came = call.present(solution.backward(x, weights, dout));
      if (input) {
        call.part("dx").gives(dx, came.dx());
      } else {
        call.part("dw").gives(right.gradients(), came.dw());
      }
    }
  }

  /** The block, pass by pass. */
  private static final class Right {
    private final List<List<Tensor>> parts = new ArrayList<>();
    private final List<Pass> passes = new ArrayList<>();
    private final List<Parameter> parameters = new ArrayList<>();
    private Tensor out;

    Right(Tensor x, Tensor... weights) {
      out = x;
      for (Tensor weight : weights) {
        Parameter parameter = new Parameter("weight", weight);
        Parameter bias = new Parameter("bias", Tensor.zeros(weight.size(0)));
        ConvLayer convolution = new ConvLayer(new Conv2dOp(Window.same(3)), parameter, bias);
        Pass pass = Sequential.of(new ReluOp(), convolution).forward(out, true);
        parameters.add(parameter);
        passes.add(pass);
        parts.add(List.of(out, pass.out()));
        out = CONCAT.forward(List.of(out, pass.out()));
      }
    }

    Tensor backward(Tensor dout) {
      Tensor gradient = dout;
      for (int i = passes.size() - 1; i >= 0; i--) {
        List<Tensor> both = CONCAT.backward(parts.get(i), gradient);
        gradient = both.get(0).plus(passes.get(i).backward().apply(both.get(1)));
      }
      return gradient;
    }

    Tensor[] gradients() {
      return parameters.stream().map(Parameter::gradient).toArray(Tensor[]::new);
    }
  }
}
