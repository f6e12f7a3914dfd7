package org.rapaio.jupyter.kernel;

import java.util.ArrayList;
import java.util.List;
import org.rapaio.jupyter.kernel.display.DisplayData;

/** Stands in for the rapaio kernel: what {@code Show} calls of it, under its names. */
public final class MainApp {
  /** The running kernel; null outside of one. */
  public static Kernel kernel;

  private MainApp() {}

  /** Notes what it is asked to display. */
  public static final class Kernel {
    /** The calls in their order. */
    public final List<String> calls = new ArrayList<>();

    /** What showing throws; null if it succeeds. */
    public Error failure;

    /** Something new. */
    public void display(DisplayData data) {
      fail();
      calls.add("display " + data);
    }

    /** Something in place of what has its id. */
    public void updateDisplay(DisplayData data) {
      fail();
      calls.add("update " + data);
    }

    private void fail() {
      if (failure != null) {
        throw failure;
      }
    }
  }
}
