/** Calls of an exercise's interface that may cross the border of a process. */
package cnnbook.exercises.remote;
