/**
 * Exercises: for each one an interface that the learner implements, in {@code eNN} by the number of
 * the lesson, beside it the public tests.
 */
package cnnbook.exercises;
