package cnnbook.ops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.Model;
import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.DefaultTrainingConfig;
import ai.djl.training.GradientCollector;
import ai.djl.training.Trainer;
import ai.djl.training.loss.Loss;
import ai.djl.training.tracker.Tracker;
import cnnbook.data.DataSets;
import cnnbook.data.LabeledImages;
import cnnbook.models.Djl;
import cnnbook.models.LeNet;
import cnnbook.tensor.Tensor;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** LeNet of these operations and LeNet of DJL blocks: the same weights, batches and losses. */
class LeNetTwinsTest {
  private static final int BATCH = 64;
  private static final int STEPS = 50;
  private static final float RATE = 0.5f;

  @Test
  void lossesAgreeAtEachOfFiftyStepsOnRealImages() {
    LabeledImages images = DataSets.fashionMnist().train();
    Sequential ours = Networks.leNet(new Random(1));
    Sgd sgd = new Sgd(RATE);
    double first = 0;
    double last = 0;
    try (Model model = Model.newInstance("lenet", "PyTorch")) {
      model.setBlock(LeNet.classic());
      try (Trainer trainer = model.newTrainer(config())) {
        trainer.initialize(new Shape(BATCH, 1, 28, 28));
        Djl.copyWeights(ours.parameters(), model.getBlock());
        for (int step = 0; step < STEPS; step++) {
          LabeledImages batch = batch(images, step);
          double theirs = step(trainer, batch);
          last = step(ours, sgd, batch);
          first = step == 0 ? last : first;
          assertThat(last).as("loss at step %d", step).isEqualTo(theirs, within(1e-4));
        }
      }
    }
    // They did learn something: a loss that stands still would agree with anything.
    assertThat(last).isLessThan(first - 0.02);
  }

  @Test
  void leNetOfOperationsLearnsItsFirstImages() {
    LabeledImages batch = DataSets.fashionMnist().train().head(32);
    Sequential network = Networks.leNet(new Random(1));
    Adam adam = Adam.adam(0.005);
    double loss = 0;
    for (int step = 0; step < 120; step++) {
      loss = step(network, adam, batch);
    }
    assertThat(loss).isLessThan(0.2);
  }

  @Test
  void aSmallResidualNetworkLearnsItsFirstImages() {
    LabeledImages batch = DataSets.fashionMnist().train().head(16);
    Sequential network = Networks.resNet(1, 10, new Random(1), 8, 16);
    Adam adam = Adam.adam(0.01);
    double loss = 0;
    for (int step = 0; step < 40; step++) {
      loss = step(network, adam, batch);
    }
    assertThat(loss).isLessThan(0.2);
  }

  private static DefaultTrainingConfig config() {
    return new DefaultTrainingConfig(Loss.softmaxCrossEntropyLoss())
        .optDevices(new ai.djl.Device[] {ai.djl.Device.cpu()})
        .optOptimizer(
            ai.djl.training.optimizer.Optimizer.sgd()
                .setLearningRateTracker(Tracker.fixed(RATE))
                .build());
  }

  private static LabeledImages batch(LabeledImages images, int step) {
    return images.subset(IntStream.range(step * BATCH, (step + 1) * BATCH).toArray());
  }

  private static double step(Layer network, Optimizer optimizer, LabeledImages batch) {
    Pass pass = network.forward(pixels(batch), true);
    CrossEntropyOp loss = new CrossEntropyOp();
    CrossEntropyOp.Forward forward = loss.forward(pass.out(), batch.labels());
    pass.backward().apply(loss.backward(forward));
    optimizer.step(network.parameters());
    return forward.loss();
  }

  private static double step(Trainer trainer, LabeledImages batch) {
    try (NDManager manager = trainer.getManager().newSubManager()) {
      NDArray x = Djl.array(manager, pixels(batch));
      float[] labels = new float[batch.size()];
      for (int i = 0; i < labels.length; i++) {
        labels[i] = batch.label(i);
      }
      NDArray loss;
      try (GradientCollector collector = trainer.newGradientCollector()) {
        NDList out = trainer.forward(new NDList(x));
        loss = trainer.getLoss().evaluate(new NDList(manager.create(labels)), out);
        collector.backward(loss);
      }
      trainer.step();
      return loss.toFloatArray()[0];
    }
  }

  private static Tensor pixels(LabeledImages batch) {
    try (NDManager manager = Engine.getEngine("PyTorch").newBaseManager()) {
      return Djl.tensor(batch.images(manager));
    }
  }
}
