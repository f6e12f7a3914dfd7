/**
 * The operations of a convolutional network, from scratch: each in one file, what it computes
 * (forward) beside how a change of its input changes the loss (backward).
 *
 * <p>Conventions, stated once: "convolution" is cross-correlation; images are (n, c, h, w); padding
 * is given for each side; sizes are rounded down; {@code dout} is the gradient of the loss with
 * respect to the output, {@code dx}, {@code dw}, {@code db} with respect to input, weights and
 * bias. An operation keeps nothing between calls: what backward needs is in what forward returned.
 */
package cnnbook.ops;
