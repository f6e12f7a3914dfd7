package cnnbook.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Parameter;
import ai.djl.training.ParameterStore;
import ai.djl.training.loss.Loss;
import cnnbook.Home;
import com.google.gson.Gson;
import com.google.gson.reflect.TypeToken;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Our networks against torchvision's of the same names. The resources are written by {@code
 * tests/src/test/python/torchvision_fixtures.py}.
 */
class TorchvisionTest {
  private static final List<String> QUICK =
      List.of("alexnet", "googlenet", "resnet18", "resnet50", "densenet121");

  private NDManager manager;

  @BeforeEach
  void open() {
    manager = NDManager.newBaseManager();
  }

  @AfterEach
  void close() {
    manager.close();
  }

  /** A row of torchvision.json. */
  private record Row(
      String name,
      boolean training,
      long[] input,
      double[] first,
      double sum,
      double norm,
      double loss,
      String parameter,
      double gradient,
      double runningVariance) {
    @Override
    public String toString() {
      return name + " on " + new Shape(input);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "alexnet, 32",
    "vgg11_bn, 64",
    "googlenet, 16",
    "resnet18, 16",
    "resnet50, 16",
    "densenet121, 16"
  })
  void narrowNetworksWithItsWeightsGiveItsLogits(String name, int fraction) throws IOException {
    Network net = Zoo.builder(name).optClasses(10).optWidth(1.0 / fraction).build();
    Weights.load(net, resource(name + ".npz"), manager);
    float[] expected = outputs().get(name).toFloatArray();
    assertThat(logits(net, outputs().get("input"), false).toFloatArray())
        .containsExactly(expected, within(1e-4f * scale(expected)));
  }

  @ParameterizedTest
  @MethodSource("quickRows")
  void fullNetworksWithComputedWeightsGiveItsLogits(Row row) {
    Network net = Zoo.builder(row.name).build();
    compute(net);
    compare(row, logits(net, images(row.input), false));
  }

  @Tag("slow")
  @ParameterizedTest
  @MethodSource("slowRows")
  void allFullNetworksWithComputedWeightsGiveItsLogits(Row row) {
    fullNetworksWithComputedWeightsGiveItsLogits(row);
  }

  @ParameterizedTest
  @MethodSource("trainingRows")
  void inTrainingLogitsLossGradientAndRunningStatisticsAreIts(Row row) {
    var builder = Zoo.builder(row.name);
    if (builder instanceof GoogLeNet.Builder) {
      ((GoogLeNet.Builder) builder).optDropout(0);
    }
    Network net = builder.build();
    compute(net);
    NDArray x = images(row.input);
    NDArray labels = manager.create(new float[] {7, 99, 512, 3});
    try (var collector = manager.getEngine().newGradientCollector()) {
      NDArray logits = logits(net, x, true);
      NDArray loss =
          Loss.softmaxCrossEntropyLoss().evaluate(new NDList(labels), new NDList(logits));
      collector.backward(loss);
      compare(row, logits);
      assertThat(loss.getFloat()).isCloseTo((float) row.loss, within(1e-4f * (float) row.loss));
    }
    Map<String, Parameter> parameters = StateDict.of(net);
    NDArray gradient = parameters.get(row.parameter).getArray().getGradient();
    assertThat(norm(gradient)).isCloseTo(row.gradient, within(1e-3 * row.gradient));
    NDArray variance =
        parameters.entrySet().stream()
            .filter(entry -> entry.getKey().endsWith("running_var"))
            .findFirst()
            .orElseThrow()
            .getValue()
            .getArray();
    assertThat(norm(variance)).isCloseTo(row.runningVariance, within(1e-4 * row.runningVariance));
  }

  @Test
  void pyTorchTakesStrictlyWhatIsSavedHereAndGivesTheSameLogits(@TempDir Path folder)
      throws IOException {
    String python = python();
    Network net = Zoo.builder("resnet18").optClasses(10).optWidth(1.0 / 16).build();
    net.initialize(manager, DataType.FLOAT32, net.input());
    compute(net);
    Path file = folder.resolve("w.npz");
    Weights.save(net, file);
    String printed =
        run(
            python,
            """
            import sys; sys.path.insert(0, "%s")
            import numpy, torch, torchvision_fixtures as f
            model = f.narrow("resnet18", 1 / 16).eval()
            state = {k: torch.from_numpy(v) for k, v in numpy.load("%s").items()}
            print(model.load_state_dict(state, strict=True), file=sys.stderr)
            for v in model(torch.from_numpy(numpy.load("%s")["input"])).flatten(): print(float(v))
            """
                .formatted(
                    Path.of("src/test/python").toAbsolutePath(), file, resource("outputs.npz")));
    float[] ours = logits(net, outputs().get("input"), false).toFloatArray();
    List<Float> theirs = printed.lines().map(Float::valueOf).toList();
    assertThat(theirs).hasSize(ours.length);
    for (int i = 0; i < ours.length; i++) {
      assertThat(theirs.get(i)).isCloseTo(ours[i], within(1e-4f * scale(ours)));
    }
  }

