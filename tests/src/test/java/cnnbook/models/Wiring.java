package cnnbook.models;

import ai.djl.nn.Block;
import java.util.List;

/** Writes a composite's connections as a formula. */
record Wiring(Composite root) implements Flow<String> {
  static String of(Composite block) {
    return block.flow(new Wiring(block), "x");
  }

  @Override
  public String run(Block block, String x) {
    return Names.path(root, block) + "(" + x + ")";
  }

  @Override
  public String relu(String x) {
    return "relu(" + x + ")";
  }

  @Override
  public String add(String a, String b) {
    return a + " + " + b;
  }

  @Override
  public String concat(List<String> parts) {
    return parts.toString();
  }

  @Override
  public String gate(String x, String gates) {
    return x + " * " + gates;
  }

  @Override
  public void side(String output) {
    throw new UnsupportedOperationException("a formula has one value");
  }

  @Override
  public boolean training() {
    return false;
  }
}
