package cnnbook.ops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import cnnbook.geometry.Window;
import cnnbook.tensor.Tensor;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The fast and the im2col convolution against the loops, on layers of several blocks. */
class ConvolutionsAgreeTest {
  private static final double TOLERANCE = 1e-5;

  private final Random random = new Random(3);

  @Test
  void onAnImageOfSeveralBlocks() {
    agree(new int[] {1, 32, 40, 41}, 7, new Conv2dOp(Window.valid(3).padding(1)));
  }

  @Test
  void onSeveralImagesWithGroupsAndAStrideThatDoesNotDivide() {
    Window window = Window.valid(3, 5).stride(2, 1).padding(0, 2, 1, 3).dilation(1, 2);
    agree(new int[] {3, 48, 33, 37}, 6, new Conv2dOp(window, 2));
  }

  @Test
  void onMoreFiltersThanProducts() {
    agree(new int[] {2, 3, 30, 31}, 130, new Conv2dOp(Window.valid(1).stride(2)));
  }

  @Test
  void onDepthwiseLayers() {
    agree(new int[] {2, 9, 11, 8}, 18, new Conv2dOp(Window.same(4), 9));
  }

  @Test
  void noThreadAtAllIsRefused() {
    assertThatIllegalArgumentException().isThrownBy(() -> new FastConvolution(0));
  }

  private void agree(int[] input, int filters, Conv2dOp op) {
    int kh = op.window().rows().kernel();
    int kw = op.window().columns().kernel();
    Tensor x = Tensor.gaussian(random, 0, 1, input);
    Tensor weight = Tensor.gaussian(random, 0, 1, filters, input[1] / op.groups(), kh, kw);
    Conv2dOp loops = op.algorithm(new NaiveConvolution());
    Conv2dOp.Forward expected = loops.forward(x, weight);
    Tensor dout = Tensor.gaussian(random, 0, 1, expected.out().shape().toArray());
    Conv2dOp.Gradients gradients = loops.backward(expected, dout);
    for (Convolution algorithm :
        List.of(
            new Im2colConvolution(),
            new FastConvolution(),
            new FastConvolution(1),
            new FastConvolution(3))) {
      Conv2dOp other = op.algorithm(algorithm);
      Conv2dOp.Forward forward = other.forward(x, weight);
      Conv2dOp.Gradients others = other.backward(forward, dout);
      close(forward.out(), expected.out());
      close(others.dx(), gradients.dx());
      close(others.dw(), gradients.dw());
      close(others.db(), gradients.db());
    }
  }

  private static void close(Tensor ours, Tensor expected) {
    double scale = Math.max(expected.max(), -expected.min());
    assertThat(ours.maxDifference(expected) / scale).isLessThan(TOLERANCE);
  }
}
