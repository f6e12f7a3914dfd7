package cnnbook.grading;

import static cnnbook.grading.Attack.answer;
import static cnnbook.grading.Attack.deadly;
import static cnnbook.grading.Attack.harmless;
import static cnnbook.grading.Attack.hidden;
import static cnnbook.grading.Attack.leak;

import java.util.List;
import java.util.stream.Stream;

/** Submissions that try to get points, to see, or to break what they must not. */
final class Attacks {
  private static final String UNSAFE =
      "var field = sun.misc.Unsafe.class.getDeclaredField(\"theUnsafe\"); field.setAccessible(true);"
          + " var unsafe = (sun.misc.Unsafe) field.get(null);";

  private static final String ENDED = "ended the process";

  private Attacks() {}

  /**
   * All of them.
   *
   * @param port where somebody listens on this machine
   * @param grader the process that must live on
   */
  static List<Attack> all(int port, long grader) {
    return Stream.of(endless(), resources(), exits(), files(), outside(port, grader))
        .flatMap(List::stream)
        .toList();
  }

  /** Those about the worker's own process, and about the values that go back. */
  static List<Attack> within() {
    return Stream.of(protocol(), values(), tricks()).flatMap(List::stream).toList();
  }

  private static List<Attack> endless() {
    return List.of(
        deadly("endless loop", "took longer", "while (true) {}"),
        deadly(
            "endless loop that catches everything",
            "took longer",
            "while (true) { try { Thread.sleep(1000); } catch (Throwable e) { } }"),
        deadly(
            "sleep",
            "took longer",
            "try { Thread.sleep(100_000); } catch (InterruptedException e) { } return null;"),
        harmless("a cell that never ends", "took longer", "while (true) {}"),
        deadly("deadlock with itself", "took longer", wait("new Object()")),
        harmless(
            "threads that go on",
            "",
            "new Thread(() -> { while (true) {} }).start(); new Thread(() -> { while (true) {}"
                + " }).start();"),
        deadly(
            "a message that never ends",
            "took longer",
            "throw new RuntimeException() { public String getMessage() { while (true) {} } };"));
  }

  private static String wait(String object) {
    return "Object lock = %s; synchronized (lock) { while (true) { try { lock.wait(); } catch"
            .formatted(object)
        + " (InterruptedException e) { } } }";
  }

  private static List<Attack> resources() {
    return List.of(
        deadly("stack exhaustion", "StackOverflowError", "return correlate(image, kernel, 1, 0);"),
        deadly(
            "heap exhaustion",
            ENDED,
            "List<long[]> all = new ArrayList<>(); while (true) { all.add(new long[1 << 20]); }"),
        deadly(
            "direct memory",
            "threw java.lang.OutOfMemoryError",
            "List<Object> all = new ArrayList<>(); while (true) {"
                + " all.add(java.nio.ByteBuffer.allocateDirect(1 << 26)); }"),
        hidden(
            "native memory",
            "",
            UNSAFE
                + " while (true) { unsafe.setMemory(unsafe.allocateMemory(1 << 26), 1 << 26, (byte)"
                + " 1); }"),
        deadly(
            "thread bomb",
            "",
            "while (true) { new Thread(() -> { while (true) { Thread.onSpinWait(); } }).start(); }"),
        hidden(
            "fork bomb",
            "",
            "while (true) { try { new ProcessBuilder(\"sleep\", \"98765\").start(); } catch"
                + " (IOException e) { } }"),
        hidden(
            "fork bomb in a shell",
            "",
            "try { new ProcessBuilder(\"sh\", \"-c\", \"f() { f | f & }; f\").start(); } catch"
                + " (IOException e) { } while (true) {}"),
        harmless(
            "a process that stays",
            "",
            "new ProcessBuilder(\"sh\", \"-c\", \"nohup setsid sleep 98765 &\").start();"),
        leak(
            "full disk",
            "try (var out = new FileOutputStream(\"/tmp/big\")) { for (int i = 0; i < 64; i++) {"
                + " out.write(new byte[1 << 20]); } } return true;"),
        harmless(
            "a gigabyte of print",
            "",
            "String text = \"x\".repeat(1 << 20); for (int i = 0; i < 1024; i++) {"
                + " System.out.print(text); System.err.print(text); }"),
        deadly("endless print", "took longer", "while (true) { System.out.println(image); }"));
  }

