package cnnbook.models;

import ai.djl.ndarray.NDArray;

/**
 * One array of a file.
 *
 * @param array its values; null if they cannot be used
 * @param trouble why not; null if they can
 */
record Stored(NDArray array, String trouble) {

  static Stored of(NDArray array) {
    return new Stored(array, null);
  }

  static Stored unusable(String trouble) {
    return new Stored(null, trouble);
  }
}
