package cnnbook.bench;

import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import ai.djl.nn.Block;
import ai.djl.nn.Blocks;
import ai.djl.nn.ParallelBlock;
import ai.djl.nn.SequentialBlock;
import ai.djl.nn.convolutional.Conv2d;
import ai.djl.nn.core.Linear;
import ai.djl.nn.norm.BatchNorm;
import ai.djl.nn.pooling.Pool;
import java.util.List;

/** ResNet-18 of DJL's own blocks and nothing else, its weights in the order of torchvision's. */
final class BareResNet {
  private BareResNet() {}

  static Block of18Layers() {
    SequentialBlock net =
        new SequentialBlock()
            .add(conv(64, 7, 2, 3))
            .add(norm())
            .add(Activation::relu)
            .add(Pool.maxPool2dBlock(new Shape(3, 3), new Shape(2, 2), new Shape(1, 1)));
    for (int stage = 0; stage < 4; stage++) {
      net.add(block(64 << stage, stage > 0 ? 2 : 1, stage > 0));
      net.add(block(64 << stage, 1, false));
    }
    return net.add(Pool.globalAvgPool2dBlock()).add(Linear.builder().setUnits(1000).build());
  }

  private static Block block(int filters, int stride, boolean projects) {
    SequentialBlock branch =
        new SequentialBlock()
            .add(conv(filters, 3, stride, 1))
            .add(norm())
            .add(Activation::relu)
            .add(conv(filters, 3, 1, 1))
            .add(norm());
    Block shortcut =
        projects
            ? new SequentialBlock().add(conv(filters, 1, stride, 0)).add(norm())
            : Blocks.identityBlock();
    return new ParallelBlock(BareResNet::sum, List.of(branch, shortcut));
  }

  private static NDList sum(List<NDList> sides) {
    return new NDList(
        Activation.relu(sides.get(0).singletonOrThrow().add(sides.get(1).singletonOrThrow())));
  }

  private static Block conv(int filters, int kernel, int stride, int padding) {
    return Conv2d.builder()
        .setFilters(filters)
        .setKernelShape(new Shape(kernel, kernel))
        .optStride(new Shape(stride, stride))
        .optPadding(new Shape(padding, padding))
        .optBias(false)
        .build();
  }

  private static Block norm() {
    return BatchNorm.builder().optEpsilon(1e-5f).optMomentum(0.9f).build();
  }
}