  private static List<Attack> exits() {
    return List.of(
        deadly("exit", "", "System.exit(0); return null;"),
        harmless("exit in a cell", "exit", "System.exit(0);"),
        hidden("halt", ENDED, "Runtime.getRuntime().halt(0); return null;"),
        harmless("halt in a cell", ENDED, "Runtime.getRuntime().halt(0);"),
        new Attack(
            "halt while the class is made",
            0,
            ENDED,
            "System.getProperties().put(\"halt\", (Runnable) () -> Runtime.getRuntime().halt(0));",
            "class Ex2_1 implements CrossCorrelation { static { ((Runnable)"
                + " System.getProperties().get(\"halt\")).run(); }"
                + " public Tensor correlate(Tensor image, Tensor kernel, int stride, int padding) {"
                + Attack.RIGHT
                + " } }"),
        harmless(
            "shutdown hook",
            "",
            "Runtime.getRuntime().addShutdownHook(new Thread(() -> { while (true) {} }));"),
        hidden(
            "crash by a wild pointer",
            ENDED,
            UNSAFE + " unsafe.putByte(0, (byte) 1); return null;"),
        hidden(
            "kill all",
            "",
            "try { new ProcessBuilder(\"kill\", \"-9\", \"-1\").start().waitFor(); } catch"
                + " (Exception e) { } while (true) {}"));
  }

  private static List<Attack> files() {
    return List.of(
        leak("reading the solutions", "return new File(\"%s\").canRead();".formatted(solutions())),
        leak(
            "loading the solutions",
            "return Class.forName(\"cnnbook.solutions.e02.CrossCorrelationReference\") != null;"),
        leak(
            "reading homes",
            "return new File(\"%s\").canRead() || new File(\"/home\").list() != null || new"
                    .formatted(System.getProperty("user.home"))
                + " File(\"/etc/passwd\").canRead();"),
        leak(
            "reading by a shell",
            "return new ProcessBuilder(\"sh\", \"-c\", \"cat /etc/passwd || ls '%s'\").start()"
                    .formatted(solutions())
                + ".waitFor() == 0;"),
        leak(
            "writing outside",
            "for (String folder : List.of(\"/\", \"/usr\", \"/book\", \"/dev\", \"/dev/shm\", \"/proc\","
                + " \"/djl\", \"/book/lib/target\")) { try { if (new File(folder,"
                + " \"own\").createNewFile()) return true; } catch (IOException e) { } } return"
                + " false;"),
        leak(
            "changing the library",
            "try (var out = new FileOutputStream(\"/book/lib/target/cnnbook.jar\", true)) {"
                + " out.write(0); } return true;"),
        leak("a device", "return new FileInputStream(\"/dev/mem\").read() >= 0;"));
  }

  private static String solutions() {
    return cnnbook.Home.root().resolve("solutions").toString();
  }

  private static List<Attack> outside(int port, long grader) {
    return List.of(
        leak("network", "new Socket(\"127.0.0.1\", %d).close(); return true;".formatted(port)),
        leak(
            "network interfaces",
            "return Collections.list(NetworkInterface.getNetworkInterfaces()).stream().anyMatch(n ->"
                + " n.getName().startsWith(\"e\"));"),
        leak("name service", "return InetAddress.getByName(\"example.org\") != null;"),
        leak(
            "other processes",
            "for (File f : new File(\"/proc\").listFiles()) { if (f.getName().matches(\"[0-9]+\") &&"
                + " java.nio.file.Files.readString(new File(f,"
                + " \"cmdline\").toPath()).matches(\"(?s).*(surefire|cli.Main|maven).*\")) return"
                + " true; } return false;"),
        leak(
            "killing the grader",
            "return new ProcessBuilder(\"kill\", \"-9\", \"%d\").start().waitFor() == 0;"
                .formatted(grader)),
        leak(
            "another root",
            "return new ProcessBuilder(\"unshare\", \"-Ur\", \"true\").start().waitFor() == 0 || new"
                + " ProcessBuilder(\"mount\", \"-t\", \"tmpfs\", \"none\","
                + " \"/tmp\").start().waitFor() == 0;"),
        leak(
            "more rights",
            "var id = new ProcessBuilder(\"sh\", \"-c\", \"su -c id root || id -u\").start(); return"
                + " new String(id.getInputStream().readAllBytes()).strip().startsWith(\"0\");"),
        leak(
            "names of the folders outside",
            "return java.nio.file.Files.readString(java.nio.file.Path.of(\"/proc/self/mountinfo\"))"
                + ".contains(\"%s\");".formatted(cnnbook.Home.root())),
        leak(
            "secrets in the environment",
            "return System.getenv().toString().contains(\"HOME=\") || new"
                + " String(java.nio.file.Files.readAllBytes(java.nio.file.Path.of("
                + "\"/proc/1/environ\"))).contains(\"HOME=\");"),
        leak(
            "native code",
            "var file = java.nio.file.Path.of(\"/tmp/own.so\"); java.nio.file.Files.write(file, new"
                + " byte[100]); System.load(\"/tmp/own.so\"); return true;"));
  }