  @Test
  void theReadmesPythonWritesWhatIsLoadedHere(@TempDir Path folder) throws IOException {
    String python = python();
    Matcher snippet =
        Pattern.compile("```python\n(.+?)```", Pattern.DOTALL)
            .matcher(Files.readString(Home.root().resolve("README.md")));
    assertThat(snippet.find()).isTrue();
    Path file = folder.resolve("resnet18.npz");
    String script =
        snippet
            .group(1)
            .replace("weights=\"DEFAULT\"", "weights=None")
            .replace("\"resnet18.npz\"", "\"%s\"".formatted(file));
    assertThat(run(python, "import numpy, torchvision\n" + script)).isEmpty();
    Network net = Zoo.builder("resnet18").build();
    Weights.load(net, file, manager);
    NDArray written =
        Npz.read(file, manager, name -> !name.equals("fc.weight")).get("fc.weight").array();
    assertThat(StateDict.of(net).get("fc.weight").getArray()).isEqualTo(written);
  }

  /** A Python with torchvision; without one, the test is skipped. */
  private static String python() {
    String python =
        Stream.of("python3", "/usr/bin/python3")
            .filter(program -> run(program, "import torchvision").isEmpty())
            .findFirst()
            .orElse(null);
    assumeTrue(python != null, "no Python with torchvision");
    return python;
  }

  static Stream<Row> quickRows() throws IOException {
    return rows().filter(row -> !row.training && row.input[0] == 2 && QUICK.contains(row.name));
  }

  static Stream<Row> slowRows() throws IOException {
    return rows().filter(row -> !row.training && (row.input[0] != 2 || !QUICK.contains(row.name)));
  }

  static Stream<Row> trainingRows() throws IOException {
    return rows().filter(Row::training);
  }

  private static Stream<Row> rows() throws IOException {
    try (Reader in =
        new InputStreamReader(
            TorchvisionTest.class.getResourceAsStream("torchvision.json"),
            StandardCharsets.UTF_8)) {
      List<Row> rows = new Gson().fromJson(in, new TypeToken<List<Row>>() {}.getType());
      return rows.stream();
    }
  }

  /** The tolerance follows the size of the logits. */
  private static void compare(Row row, NDArray logits) {
    double root = Math.sqrt(logits.size());
    double tolerance = 1e-4 * row.norm / root;
    assertThat(logits.getShape()).isEqualTo(new Shape(row.input[0], 1000));
    double[] first = new double[row.first.length];
    float[] all = logits.toFloatArray();
    for (int i = 0; i < first.length; i++) {
      first[i] = all[i / 8 * 1000 + i % 8];
    }
    assertThat(first).containsExactly(row.first, within(tolerance));
    assertThat(norm(logits)).isCloseTo(row.norm, within(1e-4 * row.norm));
    assertThat(logits.toType(DataType.FLOAT64, false).sum().getDouble())
        .isCloseTo(row.sum, within(tolerance * root));
  }

  private NDArray logits(Network net, NDArray x, boolean training) {
    return net.forward(new ParameterStore(manager, false), new NDList(x), training).head();
  }

  private static double norm(NDArray x) {
    return x.toType(DataType.FLOAT64, false).norm().getDouble();
  }

  private static float scale(float[] values) {
    double squares = 0;
    for (float value : values) {
      squares += value * value;
    }
    return (float) Math.sqrt(squares / values.length);
  }

  private NDArray images(long[] shape) {
    float[] values = uniform("input", (int) new Shape(shape).size());
    for (int i = 0; i < values.length; i++) {
      values[i] = (2 * values[i] - 1) * (float) Math.sqrt(3);
    }
    return manager.create(values, new Shape(shape));
  }

  /** Gives every parameter the values that the script's formula gives it. */
  private void compute(Network net) {
    net.initialize(manager, DataType.FLOAT32, net.input());
    StateDict.of(net)
        .forEach(
            (name, parameter) -> {
              try (NDArray values =
                  manager.create(values(name, parameter.getShape()), parameter.getShape())) {
                values.copyTo(parameter.getArray());
              }
            });
  }

  private static float[] values(String name, Shape shape) {
    float[] values = uniform(name, (int) shape.size());
    boolean positive =
        name.endsWith("running_var") || (shape.dimension() == 1 && name.endsWith("weight"));
    boolean small = name.startsWith("layer") && name.contains(".bn") && name.endsWith("weight");
    float bound = shape.dimension() == 1 ? 0.25f : (float) Math.sqrt(6.0 / shape.slice(1).size());
    for (int i = 0; i < values.length; i++) {
      values[i] = positive ? (values[i] + 0.5f) * (small ? 0.6f : 1) : (2 * values[i] - 1) * bound;
    }
    return values;
  }

  /** Numbers in [0, 1): a hash of the name's checksum and the position. */
  private static float[] uniform(String name, int count) {
    CRC32 checksum = new CRC32();
    checksum.update(name.getBytes(StandardCharsets.UTF_8));
    int seed = (int) checksum.getValue();
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      int z = i * 0x9E3779B9 + seed;
      z = (z ^ (z >>> 16)) * 0x85EBCA6B;
      z = (z ^ (z >>> 13)) * 0xC2B2AE35;
      z = z ^ (z >>> 16);
      values[i] = (z >>> 8) / (float) (1 << 24);
    }
    return values;
  }

  private Map<String, NDArray> outputs() throws IOException {
    try (InputStream in = TorchvisionTest.class.getResourceAsStream("outputs.npz")) {
      return NDList.decode(manager, in).stream()
          .collect(Collectors.toMap(NDArray::getName, array -> array));
    }
  }

  private static Path resource(String name) {
    try {
      return Path.of(TorchvisionTest.class.getResource(name).toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  /** What a script prints; "failed" if it fails or there is no such program. */
  private static String run(String python, String script) {
    try {
      Process process =
          new ProcessBuilder(python, "-c", script)
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return process.waitFor() == 0 ? printed : "failed";
    } catch (IOException e) {
      return "failed";
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
