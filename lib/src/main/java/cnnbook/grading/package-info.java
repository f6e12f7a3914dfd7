/**
 * Marks submissions without trusting them: a student's code runs in a process of its own, hidden
 * tests in the grader's, and only values pass between the two.
 */
package cnnbook.grading;
