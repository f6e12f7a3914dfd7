/** The networks of the book as DJL blocks. */
package cnnbook.models;
