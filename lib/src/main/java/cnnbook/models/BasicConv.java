package cnnbook.models;

import static cnnbook.models.Layers.batchNorm;
import static cnnbook.models.Layers.conv;

import ai.djl.nn.Block;
import cnnbook.geometry.Window;

/**
 * A convolution of GoogLeNet: with a bias and ReLU, or without bias and with BN (ε 0.001) before
 * the ReLU.
 */
final class BasicConv extends Composite {
  private static final float EPSILON = 1e-3f;

  private final Block conv;
  private final Block bn;

  BasicConv(int filters, Window window, boolean batchNorm) {
    conv = child("conv", conv(filters, window, 1, !batchNorm));
    bn = batchNorm ? child("bn", batchNorm(EPSILON)) : null;
  }

  /** A convolution that keeps the maps' size: 1×1, 3×3 with padding 1, 5×5 with padding 2. */
  static BasicConv same(int filters, int kernel, boolean batchNorm) {
    return new BasicConv(filters, Window.valid(kernel).padding(kernel / 2), batchNorm);
  }

  @Override
  public <T> T flow(Flow<T> f, T x) {
    T y = f.run(conv, x);
    return f.relu(bn == null ? y : f.run(bn, y));
  }
}
