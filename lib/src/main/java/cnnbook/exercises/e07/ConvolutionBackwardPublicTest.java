package cnnbook.exercises.e07;

import static cnnbook.exercises.tests.Inputs.image;

import cnnbook.exercises.e07.ConvolutionBackward.Gradients;
import cnnbook.exercises.tests.Expect;
import cnnbook.exercises.tests.SolutionTests;
import cnnbook.tensor.Tensor;
import org.junit.jupiter.api.Test;

/** Public tests of exercise 7.1. */
@SolutionTests
public class ConvolutionBackwardPublicTest {
  @Test
  void oneProductHasTwoGradients(ConvolutionBackward solution) {
    check(solution, "3", "5", "2", 1, 0, "10", "6", 2);
  }

  @Test
  void everyOutputAddsToWhatItSaw(ConvolutionBackward solution) {
    String map = "1 2 3; 4 5 6; 7 8 9";
    check(solution, map, "1 2; 3 4", "1 0; 0 2", 1, 0, "1 2 0; 3 6 4; 0 6 8", "11 14; 20 23", 3);
  }

  @Test
  void strideLeavesPlacesOut(ConvolutionBackward solution) {
    check(solution, "1 2 3 4 5", "3 1", "1 2", 2, 0, "3 1 6 2 0", "7 10", 3);
  }

  @Test
  void paddingTakesNoGradient(ConvolutionBackward solution) {
    String kernel = "1 2 3; 4 5 6; 7 8 9";
    check(solution, "2", kernel, "3", 1, 1, "15", "0 0 0; 0 6 0; 0 0 0", 3);
  }

  @Test
  void imagesAreSummedInTheWeightAndTheBias(ConvolutionBackward solution) {
    Expect call =
        Expect.that("backward(x (2, 1, 1, 1) [1 | 2], weight [3], dout [10 | 100], 1, 0)");
    Tensor x = Tensor.of(new float[] {1, 2}, 2, 1, 1, 1);
    Tensor dout = Tensor.of(new float[] {10, 100}, 2, 1, 1, 1);
    Gradients came = call.present(solution.backward(x, image("3"), dout, 1, 0));
    call.part("dx").gives(Tensor.of(new float[] {30, 300}, 2, 1, 1, 1), came.dx());
    call.part("dw").gives(image("210"), came.dw());
    call.part("db").gives(Tensor.vector(110), came.db());
  }

  @Test
  void aGradientOfAnotherShapeIsRefused(ConvolutionBackward solution) {
    Tensor x = Tensor.ones(1, 1, 3, 4);
    Tensor weight = Tensor.ones(1, 1, 2, 2);
    Tensor dout = Tensor.ones(1, 1, 3, 2);
    Expect.that("backward(x %s, weight %s, dout %s, 1, 0)", x.shape(), weight.shape(), dout.shape())
        .isRefused(() -> solution.backward(x, weight, dout, 1, 0));
  }

  private static void check(
      ConvolutionBackward solution,
      String map,
      String kernel,
      String gradient,
      int stride,
      int padding,
      String dx,
      String dw,
      double db) {
    Expect call =
        Expect.that(
            "backward(x %s [%s], weight [%s], dout [%s], %d, %d)",
            image(map).shape(), map, kernel, gradient, stride, padding);
    Gradients came =
        call.present(
            solution.backward(image(map), image(kernel), image(gradient), stride, padding));
    call.part("dx").gives(image(dx), came.dx());
    call.part("dw").gives(image(dw), came.dw());
    call.part("db").gives(Tensor.vector(db), came.db());
  }
}
