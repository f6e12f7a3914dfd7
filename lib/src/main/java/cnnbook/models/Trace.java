package cnnbook.models;

import ai.djl.ndarray.types.Shape;
import java.util.Optional;

/**
 * What flows through a network in place of an array while its {@link ModelSummary} is made.
 *
 * @param shape the array's shape
 * @param sight what its elements see of the image, if that is known
 * @param node number of the summary's row that made it; {@link #IMAGE} for the image
 */
record Trace(Shape shape, Optional<Sight> sight, int node) {
  static final int IMAGE = -1;
}
