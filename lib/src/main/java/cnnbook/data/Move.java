package cnnbook.data;

import java.util.random.RandomGenerator;

/** See {@link Augment#move}. */
record Move(int down, int right) implements Augmentation {
  private static final Shift BLACK_ENTERS = new Shift(0, 0, false);

  @Override
  public void apply(Pixels image, RandomGenerator random) {
    BLACK_ENTERS.move(image, down, right);
  }
}
