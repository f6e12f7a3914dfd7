/** What tests of exercises are made of, and how they are run. */
package cnnbook.exercises.tests;
