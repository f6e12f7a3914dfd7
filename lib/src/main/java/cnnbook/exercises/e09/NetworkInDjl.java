package cnnbook.exercises.e09;

import cnnbook.exercises.Exercise;
import cnnbook.tensor.Tensor;

/** Exercise 9.3. */
@Exercise(
    id = "9.3",
    title = "a network in DJL, built to given shapes",
    topic = "DJL",
    minutes = 40,
    points = 6,
    engine = true,
    hints = {
      "Add the layers to a SequentialBlock in a loop: Conv2d.builder(), Activation::relu,"
          + " Pool.maxPool2dBlock, Blocks.batchFlattenBlock(), Linear.builder().",
      "A block knows its parameters' shapes once it is initialised:"
          + " block.initialize(manager, DataType.FLOAT32, new Shape(1, channels, h, w)), then"
          + " block.getParameters().values().",
      "cnnbook.models.Djl helps: copyWeights puts values into an initialised block,"
          + " apply(block, x) runs it in inference mode."
    },
    forbidden = {
      "cnnbook.ops.Conv",
      "cnnbook.ops.Sequential",
      "cnnbook.ops.Networks",
      "cnnbook.models.Network",
      "cnnbook.models.Zoo",
      "cnnbook.models.LeNet",
      "cnnbook.models.D2l"
    })
public interface NetworkInDjl {
  /**
   * A network: for each entry of filters a convolution with stride 1 and ⌊kernel/2⌋ zeros on each
   * side, ReLU, and 2×2 max-pooling with stride 2; then flattening; for each entry of hidden a
   * dense layer and ReLU; at the end a dense layer without activation. Every layer has biases.
   *
   * @param channels of the input
   * @param filters output channels of each convolution
   * @param kernel rows and columns of each kernel
   * @param hidden outputs of each hidden dense layer
   * @param classes outputs of the last layer
   */
  record Plan(int channels, int[] filters, int kernel, int[] hidden, int classes) {}

  /**
   * The shapes of the parameters: weight and bias of the first layer, of the second …
   *
   * @param h rows of the input
   * @param w columns of the input
   */
  int[][] parameterShapes(Plan plan, int h, int w);

  /**
   * The network's scores.
   *
   * @param parameters of the shapes and in the order of parameterShapes
   * @param x (n, channels, h, w)
   * @return (n, classes)
   * @throws IllegalArgumentException if the number of the parameters or one's shape is wrong
   */
  Tensor forward(Plan plan, Tensor[] parameters, Tensor x);
}
