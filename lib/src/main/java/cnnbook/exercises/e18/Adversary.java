package cnnbook.exercises.e18;

import cnnbook.exercises.Exercise;
import cnnbook.tensor.Tensor;

/** Exercise 18.1. */
@Exercise(
    id = "18.1",
    title = "the fast gradient sign method, once and repeated",
    topic = "robustness",
    minutes = 40,
    points = 9,
    hints = {
      "The gradient of one picture's loss with respect to its scores is softmax − one-hot; times the"
          + " weight it is the gradient with respect to the pixels. No mean over the batch.",
      "A step adds rate · sign(gradient): the sign of 0 is 0. An attack must raise the loss, so it"
          + " goes with the gradient.",
      "Repeated: after each step bring every pixel back to at most epsilon from where it began, and"
          + " into [0, 1]. Work on a copy."
    },
    forbidden = {"cnnbook.ops", "cnnbook.models", "cnnbook.training", "ai.djl"})
public interface Adversary {
  /**
   * The gradient of each picture's softmax cross-entropy with respect to its own pixels, for the
   * linear classifier scores = x · weightᵀ + bias.
   *
   * @param x (n, d)
   * @param weight (k, d)
   * @param bias (k)
   * @param labels n numbers from 0 to k − 1
   * @return (n, d)
   * @throws IllegalArgumentException if there are not n labels, or one is not from 0 to k − 1
   */
  Tensor gradient(Tensor x, Tensor weight, Tensor bias, int[] labels);

  /**
   * The attack of Goodfellow et al. 2015 (section 4): x + epsilon · sign(gradient), cut to [0, 1].
   *
   * @param x (n, d), pixels from 0 to 1
   * @param weight (k, d)
   * @param bias (k)
   * @param labels as for gradient
   * @param epsilon at least 0
   * @return (n, d)
   * @throws IllegalArgumentException as for gradient, and if epsilon is negative
   */
  Tensor attack(Tensor x, Tensor weight, Tensor bias, int[] labels, double epsilon);

  /**
   * The attack in small steps (Kurakin et al. 2017): in each one x moves by step · sign(gradient)
   * from where it is, then no pixel may be farther than epsilon from where it was at the beginning,
   * nor outside [0, 1].
   *
   * @param x (n, d), pixels from 0 to 1
   * @param weight (k, d)
   * @param bias (k)
   * @param labels as for gradient
   * @param epsilon at least 0
   * @param step at least 0
   * @param times number of steps, at least 0
   * @return (n, d)
   * @throws IllegalArgumentException as for attack, and if step or times is negative
   */
  Tensor repeated(
      Tensor x, Tensor weight, Tensor bias, int[] labels, double epsilon, double step, int times);
}
