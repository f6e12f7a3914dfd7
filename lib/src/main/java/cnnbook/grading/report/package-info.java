/**
 * Reports about a class whose submissions are graded: for its students, its lecturer, and the
 * programs that universities keep grades in. All are made of the files that grading leaves.
 */
package cnnbook.grading.report;
