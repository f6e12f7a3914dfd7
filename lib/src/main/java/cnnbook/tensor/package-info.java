/** Tensors of float32 numbers, in plain Java. */
package cnnbook.tensor;
