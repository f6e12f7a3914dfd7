package cnnbook.training;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.Device;
import cnnbook.data.DataSets;
import cnnbook.data.LabeledImages;
import cnnbook.models.Network;
import cnnbook.models.NiN;
import cnnbook.models.Weighting;
import cnnbook.models.Zoo;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Every family learns 32 photographs of clothes by heart: a network that cannot has a broken
 * connection or a start from which it does not learn.
 */
@Tag("slow")
class OverfitTest {
  private static final int IMAGES = 32;
  private static final int EPOCHS_AT_ONCE = 10;
  private static final int EPOCHS_AT_MOST = 600;
  private static final double LEARNED = 0.05;
  private static final int STARTS = 4;

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    // name, width, factor by which the 28×28 images are enlarged, learning rate
    "lenet-modern, 1, 1, 0.1",
    "lenet-bn, 1, 1, 0.5",
    "mlp, 1, 1, 0.1",
    "alexnet, 0.125, 3, 0.05",
    "vgg11, 0.125, 2, 0.05",
    "vgg11_bn, 0.125, 2, 0.05",
    "googlenet, 0.25, 2, 0.05",
    "googlenet-paper, 0.25, 2, 0.05",
    "densenet121, 0.25, 2, 0.05",
    "resnet18, 0.125, 1, 0.05",
    "resnet18-v2, 0.125, 1, 0.05",
    "resnet50, 0.125, 1, 0.05",
    "resnet50-v1, 0.125, 1, 0.05",
    "resnet50-v2, 0.125, 1, 0.05",
    "se-resnet18, 0.125, 1, 0.05",
    "resnext50_32x4d, 0.125, 1, 0.05",
    "wide_resnet50_2, 0.125, 1, 0.05",
    "resnet20, 0.5, 1, 0.05",
    "resnet20-b, 0.5, 1, 0.05",
    "resnet20-v2, 0.5, 1, 0.05",
    "plain20, 0.5, 1, 0.05",
    "resnet56, 0.25, 1, 0.05",
    "d2l-alexnet, 0.125, 3, 0.05",
    "d2l-vgg11, 0.125, 2, 0.05",
    "d2l-googlenet, 0.25, 2, 0.05",
    "d2l-resnet18, 0.125, 1, 0.05",
    "d2l-densenet, 0.25, 2, 0.05"
  })
  void learns32ImagesByHeart(String name, double width, int scale, float rate) {
    int channels = Math.toIntExact(Zoo.builder(name).build().input().get(1));
    LabeledImages images = images(channels, scale);
    Network net =
        Zoo.builder(name)
            .optWidth(width)
            .optSize(images.height())
            .optClasses(images.classes().size())
            .build();
    assertThat(loss(fit(net, images).setLearningRate(rate), EPOCHS_AT_MOST)).isLessThan(LEARNED);
  }

  /**
   * NiN ends in a ReLU: the logit of a class is the mean of a map that cannot fall below 0. A map
   * that is 0 for all images of its class gets no gradient from them, so they stay unlearned for
   * good; when all maps are 0, the loss stands at ln 10 and every gradient is 0. Each further step
   * may push a map there. Therefore both forms begin by {@link Weighting#NIN}, with every map
   * awake, lose none to dropout and take Adam's small steps by all images together; and as some
   * starts die all the same, the test asks whether one of a few lives. "Dive into Deep Learning"'s
   * own start dies in some of its published runs, too.
   */
  @ParameterizedTest(name = "{0}")
  @ValueSource(strings = {"nin", "d2l-nin"})
  void networksInNetworksLearnThemFromOneOfAFewStarts(String name) {
    int channels = Math.toIntExact(Zoo.builder(name).build().input().get(1));
    LabeledImages small = DataSets.fashionMnist().train().head(IMAGES).resize(84, 84);
    LabeledImages images = channels == 3 ? small.rgb() : small;
    boolean learned =
        IntStream.range(42, 42 + STARTS).anyMatch(seed -> ofNiN(name, images, seed) < LEARNED);
    assertThat(learned).as("one of %d starts has learned them", STARTS).isTrue();
  }

  private static double ofNiN(String name, LabeledImages images, long seed) {
    NiN.Builder builder = (NiN.Builder) Zoo.builder(name);
    builder.optWidth(0.25).optSize(images.height()).optClasses(images.classes().size());
    Network net = builder.optDropout(0).optWeighting(Weighting.NIN).build();
    FitBuilder settings = fit(net, images).setBatchSize(IMAGES).setLearningRate(5e-4).optSeed(seed);
    return loss(settings.optOptimizer(AdamOptimizer.builder().build()), EPOCHS_AT_MOST / 2);
  }

  /** After as many epochs as it takes to be learned, or as there may be. */
  private static double loss(FitBuilder settings, int epochs) {
    try (Fit fit = settings.build()) {
      double loss = Double.POSITIVE_INFINITY;
      while (!(loss < LEARNED) && fit.history().rows().size() < epochs) {
        loss = fit.run().last().valLoss();
      }
      return loss;
    }
  }

  /** Measured on the same images in inference mode: without dropout, with running statistics. */
  private static FitBuilder fit(Network net, LabeledImages images) {
    return Fit.builder()
        .setNetwork(net)
        .setTrain(images)
        .optValidation(images)
        .setEpochs(EPOCHS_AT_ONCE)
        .setBatchSize(IMAGES / 2)
        .optDevice(Device.cpu());
  }

  /** The first images, each pixel scale×scale times and the one channel as often as asked for. */
  private static LabeledImages images(int channels, int scale) {
    LabeledImages grey = DataSets.fashionMnist().train().head(IMAGES);
    int size = grey.height() * scale;
    byte[] pixels = new byte[IMAGES * channels * size * size];
    int at = 0;
    for (int i = 0; i < IMAGES; i++) {
      for (int c = 0; c < channels; c++) {
        for (int p = 0; p < size * size; p++) {
          pixels[at++] = (byte) grey.pixel(i, 0, p / size / scale, p % size / scale);
        }
      }
    }
    return new LabeledImages(channels, size, size, pixels, grey.labels(), grey.classes());
  }
}
