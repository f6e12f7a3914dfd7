package cnnbook.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.nn.LambdaBlock;
import ai.djl.pytorch.jni.JniUtils;
import cnnbook.data.DataSets;
import cnnbook.models.LeNet;
import cnnbook.models.ResNet;
import cnnbook.models.Zoo;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ThreadsTest {
  @Test
  void littleWorkIsForOneThread() {
    assertThat(Threads.of(LeNet.modern(), new Shape(16, 1, 28, 28)).isOne()).isTrue();
    assertThat(Threads.of(LeNet.modern(), new Shape(256, 1, 28, 28)).isOne()).isFalse();
  }

  @Test
  void manyLittleLayersAreLittleWorkToo() {
    Block narrow = Zoo.builder("resnet56").optChannels(1).optSize(14).optWidth(0.25).build();
    assertThat(Threads.of(narrow, new Shape(32, 1, 14, 14)).isOne()).isTrue();
    Block wide = ResNet.builder(18).optSize(32).build();
    assertThat(Threads.of(wide, new Shape(64, 3, 32, 32)).isOne()).isFalse();
  }

  @Test
  void aBlockThatTheSummaryCannotReadGetsAllThreads() {
    Block refuses =
        new LambdaBlock(
            list -> {
              throw new IllegalArgumentException("not this shape");
            });
    assertThat(Threads.of(refuses, new Shape(1, 1, 28, 28)).isOne()).isFalse();
    assertThat(Threads.of(new LambdaBlock(NDList::new), new Shape(1, 1, 8, 8)).isOne()).isTrue();
  }

  @Test
  void afterwardsTheThreadHasWhatItHadAlsoAfterAnError() {
    int before = JniUtils.getNumThreads();
    Threads one = Threads.of(LeNet.modern(), new Shape(1, 1, 28, 28));
    assertThat(one.run(JniUtils::getNumThreads)).isEqualTo(1);
    assertThatThrownBy(
            () ->
                one.run(
                    () -> {
                      throw new IllegalStateException("in the middle");
                    }))
        .hasMessage("in the middle");
    assertThat(JniUtils.getNumThreads()).isEqualTo(before);
    assertThat(Threads.all().run(JniUtils::getNumThreads)).isEqualTo(before);
  }

  @Test
  void workRunsOnAsManyThreadsAsItIsTold() {
    int before = JniUtils.getNumThreads();
    assertThat(Threads.<Integer>on(3, JniUtils::getNumThreads)).isEqualTo(3);
    assertThat(JniUtils.getNumThreads()).isEqualTo(before);
    assertThatThrownBy(() -> Threads.on(0, () -> "")).hasMessageContaining("threads is 0");
  }

  @Test
  void aTrainingWithSmallBatchesRunsOnOneThread() {
    Set<Integer> seen = new HashSet<>();
    Hook watch =
        new Hook() {
          @Override
          public void onBatch(Batch batch) {
            seen.add(JniUtils.getNumThreads());
          }
        };
    try (Fit fit =
        Fit.builder()
            .setNetwork(LeNet.modern())
            .setTrain(DataSets.fashionMnist().train().head(32))
            .setEpochs(1)
            .setBatchSize(16)
            .setLearningRate(0.01)
            .optHook(watch)
            .build()) {
      fit.run();
    }
    assertThat(seen).containsExactly(1);
  }
}
