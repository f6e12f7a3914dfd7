package cnnbook.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import cnnbook.Home;
import com.google.gson.Gson;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.jar.JarOutputStream;
import java.util.stream.StreamSupport;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Kernelspecs and class archives, in a book folder and a Jupyter folder of the test's own. */
final class KernelSpecTest {
  private static final String HOME = "cnnbook.home";

  @TempDir private Path temp;
  private Path book;
  private Path user;
  private String realHome;

  /** A book whose library holds no class: its archive fails at once. */
  @BeforeEach
  void makeBook() throws IOException {
    temp = temp.toRealPath();
    book = temp.resolve("the book");
    user = temp.resolve("jupyter");
    Files.createDirectories(book.resolve("notebooks"));
    Files.createDirectories(book.resolve("datasets"));
    jar(Files.createDirectories(book.resolve("lib/target")).resolve("cnnbook.jar"), "empty");
    jar(Files.createDirectories(book.resolve("lib/target/jars")).resolve("a.jar"), "empty");
    realHome = System.getProperty(HOME);
    System.setProperty(HOME, book.toString());
  }

  @AfterEach
  void restoreHome() {
    if (realHome == null) {
      System.clearProperty(HOME);
    } else {
      System.setProperty(HOME, realHome);
    }
  }

  @Test
  void theSpecNamesThisJdkAndFilesThatAreThere() throws IOException {
    JsonObject spec = read(KernelSpec.ensure().resolve("kernels/java/kernel.json"));
    List<String> argv = argv(spec);
    assertThat(Path.of(argv.get(0))).isAbsolute().isExecutable();
    assertThat(classPath(argv))
        .isNotEmpty()
        .allSatisfy(jar -> assertThat(Path.of(jar)).isAbsolute().isRegularFile());
    assertThat(argv).endsWith("cnnbook.kernel.KernelMain", "{connection_file}");
    assertThat(spec.get("interrupt_mode").getAsString()).isEqualTo("message");
    assertThat(spec.get("language").getAsString()).isEqualTo("java");
    Map<String, String> expected =
        Map.of(
            "OMP_WAIT_POLICY", "PASSIVE",
            "GOMP_SPINCOUNT", "1000",
            "MALLOC_TRIM_THRESHOLD_", "2000000000",
            "MALLOC_MMAP_THRESHOLD_", "33554432",
            "MALLOC_TOP_PAD_", "67108864",
            "CNNBOOK_HOME", book.toString());
    JsonObject env = spec.getAsJsonObject("env");
    expected.forEach((name, value) -> assertThat(env.get(name).getAsString()).isEqualTo(value));
  }

  @Test
  void aSecondEnsureWritesNothing() throws IOException {
    Path file = KernelSpec.ensure().resolve("kernels/java/kernel.json");
    FileTime longAgo = FileTime.fromMillis(1_000_000_000_000L);
    Files.setLastModifiedTime(file, longAgo);
    String before = Files.readString(file);
    KernelSpec.ensure();
    assertThat(Files.getLastModifiedTime(file)).isEqualTo(longAgo);
    assertThat(file).hasContent(before);
    assertThat(file.getParent().toFile().list()).containsExactly("kernel.json");
  }

  @Test
  void ensureKeepsTheKernelThatTheUserRegisteredForTheProject() throws IOException {
    Path jar = kernelJar(KernelFamily.JJAVA);
    Path file = KernelSpec.installLocal("java", KernelFamily.JJAVA, jar);
    String before = Files.readString(file);
    KernelSpec.ensure();
    assertThat(file).hasContent(before);
  }

  @Test
  void ensureMendsASpecThatIsNotJson() throws IOException {
    Path file = KernelSpec.ensure().resolve("kernels/java/kernel.json");
    String before = Files.readString(file);
    Files.writeString(file, "{ \"argv\": [");
    KernelSpec.ensure();
    assertThat(file).hasContent(before);
  }

  @ParameterizedTest
  @EnumSource(names = "CNNBOOK", mode = EnumSource.Mode.EXCLUDE)
  void anotherKernelsJarComesFirstAndItsMainClassLast(KernelFamily family) throws IOException {
    Path jar = kernelJar(family);
    List<String> argv = argv(read(KernelSpec.installLocal("other", family, jar)));
    assertThat(classPath(argv)).startsWith(jar.toString()).hasSizeGreaterThan(2);
    assertThat(argv).endsWith(family.mainClass(), "{connection_file}");
    assertThat(argv.contains("--add-opens=jdk.jshell/jdk.jshell=ALL-UNNAMED"))
        .isEqualTo(family == KernelFamily.JJAVA);
    assertThat(argv).noneMatch(flag -> flag.contains("SharedArchiveFile"));
  }

