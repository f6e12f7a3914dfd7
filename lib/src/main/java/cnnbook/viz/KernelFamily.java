package cnnbook.viz;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The Java kernels that {@link Show} can talk to. All descend from IJava and differ in names; a
 * kernel's classes are on the system's class path, never at compile time.
 */
enum KernelFamily {
  /** JJava and the book's own kernel. */
  JJAVA("org.dflib.jjava.jupyter.kernel.display.DisplayData") {
    @Override
    Object kernel() throws ReflectiveOperationException {
      return load("org.dflib.jjava.jupyter.kernel.BaseKernel")
          .getMethod("notebookKernel")
          .invoke(null);
    }
  },
  /** IJava 1.3. */
  IJAVA("io.github.spencerpark.jupyter.kernel.display.DisplayData") {
    @Override
    Object kernel() throws ReflectiveOperationException {
      return load("io.github.spencerpark.ijava.IJava").getMethod("getKernelInstance").invoke(null);
    }
  },
  /** The rapaio kernel 3. */
  RAPAIO("org.rapaio.jupyter.kernel.display.DisplayData") {
    @Override
    Object kernel() throws ReflectiveOperationException {
      return load("org.rapaio.jupyter.kernel.MainApp").getField("kernel").get(null);
    }
  };

  private final String displayData;

  KernelFamily(String displayData) {
    this.displayData = displayData;
  }

  /** The running kernel of this family, null if its classes are there but it does not run. */
  abstract Object kernel() throws ReflectiveOperationException;

  /** The class of what this family displays. */
  Class<?> displayData() throws ReflectiveOperationException {
    return load(displayData);
  }

  /** The one family of which a kernel runs in this process. */
  static Optional<Display> running() {
    return Arrays.stream(values()).flatMap(KernelFamily::connect).findFirst();
  }

  private static Stream<Display> connect(KernelFamily family) {
    try {
      Object kernel = family.kernel();
      return kernel == null ? Stream.empty() : Stream.of(new KernelDisplay(family, kernel));
    } catch (ReflectiveOperationException | LinkageError absent) {
      return Stream.empty();
    }
  }

  private static Class<?> load(String name) throws ClassNotFoundException {
    return Class.forName(name, true, ClassLoader.getSystemClassLoader());
  }
}
