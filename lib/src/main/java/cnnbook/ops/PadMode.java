package cnnbook.ops;

/** What stands outside the image. With the input 1 2 3 4 and two elements on each side: */
public enum PadMode {
  /** {@code 0 0 | 1 2 3 4 | 0 0}. */
  ZERO {
    @Override
    int source(int position, int size) {
      return position >= 0 && position < size ? position : OUTSIDE;
    }
  },

  /** {@code 3 2 | 1 2 3 4 | 3 2}: mirrored at the middle of the edge element; at most size − 1. */
  REFLECT {
    @Override
    int source(int position, int size) {
      int mirrored = Math.abs(position);
      return mirrored < size ? mirrored : 2 * (size - 1) - mirrored;
    }

    @Override
    int most(int size) {
      return size - 1;
    }
  },

  /** {@code 1 1 | 1 2 3 4 | 4 4}: the edge element repeated. */
  REPLICATE {
    @Override
    int source(int position, int size) {
      return Math.max(0, Math.min(size - 1, position));
    }
  },

  /** {@code 3 4 | 1 2 3 4 | 1 2}: as if the image stood beside itself; at most size. */
  CIRCULAR {
    @Override
    int source(int position, int size) {
      return Math.floorMod(position, size);
    }

    @Override
    int most(int size) {
      return size;
    }
  };

  static final int OUTSIDE = -1;

  /** The input element whose value stands at a position; {@link #OUTSIDE} for a zero. */
  abstract int source(int position, int size);

  /** The most elements of padding that one side can have: the framed size must stay an int. */
  int most(int size) {
    return (Integer.MAX_VALUE - size) / 2;
  }
}
