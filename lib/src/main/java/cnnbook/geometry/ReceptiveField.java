package cnnbook.geometry;

import java.util.ArrayList;
import java.util.List;

/**
 * What one element of a feature map sees of the input, along one axis.
 *
 * <p>Source: Araujo, Norris and Sim, "Computing Receptive Fields of Convolutional Neural Networks",
 * Distill 2019, sections 2 and 3.
 *
 * @param size input elements from the first to the last that can influence one element
 * @param jump input elements between what neighbours in the map see
 * @param center middle of what element 0 sees, in input coordinates: 0 is the middle of the first
 *     input element; negative values lie in the padding
 */
public record ReceptiveField(int size, int jump, double center) {

  /** The input itself: every element sees itself. */
  public static ReceptiveField input() {
    return new ReceptiveField(1, 1, 0);
  }

  /**
   * The receptive field behind one more layer:
   *
   * <pre>
   * size   ← size + d·(k−1)·jump
   * center ← center + (d·(k−1)/2 − before)·jump
   * jump   ← jump·s
   * </pre>
   *
   * @throws IllegalArgumentException if the field or the jump grows beyond every int
   */
  public ReceptiveField through(Axis layer) {
    int reach = layer.extent() - 1;
    long wider = size + (long) reach * jump;
    long farther = (long) jump * layer.stride();
    if (Math.max(wider, farther) > Integer.MAX_VALUE) {
      throw new IllegalArgumentException(
          "receptive field of %d elements with jump %d: at most %d are possible; take fewer strides"
              .formatted(wider, farther, Integer.MAX_VALUE));
    }
    return new ReceptiveField(
        (int) wider, (int) farther, center + (reach / 2.0 - layer.before()) * jump);
  }

  /** The receptive field after each of the layers, in order. */
  public static List<ReceptiveField> after(List<Axis> layers) {
    List<ReceptiveField> fields = new ArrayList<>();
    ReceptiveField field = input();
    for (Axis layer : layers) {
      field = field.through(layer);
      fields.add(field);
    }
    return List.copyOf(fields);
  }

  /** Middle of what an element of the map sees, in input coordinates. */
  public double center(int element) {
    return center + (double) element * jump;
  }

  /** First input element that an element of the map sees; negative in the padding. */
  public int first(int element) {
    return (int) Math.round(center(element) - (size - 1) / 2.0);
  }

  /** Last input element that an element of the map sees. */
  public int last(int element) {
    return first(element) + size - 1;
  }
}
