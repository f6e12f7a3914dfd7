package cnnbook.exercises;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * An interface that a learner implements in a class called {@code Ex2_1} for exercise 2.1. Its
 * methods pass primitives, strings, {@link cnnbook.tensor.Tensor}s, records and arrays of them, and
 * must not change their arguments.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface Exercise {
  /** The lesson's number, a dot, the exercise's: {@code 2.1}. */
  String id();

  /** A few words. */
  String title();

  /** What it is about: one of the words by which a class's results are summed up. */
  String topic();

  /** How long it takes somebody who has read the lesson. */
  int minutes();

  /** What it is worth: the sum of its hidden tests' points. */
  int points();

  /** From a nudge to nearly the solution. */
  String[] hints();

  /** Whether DJL computes in it: then its engine must be there, and takes seconds to start. */
  boolean engine() default false;

  /** Beginnings of names of classes and packages that would make it too easy: {@code ai.djl}. */
  String[] forbidden() default {};
}