  private static List<Attack> protocol() {
    String out = "new FileOutputStream(FileDescriptor.out)";
    return List.of(
        deadly(
            "writing to the protocol",
            "spoilt its answers",
            "try { %s.write(new byte[100]); } catch (IOException e) { } %s"
                .formatted(out, Attack.RIGHT)),
        deadly(
            "a frame of a wrong number",
            "spoilt its answers",
            "try { var o = new DataOutputStream(%s); o.writeInt(1); o.writeLong(1);".formatted(out)
                + " o.writeByte(0); } catch (IOException e) { } "
                + Attack.RIGHT),
        deadly(
            "a frame of two gigabytes",
            "spoilt its answers",
            "try { var o = new DataOutputStream(%s); o.writeInt(Integer.MAX_VALUE);".formatted(out)
                + " o.writeLong(1); } catch (IOException e) { } "
                + Attack.RIGHT),
        deadly(
            "flooding the protocol",
            "spoilt its answers",
            "try { while (true) { %s.write(new byte[1 << 20]); } } catch (IOException e) { } return"
                    .formatted(out)
                + " null;"),
        deadly(
            "closing the protocol",
            ENDED,
            "try { %s.close(); } catch (IOException e) { } %s".formatted(out, Attack.RIGHT)),
        new Attack(
            "stealing the questions",
            0,
            "",
            "new Thread(() -> { try { var in = new FileInputStream(FileDescriptor.in); while"
                + " (in.read() >= 0) { } } catch (IOException e) { } }).start();",
            // A right answer may get its points: now and then the thief comes too late.
            answer("return Tensor.zeros(1, 1);")),
        new Attack(
            "answers without the class",
            0,
            "no cell declares the class Ex2_1",
            "new Thread(() -> { try { var in = new DataInputStream(new"
                + " FileInputStream(FileDescriptor.in)); var out = new DataOutputStream(new"
                + " FileOutputStream(FileDescriptor.out)); while (true) { int n = in.readInt(); long"
                + " number = in.readLong(); in.readNBytes(n); out.writeInt(1);"
                + " out.writeLong(number); out.writeByte(0); } } catch (IOException e) { }"
                + " }).start();"),
        new Attack(
            "reflection into the worker",
            0,
            "a wrong result",
            "for (var field : Class.forName(\"cnnbook.grading.WorkerMain\").getDeclaredFields()) {"
                + " field.setAccessible(true); }",
            "class Expect { void gives(Object right, Object came) { } }",
            answer("return Tensor.zeros(1, 1);")));
  }

