package cnnbook.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.ParameterStore;
import cnnbook.Home;
import cnnbook.data.DataSets;
import cnnbook.data.LabeledImages;
import cnnbook.models.GoogLeNet;
import cnnbook.models.LeNet;
import cnnbook.models.Network;
import cnnbook.models.Weights;
import com.google.gson.Gson;
import com.google.gson.reflect.TypeToken;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.net.URISyntaxException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class PredictCommandTest {
  @RegisterExtension final Shell shell = new Shell();
  @TempDir private Path folder;
  private NDManager manager;
  private Network net;
  private Path weights;
  private LabeledImages clothes;

  @BeforeEach
  void saveALeNet() {
    manager = NDManager.newBaseManager();
    net = initialized(LeNet.modern());
    weights = folder.resolve("lenet.npz");
    Weights.save(net, weights);
    clothes = DataSets.fashionMnist().test().head(2);
  }

  @AfterEach
  void close() {
    manager.close();
  }

  private Network initialized(Network network) {
    network.initialize(manager, DataType.FLOAT32, network.input());
    return network;
  }

  /** One line of the table. */
  private record Line(int rank, String name, double probability) {
    static List<Line> of(String printed) {
      return printed
          .lines()
          .filter(line -> line.matches(" +[0-9]+  .*"))
          .map(line -> line.strip().split(" {2,}"))
          .map(cell -> new Line(Integer.parseInt(cell[0]), cell[1], Double.parseDouble(cell[2])))
          .toList();
    }
  }

  private int predict(String network, Path image, String... more) {
    List<String> line = new ArrayList<>(List.of("predict", network, "--weights", "" + weights));
    line.addAll(List.of("--image", "" + image));
    line.addAll(List.of(more));
    return shell.run(line.toArray(String[]::new));
  }

  /** A row of predictions.json, which torchvision_fixtures.py writes. */
  private record Row(
      String name, String photo, double width, int[] classes, double[] probabilities) {}

  static Stream<Row> rows() throws IOException {
    try (Reader in =
        new InputStreamReader(
            GoogLeNet.class.getResourceAsStream("predictions.json"), StandardCharsets.UTF_8)) {
      List<Row> rows = new Gson().fromJson(in, new TypeToken<List<Row>>() {}.getType());
      return rows.stream();
    }
  }

  @ParameterizedTest
  @MethodSource("rows")
  void photographsAreWhatTorchvisionTakesThemFor(Row row) throws URISyntaxException {
    weights = Path.of(GoogLeNet.class.getResource(row.name + ".npz").toURI());
    Path photo = Home.root().resolve("datasets/photos").resolve(row.photo);
    assertThat(predict(row.name, photo, "--width", "" + row.width)).isZero();
    List<Line> lines = Line.of(shell.printed());
    assertThat(lines.stream().mapToInt(line -> Integer.parseInt(line.name)).toArray())
        .isEqualTo(row.classes);
    // Pictures that are scaled here and by Pillow differ by up to one 255th in a pixel.
    assertThat(lines.stream().mapToDouble(Line::probability).toArray())
        .containsExactly(row.probabilities, within(0.006));
  }

  @Test
  void aPictureOfTheNetworksSizeIsTakenAsItIs() throws IOException {
    Path image = folder.resolve("shoe.png");
    ImageIO.write(clothes.image(1), "png", image.toFile());
    assertThat(predict("lenet-modern", image, "--labels", "fashion-mnist")).isZero();
    assertLines(Line.of(shell.printed()), clothes.images(manager).get("1:2"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"one.npy", "two.npy", "alone.npz", "INPUT.NPZ"})
  void arraysAreTakenAsTheyAre(String name) throws IOException {
    NDArray both = clothes.images(manager).mul(3).sub(1);
    NDArray taken = name.equals("one.npy") ? both.get(0) : both;
    Path image = folder.resolve(name);
    if (name.endsWith("npy")) {
      Files.write(image, npy(taken));
    } else {
      NDArray other = manager.ones(new Shape(2));
      other.setName("labels");
      taken.setName(name.equals("alone.npz") ? "any" : "input");
      NDList arrays = name.equals("alone.npz") ? new NDList(taken) : new NDList(other, taken);
      Files.write(image, arrays.encode(NDList.Encoding.NPZ));
    }
    assertThat(predict("lenet-modern", image, "--labels", "fashion-mnist")).isZero();
    List<Line> lines = Line.of(shell.printed());
    assertLines(lines.subList(0, 5), both.get("0:1"));
    if (taken.getShape().dimension() == 4) {
      assertThat(shell.printed()).contains("Image 1 of 2", "\nImage 2 of 2");
      assertLines(lines.subList(5, 10), both.get("1:2"));
    } else {
      assertThat(shell.printed()).doesNotContain("Image");
      assertThat(lines).hasSize(5);
    }
  }

  private void assertLines(List<Line> lines, NDArray image) {
    float[] expected =
        net.forward(new ParameterStore(manager, false), new NDList(image), false)
            .singletonOrThrow()
            .softmax(1)
            .toFloatArray();
    assertThat(lines).extracting(Line::rank).containsExactly(1, 2, 3, 4, 5);
    assertThat(lines).extracting(Line::probability).isSortedAccordingTo((a, b) -> b.compareTo(a));
    List<String> names = DataSets.classes("fashion-mnist").orElseThrow();
    for (Line line : lines) {
      assertThat(line.probability)
          .isCloseTo(expected[names.indexOf(line.name)], within(5.1e-5 + 1e-6));
    }
    double least = lines.get(4).probability;
    assertThat(IntStream.range(0, 10).filter(k -> expected[k] > least + 1e-4)).hasSizeLessThan(5);
  }

  @Test
  void classesComeFromTheWeightsAndNamesFromAFile() throws IOException {
    Weights.save(initialized(LeNet.builder().optModern(true).optClasses(3).build()), weights);
    Path labels = Files.writeString(folder.resolve("names.txt"), "red fox\nowl\n\ngnu\n");
    Path image = Files.write(folder.resolve("x.npy"), npy(clothes.images(manager)));
    assertThat(predict("lenet-modern", image, "--labels", "" + labels)).isZero();
    assertThat(Line.of(shell.printed()).subList(0, 3))
        .extracting(Line::name)
        .containsExactlyInAnyOrder("red fox", "owl", "gnu");
    assertThat(Line.of(shell.printed()).subList(0, 3).stream().mapToDouble(Line::probability).sum())
        .isCloseTo(1, within(2e-4));
  }

  @Test
  void widthAndInputReachTheNetwork() throws IOException {
    net = LeNet.builder().optModern(true).optWidth(0.5).optChannels(3).optSize(40, 32).build();
    Weights.save(initialized(net), weights);
    Path photo = Home.root().resolve("datasets/photos/coffee.jpg");
    assertThat(predict("lenet-modern", photo, "--width", "0.5", "--input", "3,40,32")).isZero();
    assertThat(Line.of(shell.printed())).hasSize(5);
  }

  @Test
  void aGoogLeNetWithAuxiliaryHeadsIsTaken() {
    var builder = GoogLeNet.builder().optWidth(0.0625).optClasses(7).optAuxiliary(true);
    Weights.save(initialized(builder.build()), weights);
    Path photo = Home.root().resolve("datasets/photos/coffee.jpg");
    assertThat(predict("googlenet", photo, "--width", "0.0625")).isZero();
    assertThat(Line.of(shell.printed())).hasSize(5);
  }

  @Test
  void numbersHaveADecimalPointEverywhere() throws IOException {
    Path image = Files.write(folder.resolve("x.npy"), npy(clothes.images(manager).get(0)));
    Locale before = Locale.getDefault();
    try {
      Locale.setDefault(Locale.GERMANY);
      assertThat(predict("lenet-modern", image)).isZero();
    } finally {
      Locale.setDefault(before);
    }
    assertThat(Line.of(shell.printed())).hasSize(5);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2|nonet|x.npy||there is no network \"nonet\"",
        "2|lenet|x.npy|--input 1,28|takes three numbers, C,H,W, not 2",
        "2|lenet|x.npy|--input 1,11,11|at least 12×12 pixels and got 11×11",
        "2|lenet|x.npy|--width 0|above 0",
        "2|lenet|x.npy|--normalize imagenet|for 3 channels, not for 1",
        "2|lenet|x.npy|--normalize all|--normalize",
        "2|lenet|small.npy||needs images of at least 12×12 pixels and got 5×6",
        "2|lenet|large.npy||feed images of the size that it was initialised for",
        "1|lenet|x.npy|--width 2|of another shape",
        "1|lenet-bn|x.npy||missing in the file",
        "1|resnet18|x.npy||has no fc.bias, the last bias of a ResNet-18",
        "1|lenet|cut.npy||cut.npy cannot be read: ",
        "1|lenet|flat.npy||has the shape (28, 28), expected (C, H, W) or (N, C, H, W) with C = 1",
        "1|lenet|none.npy||has the shape (0, 1, 28, 28)",
        "1|lenet|three.npz||has the arrays [a, b] and none called input",
        "1|lenet|note.txt||note.txt: expected a PNG or JPEG picture",
        "1|lenet|x.npy|--labels note.txt|note.txt names 1 classes and the network has 10",
        "3|lenet|x.npy|--labels gone.txt|there is no file gone.txt",
        "3|lenet|gone.png||there is no file",
        "3|lenet|x.npy|--weights gone.npz|there is no file gone.npz",
      })
  void whatIsWrongIsToldWithItsExitCode(String line) throws IOException {
    Files.write(folder.resolve("x.npy"), npy(clothes.images(manager)));
    Files.write(folder.resolve("small.npy"), npy(manager.ones(new Shape(1, 5, 6))));
    Files.write(folder.resolve("large.npy"), npy(manager.ones(new Shape(1, 40, 40))));
    Files.write(folder.resolve("flat.npy"), npy(manager.ones(new Shape(28, 28))));
    Files.write(folder.resolve("none.npy"), npy(manager.create(new Shape(0, 1, 28, 28))));
    byte[] whole = npy(clothes.images(manager));
    Files.write(folder.resolve("cut.npy"), Arrays.copyOf(whole, whole.length / 2));
    NDArray a = manager.ones(new Shape(1, 28, 28));
    NDArray b = manager.ones(new Shape(1, 28, 28));
    a.setName("a");
    b.setName("b");
    Files.write(folder.resolve("three.npz"), new NDList(a, b).encode(NDList.Encoding.NPZ));
    Path note = Files.writeString(folder.resolve("note.txt"), "a note");
    String[] part = line.replace("--labels note.txt", "--labels " + note).split("\\|");
    String[] options = part[3].isEmpty() ? new String[0] : part[3].split(" ");
    if (options.length > 0 && options[0].equals("--weights")) {
      weights = Path.of(options[1]);
      options = new String[0];
    }
    assertThat(predict(part[1], folder.resolve(part[2]), options))
        .as(shell.printed())
        .isEqualTo(Integer.parseInt(part[0]));
    assertThat(shell.printed()).contains(part[4]).doesNotContain("\tat ");
  }

  @Test
  void helpHasExamples() {
    assertThat(shell.run("predict", "--help")).isZero();
    assertThat(shell.printed()).contains("./cnnbook predict resnet18 --weights resnet18.npz");
    assertThat(shell.printed().lines()).allMatch(line -> line.length() <= 80);
    assertThat(shell.printed()).contains("--input=C,H,W]", "\n  numpy.savez(");
  }

  /** An array as NumPy writes it. */
  private static byte[] npy(NDArray array) {
    String shape = array.getShape().toString();
    String text =
        "{'descr': '<f4', 'fortran_order': False, 'shape': %s, }".formatted(shape).stripTrailing();
    byte[] header = (text + " ".repeat(117 - text.length()) + "\n").getBytes();
    byte[] data = array.toByteArray();
    return ByteBuffer.allocate(10 + header.length + data.length)
        .order(ByteOrder.LITTLE_ENDIAN)
        .put(new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0})
        .putShort((short) header.length)
        .put(header)
        .put(data)
        .array();
  }
}
