package cnnbook.viz;

import cnnbook.tensor.Tensor;

/**
 * A network in training after one epoch, as {@link Visuals#replay} shows it; {@code
 * cnnbook.training.Snapshots} collects them.
 *
 * @param epoch its number, from 1
 * @param loss on the training images
 * @param accuracy on the training images, in [0, 1]
 * @param valLoss on the validation images; NaN without any
 * @param valAccuracy on the validation images, in [0, 1]; NaN without any
 * @param filters weights of the first convolution, (F, C, kh, kw)
 * @param confusion {@code confusion[t][g]}: images of class t that were called g
 */
public record Snapshot(
    int epoch,
    double loss,
    double accuracy,
    double valLoss,
    double valAccuracy,
    Tensor filters,
    int[][] confusion) {}