  @Test
  void anArchiveThatCannotBeMadeIsTriedOnce() throws IOException {
    List<Path> classPath = List.of(book.resolve("lib/target/cnnbook.jar"));
    assertThat(ClassArchive.ensure(classPath)).isEmpty();
    Path failed = onlyFileOf(Home.cache().resolve("cds"));
    assertThat(failed.toString()).endsWith(".failed");
    FileTime longAgo = FileTime.fromMillis(1_000_000_000_000L);
    Files.setLastModifiedTime(failed, longAgo);
    assertThat(ClassArchive.ensure(classPath)).isEmpty();
    assertThat(Files.getLastModifiedTime(failed)).isEqualTo(longAgo);
  }

  @Test
  void anArchiveIsNamedAfterItsJarsAndReplacesTheOneBefore() throws IOException {
    Path jar = book.resolve("lib/target/cnnbook.jar");
    ClassArchive.ensure(List.of(jar));
    Path failed = onlyFileOf(Home.cache().resolve("cds"));
    Path archive = Path.of(failed.toString().replace(".failed", ""));
    Files.move(failed, archive);
    ClassArchive found = ClassArchive.ensure(List.of(jar)).orElseThrow();
    assertThat(found.flags()).contains("-XX:SharedArchiveFile=" + archive, "-Xshare:auto");
    jar(jar, "a longer entry than before");
    assertThat(ClassArchive.ensure(List.of(jar))).isEmpty();
  }

  @Test
  void withUserTheSpecGoesToTheJupyterDataFolder() throws Exception {
    Result result = install("--user", "--name", "beside");
    assertThat(result.text).contains("cnnbook is registered as beside");
    assertThat(result.code).isZero();
    assertThat(argv(read(user.resolve("kernels/beside/kernel.json"))))
        .contains("cnnbook.kernel.KernelMain");
  }

  @Test
  void anotherKernelOfTheSameNameIsReplacedByForceOnly() throws Exception {
    Path file = Files.createDirectories(user.resolve("kernels/java")).resolve("kernel.json");
    String foreign = "{\"argv\": [\"x\"], \"display_name\": \"Somebody's Java\"}";
    Files.writeString(file, foreign);
    Result refused = install("--user");
    assertThat(refused.code).isEqualTo(2);
    assertThat(refused.text).contains("Somebody's Java").contains("--force");
    assertThat(Files.readString(file)).isEqualTo(foreign);
    assertThat(install("--user", "--force").code).isZero();
    assertThat(Files.readString(file)).contains("KernelMain");
    assertThat(install("--user").code).as("its own spec is renewed").isZero();
  }

  @Test
  void jarsThatAreMissingWrongOrNotAskedForAreWrongUsage() throws Exception {
    Path wrong = kernelJar(KernelFamily.RAPAIO);
    Path text = Files.writeString(temp.resolve("text.jar"), "no zip");
    assertThat(install("--kernel", "ijava").code).isEqualTo(2);
    assertThat(install("--kernel", "ijava", "--jar", temp + "/none.jar").code).isEqualTo(2);
    assertThat(install("--kernel", "ijava", "--jar", text.toString()).code).isEqualTo(2);
    assertThat(install("--jar", wrong.toString()).code).isEqualTo(2);
    assertThat(install("--name", "../java").code).isEqualTo(2);
    Result result = install("--kernel", "ijava", "--jar", wrong.toString());
    assertThat(result.code).isEqualTo(2);
    assertThat(result.text).contains("io.github.spencerpark.ijava.IJava").doesNotContain("\tat ");
    assertThat(book.resolve(".cnnbook/jupyter")).doesNotExist();
  }

  private record Result(int code, String text) {}

  /** {@code cnnbook kernel install} as a program of its own: it reads its environment. */
  private Result install(String... arguments) throws Exception {
    List<String> command =
        new ArrayList<>(List.of(Jvm.java().toString(), "-D" + HOME + "=" + book));
    command.add("-XX:TieredStopAtLevel=1");
    String tests =
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    command.addAll(List.of("-cp", tests, "cnnbook.cli.Main", "kernel", "install"));
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().put("JUPYTER_DATA_DIR", user.toString());
    Process process = builder.start();
    String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Result(process.waitFor(), text);
  }

  private Path kernelJar(KernelFamily family) throws IOException {
    Path file = temp.resolve(family.label() + ".jar");
    jar(file, family.mainClass().replace('.', '/') + ".class");
    return file;
  }

  private static void jar(Path file, String entry) throws IOException {
    try (OutputStream out = Files.newOutputStream(file);
        JarOutputStream jar = new JarOutputStream(out)) {
      jar.putNextEntry(new ZipEntry(entry));
    }
  }

  private static Path onlyFileOf(Path folder) throws IOException {
    try (var files = Files.list(folder)) {
      return files.toList().get(0);
    }
  }

  private static JsonObject read(Path file) throws IOException {
    return new Gson().fromJson(Files.readString(file), JsonObject.class);
  }

  private static List<String> argv(JsonObject spec) {
    return StreamSupport.stream(spec.getAsJsonArray("argv").spliterator(), false)
        .map(JsonElement::getAsString)
        .toList();
  }

  private static List<String> classPath(List<String> argv) {
    return List.of(argv.get(argv.indexOf("-cp") + 1).split(File.pathSeparator));
  }
}
