package cnnbook.bench;

import ai.djl.Device;
import ai.djl.Model;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.training.DefaultTrainingConfig;
import ai.djl.training.GradientCollector;
import ai.djl.training.Trainer;
import ai.djl.training.loss.Loss;
import ai.djl.training.optimizer.Optimizer;
import ai.djl.training.tracker.Tracker;
import cnnbook.data.LabeledImages;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;

/**
 * A network trained by DJL alone, as sparingly as DJL's users write it: the images lie on the
 * device, a batch is a choice of them by DJL's index and has a manager of its own, the loss is read
 * once an epoch and the accuracy never.
 */
final class BareLoop implements AutoCloseable {
  private final Model model = Model.newInstance("bare", "PyTorch");
  private final Trainer trainer;
  private final NDArray images;
  private final NDArray labels;
  private final int batch;
  private final List<Long> order;
  private final Random random = new Random(1);

  /** Takes an initialised network. */
  BareLoop(Block network, LabeledImages data, int batch, double rate) {
    this.batch = batch;
    model.setBlock(network);
    Optimizer sgd = Optimizer.sgd().setLearningRateTracker(Tracker.fixed((float) rate)).build();
    trainer =
        model.newTrainer(
            new DefaultTrainingConfig(Loss.softmaxCrossEntropyLoss())
                .optDevices(new Device[] {Device.cpu()})
                .optOptimizer(sgd));
    images = data.images(model.getNDManager());
    labels = data.labels(model.getNDManager());
    order = new ArrayList<>(LongStream.range(0, data.size()).boxed().toList());
  }

  /** Trains for an epoch, in an order of its own; returns the mean loss. */
  double epoch() {
    int n = order.size();
    Collections.shuffle(order, random);
    try (NDManager epoch = model.getNDManager().newSubManager()) {
      NDArray sum = epoch.zeros(new Shape());
      for (int from = 0; from < n; from += batch) {
        List<Long> chosen = order.subList(from, Math.min(n, from + batch));
        step(chosen.stream().mapToLong(Long::longValue).toArray(), epoch, sum);
      }
      return sum.getFloat() / n;
    }
  }

  private void step(long[] chosen, NDManager epoch, NDArray sum) {
    try (NDManager step = epoch.newSubManager()) {
      NDIndex index = new NDIndex("{}", step.create(chosen));
      NDArray x = images.get(step, index);
      NDList y = new NDList(labels.get(step, index));
      try (GradientCollector collector = trainer.newGradientCollector()) {
        NDArray loss = trainer.getLoss().evaluate(y, trainer.forward(new NDList(x)));
        collector.backward(loss);
        sum.addi(loss.stopGradient().mul(chosen.length));
      }
      trainer.step();
    }
  }

  @Override
  public void close() {
    trainer.close();
    model.close();
  }
}
