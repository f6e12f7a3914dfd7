package cnnbook.models;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.types.Shape;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class D2lTest {

  @ParameterizedTest
  @CsvSource({
    "d2l-lenet, 28, 61706",
    "d2l-lenet-bn, 28, 62158",
    "d2l-alexnet, 224, 46764746",
    "d2l-vgg11, 224, 128806154",
    "d2l-vgg11-quarter, 224, 43093322",
    "d2l-nin, 224, 1992166",
    "d2l-googlenet, 96, 5977530",
    "d2l-resnet18, 96, 11178378",
    "d2l-densenet, 96, 758226"
  })
  void imagesAndWeightsAreTheBooks(String name, int size, long weights) {
    Network net = Zoo.builder(name).build();
    assertThat(net.input()).isEqualTo(new Shape(1, 1, size, size));
    assertThat(Anatomy.weights(net)).isEqualTo(weights);
  }

  @Test
  void alexNetsShapesAreTheBooks() {
    assertThat(Anatomy.shapes(D2l.alexNet().build()))
        .containsEntry("conv1", new Shape(1, 96, 54, 54))
        .containsEntry("pool1", new Shape(1, 96, 26, 26))
        .containsEntry("conv2", new Shape(1, 256, 26, 26))
        .containsEntry("pool2", new Shape(1, 256, 12, 12))
        .containsEntry("conv5", new Shape(1, 256, 12, 12))
        .containsEntry("flatten", new Shape(1, 6400))
        .containsEntry("fc2", new Shape(1, 4096));
  }

  @Test
  void vggsShapesAreTheBooks() {
    assertThat(Anatomy.shapes(D2l.vgg11().build()))
        .containsEntry("block1", new Shape(1, 64, 112, 112))
        .containsEntry("block3", new Shape(1, 256, 28, 28))
        .containsEntry("block5", new Shape(1, 512, 7, 7))
        .containsEntry("flatten", new Shape(1, 25_088));
  }

  @Test
  void resNetsShapesAreTheBooks() {
    assertThat(Anatomy.shapes(D2l.resNet18().build()))
        .containsEntry("maxpool", new Shape(1, 64, 24, 24))
        .containsEntry("layer1", new Shape(1, 64, 24, 24))
        .containsEntry("layer4", new Shape(1, 512, 3, 3));
  }

  @Test
  void niNsShapesAreTheBooks() {
    assertThat(Anatomy.shapes(D2l.niN().build()))
        .containsEntry("block1", new Shape(1, 96, 54, 54))
        .containsEntry("pool3", new Shape(1, 384, 5, 5))
        .containsEntry("block4", new Shape(1, 10, 5, 5));
  }

  @Test
  void googLeNetsShapesAreTheBooksAndItsPoolsPad() {
    Network net = D2l.googLeNet().build();
    assertThat(Anatomy.shapes(net))
        .containsEntry("maxpool1", new Shape(1, 64, 24, 24))
        .containsEntry("maxpool2", new Shape(1, 192, 12, 12))
        .containsEntry("maxpool3", new Shape(1, 480, 6, 6))
        .containsEntry("inception5b", new Shape(1, 1024, 3, 3));
    assertThat(net.layerNames()).doesNotContain("dropout");
    assertThat(((Step) net.layer("maxpool4")).kind())
        .isEqualTo("max pool 3×3, stride 2, padding 1");
    assertThat(((Step) GoogLeNet.paper().build().layer("maxpool4")).kind())
        .isEqualTo("max pool 3×3, stride 2, ceil");
  }

  @Test
  void denseNetsShapesAreTheBooks() {
    Network net = D2l.denseNet().build();
    assertThat(Anatomy.shapes(net))
        .containsEntry("denseblock1", new Shape(1, 192, 24, 24))
        .containsEntry("transition1", new Shape(1, 96, 12, 12))
        .containsEntry("denseblock4", new Shape(1, 248, 3, 3));
    assertThat(Wiring.of((Composite) net.layer("denseblock1")))
        .startsWith("[[[[x, denselayer1(x)]");
  }

  @Test
  void projectionsOfItsResNetAreBareConvolutionsWithBias() {
    Network net = D2l.resNet18().build();
    assertThat(Wiring.of((Composite) net.layer("layer2.0")))
        .isEqualTo("relu(bn2(conv2(relu(bn1(conv1(x))))) + downsample(x))");
    assertThat(net.layer("layer2.0.downsample").getDirectParameters().keys())
        .containsExactly("weight", "bias");
    assertThat(Anatomy.stride(net, "layer2.0.downsample")).isEqualTo(2);
  }
}