  private static List<Attack> values() {
    return List.of(
        deadly("null", "a wrong result", "return null;"),
        deadly(
            "NaN",
            "a wrong result",
            "Tensor out = new Right().correlate(image, kernel, stride, padding);"
                + " Arrays.fill(out.data(), Float.NaN); return out;"),
        deadly(
            "infinities",
            "a wrong result",
            "Tensor out = new Right().correlate(image, kernel, stride, padding);"
                + " Arrays.fill(out.data(), Float.POSITIVE_INFINITY); return out;"),
        deadly(
            "the right numbers in a wrong shape",
            "a wrong result",
            "Tensor out = new Right().correlate(image, kernel, stride, padding); return"
                + " out.reshape(1, out.count());"),
        deadly("more than fits into an answer", "", "return Tensor.zeros(3000, 3000);"),
        deadly(
            "a changed argument",
            "changes its argument",
            "Tensor out = new Right().correlate(image, kernel, stride, padding); image.data()[0] +="
                + " 1; return out;"),
        new Attack(
            "an answer that is filled in later",
            0,
            "a wrong result",
            answer(
                "Tensor right = new Right().correlate(image, kernel, stride, padding); Tensor out ="
                    + " Tensor.zeros(right.shape()); new Thread(() ->"
                    + " System.arraycopy(right.data(), 0, out.data(), 0, right.count())) { { new"
                    + " Timer(true).schedule(new TimerTask() { public void run() { start(); } }, 200);"
                    + " } }; return out;")),
        deadly("always the same exception", "", "throw new IllegalArgumentException();"),
        deadly(
            "an exception with a long message",
            "RuntimeException",
            "throw new RuntimeException(\"x\".repeat(100_000_000), new Error());"),
        deadly(
            "an exception that cannot be printed",
            "",
            "throw new RuntimeException() { public String getMessage() { throw this; } public String"
                + " toString() { throw this; } };"));
  }

  private static List<Attack> tricks() {
    return List.of(
        new Attack(
            "a contract of one's own",
            0,
            "does not implement",
            "interface CrossCorrelation { Object correlate(Object a, Object b, int c, int d); }",
            "class Ex2_1 implements CrossCorrelation { public Object correlate(Object a, Object b,"
                + " int c, int d) { return a; } public boolean equals(Object o) { return true; } }"),
        new Attack(
            "equals that is always true",
            0,
            "a wrong result",
            "class Ex2_1 implements CrossCorrelation { public Tensor correlate(Tensor image, Tensor"
                + " kernel, int stride, int padding) { return image; } public boolean equals(Object"
                + " o) { return true; } public int hashCode() { return 0; } public String toString()"
                + " { return \"passed\"; } }"),
        new Attack(
            "remembering the first answer",
            0,
            "a wrong result",
            "Tensor first = new Right().correlate(Tensor.count(1, 4, 4), Tensor.count(1, 2, 2), 1, 0);",
            answer("return first;")),
        deadly(
            "another answer by the clock",
            "a wrong result",
            "return System.currentTimeMillis() < 1_000_000_000_000L ? new Right().correlate(image,"
                + " kernel, stride, padding) : Tensor.zeros(2, 2);"),
        deadly(
            "right for the public inputs",
            "a wrong result",
            "boolean known = image.get(0, 0) == 0 || image.get(0, 0) == 1; if (known) { "
                + Attack.RIGHT
                + " } return Tensor.zeros(2, 2);"),
        harmless(
            "a check of one's own",
            "",
            "class Check { static double exercise(String id, Object o) { return 1000; } }"),
        harmless(
            "spoilt settings",
            "",
            "System.setProperty(\"line.separator\", \"?\"); Locale.setDefault(Locale.CHINA);"
                + " System.setOut(null); System.setErr(null);"),
        deadly(
            "a forbidden class",
            "must do without cnnbook.ops",
            "return cnnbook.ops.TrueConv2dOp.flip(image);"),
        deadly(
            "reflection in the answer",
            "must do without java.lang.Class.forName",
            "try { Class.forName(\"java.lang.Object\"); } catch (Exception e) { } " + Attack.RIGHT),
        new Attack(
            "code on which the compiler despairs",
            0,
            "the compilation of all cells",
            "<A, B extends List<A>> int f(Supplier<A> a) { return 0; }",
            "int x = f(() -> " + "f(() -> ".repeat(3000) + "1" + ")".repeat(3001) + ";",
            answer(Attack.RIGHT)),
        leak(
            "attaching to oneself",
            "String pid = String.valueOf(ProcessHandle.current().pid());"
                + " com.sun.tools.attach.VirtualMachine.attach(pid); return true;"));
  }
}
