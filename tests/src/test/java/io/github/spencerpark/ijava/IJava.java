package io.github.spencerpark.ijava;

import io.github.spencerpark.jupyter.kernel.display.DisplayData;
import java.util.ArrayList;
import java.util.List;

/** Stands in for IJava: what {@code Show} calls of it, under its names. */
public final class IJava {
  private static Kernel kernel;

  private IJava() {}

  /** The running kernel; null outside of one. */
  public static Kernel getKernelInstance() {
    return kernel;
  }

  /** Starts or, with null, ends the stand-in. */
  public static void run(Kernel instance) {
    kernel = instance;
  }

  /** Notes what it is asked to display. */
  public static final class Kernel {
    /** The calls in their order. */
    public final List<String> calls = new ArrayList<>();

    private final IO io = new IO(calls);

    /** Something new. */
    public void display(DisplayData data) {
      calls.add("display " + data);
    }

    /** The streams. */
    public IO getIO() {
      return io;
    }
  }

  /** The kernel's streams. */
  public static final class IO {
    /** Where displays are updated. */
    public final Stream display;

    private IO(List<String> calls) {
      display = new Stream(calls);
    }
  }

  /** Updates displays. */
  public static final class Stream {
    private final List<String> calls;

    private Stream(List<String> calls) {
      this.calls = calls;
    }

    /** Something in place of what has this id. */
    public void updateDisplay(String id, DisplayData data) {
      calls.add("update " + data);
    }
  }
}
