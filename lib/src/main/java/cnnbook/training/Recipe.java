package cnnbook.training;

import cnnbook.data.Augment;
import cnnbook.data.Augmentation;
import cnnbook.data.DataSets;
import cnnbook.data.LabeledImages;
import cnnbook.data.Split;
import cnnbook.models.Network;
import cnnbook.models.NetworkBuilder;
import cnnbook.models.Zoo;
import java.util.function.Supplier;

/**
 * What a {@link Plan} does with one network.
 *
 * <pre>{@code
 * Recipe recipe = Plan.current().recipe("resnet20");
 * Split data = recipe.load();
 * try (Fit fit = Fit.builder().setNetwork(recipe.build()).setTrain(data.train())
 *     .optValidation(data.test()).setRecipe(recipe).build()) {
 *   System.out.println(fit.run().table());
 * }
 * }</pre>
 *
 * @param network its name in {@link Zoo}
 * @param data the name of the data set
 * @param train images to train on
 * @param test images to test on
 * @param size height and width of the images, in pixels
 * @param width factor of all channels and units
 * @param epochs how often training passes over the images
 * @param batch images in a minibatch
 * @param rate the learning rate at its highest
 * @param schedule how the rate changes: {@code constant}, {@code cosine} down to 0, or {@code
 *     step}: a tenth from half of the epochs on, a hundredth in the last quarter
 * @param momentum of stochastic gradient descent, 0 for none
 * @param decay weight decay of all parameters, 0 for none
 * @param augment {@code none}, or {@code flip-crop}: mirrored, and cut out of the image with 4
 *     pixels of padding
 * @param bar the test accuracy, in [0, 1], below which something is wrong
 * @param published the test accuracy, in [0, 1], that others published for this training; NaN if
 *     nobody did
 */
public record Recipe(
    String network,
    String data,
    int train,
    int test,
    int size,
    double width,
    int epochs,
    int batch,
    double rate,
    String schedule,
    double momentum,
    double decay,
    String augment,
    double bar,
    double published) {

  /** Java's arrays end at twice as many bytes; and who has so much memory has a GPU, too. */
  private static final long MOST_BYTES = 1L << 30;

  private static final int PADDING = 4;

  /** A data set: where its images come from, their channels and classes. */
  private record Source(Supplier<Split> images, int channels, int classes) {
    static Source named(String data) {
      return switch (data) {
        case "fashion-mnist" -> new Source(DataSets::fashionMnist, 1, 10);
        case "fashion-mnist-full" -> new Source(DataSets::fashionMnistFull, 1, 10);
        case "mnist" -> new Source(DataSets::mnist, 1, 10);
        case "mnist-full" -> new Source(DataSets::mnistFull, 1, 10);
        case "cifar10" -> new Source(DataSets::cifar10, 3, 10);
        default -> throw new IllegalStateException("plans.csv names no data set: " + data);
      };
    }
  }

  /**
   * The images of this recipe: the first {@link #train()} and {@link #test()} of its data set, of
   * height and width {@link #size()}. If that would take more than a gigabyte, they stay as small
   * as they are: {@link FitBuilder#setRecipe} resizes each batch of them on the device.
   *
   * @throws cnnbook.UserError if the data set must be fetched first
   */
  public Split load() {
    Split all = Source.named(data).images().get();
    return new Split(sized(all.train().head(train)), sized(all.test().head(test)));
  }

  private LabeledImages sized(LabeledImages images) {
    boolean fits = (long) train * images.channels() * size * size <= MOST_BYTES;
    boolean done = images.height() == size && images.width() == size;
    return done || !fits ? images : images.resize(size, size);
  }

  /** The network of this recipe, for its images and classes; its weights are not yet drawn. */
  public Network build() {
    return builder().build();
  }

  /** A description of the network of this recipe, for those who want to change it. */
  public NetworkBuilder<?> builder() {
    Source source = Source.named(data);
    return Zoo.builder(network)
        .optChannels(source.channels())
        .optSize(size)
        .optClasses(source.classes())
        .optWidth(width);
  }

  /** The learning rate of each step. */
  public Schedule rates() {
    return switch (schedule) {
      case "constant" -> Schedule.constant(rate);
      case "cosine" -> Schedule.cosine(rate, epochs);
      case "step" -> Schedule.step(rate, 0.1, epochs / 2, epochs * 3 / 4);
      default -> throw new IllegalStateException("plans.csv names no schedule: " + schedule);
    };
  }

  /** Stochastic gradient descent with this momentum and decay. */
  public ResumableOptimizer optimizer() {
    return SgdOptimizer.builder().optMomentum(momentum).optDecay(Decay.all(decay)).build();
  }

  /** What is done to each training image; null for nothing. */
  Augmentation augmentation() {
    return switch (augment) {
      case "none" -> null;
      case "flip-crop" -> Augment.of(Augment.flip(), Augment.crop(PADDING));
      default -> throw new IllegalStateException("plans.csv names no augmentation: " + augment);
    };
  }
}
