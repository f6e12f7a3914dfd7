/** One training loop for every notebook, and how much each plan trains. */
package cnnbook.training;
