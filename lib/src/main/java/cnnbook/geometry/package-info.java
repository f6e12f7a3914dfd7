/** Sizes, receptive fields and costs of layers: everything that is known before a number flows. */
package cnnbook.geometry;
