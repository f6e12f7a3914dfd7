package cnnbook.training;

import cnnbook.data.DataSets;
import cnnbook.data.Split;

/**
 * What a {@link Plan} does with one network.
 *
 * @param network its name in the table of plans
 * @param data the name of the data set
 * @param train images to train on
 * @param test images to test on
 * @param size height and width of the images, in pixels
 * @param epochs how often training passes over the images
 * @param batch images in a minibatch
 * @param rate the learning rate
 * @param bar the test accuracy, in [0, 1], below which something is wrong
 */
public record Recipe(
    String network,
    String data,
    int train,
    int test,
    int size,
    int epochs,
    int batch,
    double rate,
    double bar) {

  /**
   * The images of this recipe: the first {@link #train()} and {@link #test()} of its data set.
   *
   * @throws cnnbook.UserError if the data set must be fetched first
   */
  public Split load() {
    Split all =
        switch (data) {
          case "fashion-mnist" -> DataSets.fashionMnist();
          case "fashion-mnist-full" -> DataSets.fashionMnistFull();
          case "mnist" -> DataSets.mnist();
          case "mnist-full" -> DataSets.mnistFull();
          default -> throw new IllegalStateException("plans.csv names no data set: " + data);
        };
    return new Split(all.train().head(train), all.test().head(test));
  }
}
