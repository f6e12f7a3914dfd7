/** Charts and pictures, and what puts them in front of the reader. */
package cnnbook.viz;
