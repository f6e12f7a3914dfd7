package cnnbook.ops;

/** Changes parameters against their gradients. It may remember something about each of them. */
public interface Optimizer {

  /** Makes one step and sets the gradients to 0. */
  void step(Iterable<Parameter> parameters);
}
