package cnnbook.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import ai.djl.Model;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.nn.Parameter;
import ai.djl.nn.SequentialBlock;
import ai.djl.training.DefaultTrainingConfig;
import ai.djl.training.ParameterStore;
import ai.djl.training.Trainer;
import ai.djl.training.loss.Loss;
import ai.djl.training.optimizer.Optimizer;
import ai.djl.training.tracker.Tracker;
import cnnbook.UserError;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WeightsTest {
  private static final Shape INPUT = new Shape(1, 1, 28, 28);

  @TempDir Path folder;
  private NDManager manager;

  @BeforeEach
  void open() {
    manager = NDManager.newBaseManager();
  }

  @AfterEach
  void close() {
    manager.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"w.npz", "w.params", "w.safetensors"})
  void aNetworkThatIsSavedAndLoadedGivesTheSameBits(String name) {
    Network saved = changed(LeNet.batchNormalized());
    Weights.save(saved, folder.resolve(name));
    Network loaded = LeNet.batchNormalized();
    Weights.load(loaded, folder.resolve(name), manager);
    assertThat(outputs(loaded)).isEqualTo(outputs(saved));
    assertThat(folder).isDirectoryNotContaining(file -> !file.endsWith(name));
  }

  @Test
  void npzNamesAreThoseOfAStateDict() throws IOException {
    Path file = folder.resolve("w.npz");
    Weights.save(changed(LeNet.batchNormalized()), file);
    NDList arrays = NDList.decode(manager, Files.readAllBytes(file));
    assertThat(arrays.stream().map(NDArray::getName))
        .startsWith(
            "conv1.weight",
            "conv1.bias",
            "bn1.weight",
            "bn1.bias",
            "bn1.running_mean",
            "bn1.running_var",
            "conv2.weight")
        .endsWith("dense3.weight", "dense3.bias");
  }

  @Test
  void aSequentialBlocksLayersGoByTheirNumbers() {
    SequentialBlock block = new SequentialBlock();
    block.add(Layers.dense(3)).add(ai.djl.nn.Activation.reluBlock()).add(Layers.dense(2));
    block.initialize(manager, DataType.FLOAT32, new Shape(1, 4));
    assertThat(StateDict.of(block)).containsOnlyKeys("0.weight", "0.bias", "2.weight", "2.bias");
  }

  @Test
  void parameterFilesAreDjlsOwn() throws Exception {
    Network saved = changed(LeNet.classic());
    Weights.save(saved, folder.resolve("w.params"));
    Network loaded = LeNet.classic();
    try (DataInputStream in =
        new DataInputStream(Files.newInputStream(folder.resolve("w.params")))) {
      loaded.loadParameters(manager, in);
    }
    assertThat(outputs(loaded)).isEqualTo(outputs(saved));
  }

  @Test
  void aFileOfModelSaveIsLoaded() throws IOException {
    Network saved = changed(LeNet.batchNormalized());
    try (Model model = Model.newInstance("lenet")) {
      model.setBlock(saved);
      model.setProperty("Epoch", "3");
      model.save(folder, "lenet");
      Network loaded = LeNet.batchNormalized();
      Weights.load(loaded, folder.resolve("lenet-0003.params"), manager);
      assertThat(outputs(loaded)).isEqualTo(outputs(saved));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"w.npz", "w.params"})
  void aTrainerInUseGoesOnWithTheLoadedWeights(String name) {
    Path file = folder.resolve(name);
    Network saved = changed(LeNet.modern());
    Weights.save(saved, file);
    try (Model model = Model.newInstance("lenet")) {
      Network net = LeNet.modern();
      model.setBlock(net);
      var config =
          new DefaultTrainingConfig(Loss.softmaxCrossEntropyLoss())
              .optOptimizer(Optimizer.sgd().setLearningRateTracker(Tracker.fixed(0.1f)).build());
      try (Trainer trainer = model.newTrainer(config)) {
        trainer.initialize(INPUT);
        step(trainer);
        Map<String, NDArray> before = arrays(net);
        Weights.load(net, file);
        arrays(net).forEach((key, array) -> assertThat(array).isSameAs(before.get(key)));
        NDList x = new NDList(images(trainer.getManager()));
        assertThat(trainer.evaluate(x).singletonOrThrow().toFloatArray()).isEqualTo(outputs(saved));
        assertThat(arrays(net).values()).allMatch(NDArray::hasGradient);
        step(trainer);
        assertThat(trainer.evaluate(x).singletonOrThrow().toFloatArray())
            .isNotEqualTo(outputs(saved));
      }
    }
  }

  @Test
  void oneErrorNamesAllThatDoesNotFitAndNothingIsLoaded() throws IOException {
    Path file = folder.resolve("w.npz");
    Network other = changed(LeNet.builder().optClasses(7).build());
    Weights.save(other, file);
    Map<String, byte[]> entries = npz(other);
    entries.put("head.weight", entries.remove("conv1.bias"));
    entries.put("conv2.bias", npy("<f4", "False", "(16,)", floats(1, Float.NaN)));
    write(file, entries);
    Network net = initialized(LeNet.classic());
    float[] before = outputs(net);

    assertThatThrownBy(() -> Weights.load(net, file))
        .isInstanceOf(UserError.class)
        .hasMessageContainingAll(
            "missing in the file, 1:",
            "conv1.bias (6)",
            "left over in the file, 1:",
            "head.weight (6)",
            "of another shape, 2:",
            "dense3.weight: (7, 84) in the file, (10, 84) in the network",
            "dense3.bias: (7) in the file, (10) in the network",
            "unusable, 1:",
            "conv2.bias holds numbers that are not finite");
    assertThat(outputs(net)).isEqualTo(before);
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 4, 8})
  void floatingPointNumbersOfAnySizeAreRead(int bytes) throws IOException {
    ByteBuffer data = ByteBuffer.allocate(6 * bytes).order(ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i < 6; i++) {
      switch (bytes) {
        case 2 -> data.putShort((short) (0x3C00 + 0x200 * i));
        case 4 -> data.putFloat(new float[] {1, 1.5f, 2, 3, 4, 6}[i]);
        default -> data.putDouble(new double[] {1, 1.5, 2, 3, 4, 6}[i]);
      }
    }
    Chain dense = dense();
    Path file = folder.resolve("w.npz");
    write(
        file,
        Map.of(
            "0.weight", npy("<f" + bytes, "False", "(2, 3)", data.array()),
            "0.bias", npy("<f4", "False", "(2,)", floats(2, 0))));
    Weights.load(dense, file);
    assertThat(arrays(dense).get("0.weight").toFloatArray()).containsExactly(1, 1.5f, 2, 3, 4, 6);
    assertThat(arrays(dense).get("0.weight").getDataType()).isEqualTo(DataType.FLOAT32);
  }

  @ParameterizedTest
  @CsvSource({
    "<i2,False,'of type ''<i2'''",
    "<u2,False,'of type ''<u2'''",
    "<i8,False,'of type ''<i8'''",
    "|b1,False,'of type ''|b1'''",
    "<c8,False,'of type ''<c8'''",
    ">f4,False,'of type ''>f4'''",
    "<f4,True,ascontiguousarray"
  })
  void otherArraysAreRefusedByName(String type, String fortran, String message) throws IOException {
    Chain dense = dense();
    Path file = folder.resolve("w.npz");
    write(
        file,
        Map.of(
            "0.weight", npy(type, fortran, "(2, 3)", new byte[48]),
            "0.bias", npy("<f4", "False", "(2,)", floats(2, 0))));
    assertThatThrownBy(() -> Weights.load(dense, file))
        .hasMessageContainingAll("unusable, 1:", "0.weight", message);
    assertThat(arrays(dense).get("0.bias").toFloatArray()).containsExactly(9, 9);
  }

  @Test
  void bfloat16IsRefusedByName() throws IOException {
    byte[] header =
        """
        {"0.weight":{"dtype":"BF16","shape":[2,3],"data_offsets":[0,12]},\
        "0.bias":{"dtype":"F32","shape":[2],"data_offsets":[12,20]}}"""
            .getBytes(StandardCharsets.UTF_8);
    ByteBuffer bytes = ByteBuffer.allocate(8 + header.length + 20).order(ByteOrder.LITTLE_ENDIAN);
    bytes.putLong(header.length).put(header);
    Path file = Files.write(folder.resolve("w.safetensors"), bytes.array());
    assertThatThrownBy(() -> Weights.load(dense(), file))
        .hasMessageContaining("0.weight holds numbers of type BF16, not F16, F32 or F64");
  }

  @Test
  void batchesSeenAreIgnored() throws IOException {
    Path file = folder.resolve("w.npz");
    Network saved = changed(LeNet.batchNormalized());
    Map<String, byte[]> entries = npz(saved);
    entries.put("bn1.num_batches_tracked", npy("<i8", "False", "()", new byte[8]));
    write(file, entries);
    Network net = initialized(LeNet.batchNormalized());
    Weights.load(net, file);
    assertThat(outputs(net)).isEqualTo(outputs(saved));
  }

  @ParameterizedTest
  @CsvSource({"w.npz,0.5", "w.npz,0.99", "w.params,0.5", "w.params,0.99", "w.safetensors,0.9"})
  void aFileThatWasCutOffIsNotLoaded(String name, double share) throws IOException {
    Path file = folder.resolve(name);
    Weights.save(changed(LeNet.classic()), file);
    byte[] bytes = Files.readAllBytes(file);
    Files.write(file, Arrays.copyOf(bytes, (int) (share * bytes.length)));
    Network net = initialized(LeNet.classic());
    float[] before = outputs(net);
    assertThatThrownBy(() -> Weights.load(net, file))
        .isInstanceOf(UserError.class)
        .hasMessageContaining(file.toString());
    assertThat(outputs(net)).isEqualTo(before);
  }

  @Test
  void aFlippedBitIsFound() throws IOException {
    Path file = folder.resolve("w.npz");
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
      zip.setLevel(0);
      zip.putNextEntry(new ZipEntry("0.weight.npy"));
      zip.write(npy("<f4", "False", "(2, 3)", floats(6, 1)));
    }
    byte[] bytes = Files.readAllBytes(file);
    bytes[30 + "0.weight.npy".length() + 5 + 128 + 9] ^= 1;
    Files.write(file, bytes);
    assertThatThrownBy(() -> Weights.load(dense(), file))
        .hasMessageContaining("the checksum of 0.weight.npy is wrong");
  }

  @Test
  void aDamagedLengthIsNoReasonToRunOutOfMemory() throws IOException {
    Path file = folder.resolve("w.params");
    Weights.save(dense(), file);
    byte[] bytes = Files.readAllBytes(file);
    // The last array is a bias of two numbers, 8 bytes, behind its length.
    ByteBuffer.wrap(bytes).putInt(bytes.length - 12, Integer.MAX_VALUE);
    Files.write(file, bytes);
    assertThatThrownBy(() -> Weights.load(dense(), file))
        .isInstanceOf(UserError.class)
        .hasMessageContaining(file.toString());
  }

  @Test
  void whatIsWrittenWrongInTheHeaderOfSafetensorsIsNotToldInJavasWords() throws IOException {
    byte[] header = "{\"0.weight\":{\"shape\":[2,3]}}".getBytes(StandardCharsets.UTF_8);
    ByteBuffer bytes = ByteBuffer.allocate(8 + header.length).order(ByteOrder.LITTLE_ENDIAN);
    Path file = folder.resolve("w.safetensors");
    Files.write(file, bytes.putLong(header.length).put(header).array());
    assertThatThrownBy(() -> Weights.load(dense(), file))
        .isInstanceOf(UserError.class)
        .hasMessageContaining("it ends too early or is damaged")
        .hasMessageNotContaining("Cannot invoke");
  }

  @Test
  void aParameterFileOfAnotherNetworkIsRefusedAndLeavesThisOneWhole() {
    Path file = folder.resolve("w.params");
    Weights.save(changed(LeNet.builder().optClasses(7).build()), file);
    Network net = initialized(LeNet.classic());
    float[] before = outputs(net);
    assertThatThrownBy(() -> Weights.load(net, file))
        .hasMessageContaining("dense3.weight: (7, 84) in the file, (10, 84) in the network");
    assertThat(outputs(net)).isEqualTo(before);
    assertThat(net.getOutputShapes(new Shape[] {INPUT})[0]).isEqualTo(new Shape(1, 10));
    assertThatThrownBy(() -> Weights.load(initialized(LeNet.batchNormalized()), file))
        .hasMessageContaining("bn1.weight should be array 3 of the file, which is a weight");
  }

  @Test
  void aNetworkThatCannotBeLoadedStaysUninitialised() {
    Path file = folder.resolve("w.npz");
    Weights.save(changed(LeNet.modern()), file);
    Network net = LeNet.batchNormalized();
    assertThatThrownBy(() -> Weights.load(net, file, manager)).isInstanceOf(UserError.class);
    assertThat(net.isInitialized()).isFalse();
    Weights.save(changed(LeNet.batchNormalized()), file);
    Weights.load(net, file, manager);
    assertThat(net.isInitialized()).isTrue();
  }

  @Test
  void aBlockWithoutValuesIsRefused() {
    assertThatThrownBy(() -> Weights.load(LeNet.modern(), folder.resolve("w.npz")))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("conv1.weight has no values yet: initialise the block first");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Weights.save(Chain.of(Layers.relu()), folder.resolve("w.npz")))
        .withMessage("the block has no weights");
  }

  @Test
  void checkpointsOfPyTorchSayHowTheyAreConverted() throws IOException {
    Path file = folder.resolve("net.pt");
    write(file, Map.of());
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
      zip.putNextEntry(new ZipEntry("net/data.pkl"));
      zip.write(128);
    }
    for (Path each :
        new Path[] {file, Files.write(folder.resolve("old.pth"), new byte[] {-128, 2, 0})}) {
      UserError error = catchThrowableOfType(UserError.class, () -> Weights.load(dense(), each));
      assertThat(error.remedy()).contains("numpy.savez(", "torch.load(\"" + each.getFileName());
    }
  }

  @Test
  void filesThatAreNoWeightsSaySo() throws IOException {
    Chain net = dense();
    assertThatThrownBy(() -> Weights.load(net, folder.resolve("none.npz")))
        .isInstanceOfSatisfying(UserError.class, e -> assertThat(e.exitCode()).isEqualTo(3))
        .hasMessageContaining("there is no file");
    assertThatThrownBy(() -> Weights.load(net, Files.createFile(folder.resolve("empty.npz"))))
        .hasMessageEndingWith("is empty");
    Path array = Files.write(folder.resolve("a.npy"), npy("<f4", "False", "(1,)", floats(1, 0)));
    assertThatThrownBy(() -> Weights.load(net, array))
        .hasMessageContaining("a single array without a name");
    Path text = Files.writeString(folder.resolve("w.txt"), "weights of all kinds");
    assertThatThrownBy(() -> Weights.load(net, text)).hasMessageContaining("of no known format");
    assertThatThrownBy(() -> Weights.save(net, text))
        .hasMessageContaining("has an ending that names no format");
    assertThat(text).hasContent("weights of all kinds");
  }

  /** A network whose parameters all differ from those that another one begins with. */
  private Network changed(Network net) {
    net.initialize(manager, DataType.FLOAT32, INPUT);
    arrays(net)
        .forEach(
            (name, array) -> {
              NDArray noise = manager.randomUniform(0.5f, 1.5f, array.getShape());
              array.mul(0.5f).add(noise.mul(0.1f)).copyTo(array);
            });
    return net;
  }

  private Network initialized(Network net) {
    net.initialize(manager, DataType.FLOAT32, INPUT);
    return net;
  }

  /** One dense layer of 3 inputs and 2 units, everything 9. */
  private Chain dense() {
    Chain dense = Chain.of(Layers.dense(2));
    dense.initialize(manager, DataType.FLOAT32, new Shape(1, 3));
    arrays(dense).values().forEach(array -> manager.full(array.getShape(), 9f).copyTo(array));
    return dense;
  }

  private static Map<String, NDArray> arrays(Block block) {
    Map<String, NDArray> arrays = new HashMap<>();
    for (Map.Entry<String, Parameter> entry : StateDict.of(block).entrySet()) {
      arrays.put(entry.getKey(), entry.getValue().getArray());
    }
    return arrays;
  }

  private static NDArray images(NDManager manager) {
    return manager
        .arange(2 * 28 * 28)
        .toType(DataType.FLOAT32, false)
        .div(1000)
        .sin()
        .reshape(2, 1, 28, 28);
  }

  private float[] outputs(Block net) {
    NDList x = new NDList(images(manager));
    return net.forward(new ParameterStore(manager, false), x, false)
        .singletonOrThrow()
        .toFloatArray();
  }

  private static void step(Trainer trainer) {
    NDManager own = trainer.getManager();
    try (var collector = trainer.newGradientCollector()) {
      NDArray loss =
          trainer
              .getLoss()
              .evaluate(
                  new NDList(own.create(new float[] {3, 1})),
                  trainer.forward(new NDList(images(own))));
      collector.backward(loss);
    }
    trainer.step();
  }

  private static byte[] npy(String type, String fortran, String shape, byte[] data) {
    String text =
        "{'descr': '%s', 'fortran_order': %s, 'shape': %s, }".formatted(type, fortran, shape);
    byte[] header = (text + " ".repeat(117 - text.length()) + "\n").getBytes();
    return ByteBuffer.allocate(10 + 118 + data.length)
        .order(ByteOrder.LITTLE_ENDIAN)
        .put(new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0})
        .putShort((short) 118)
        .put(header)
        .put(data)
        .array();
  }

  /** As many as asked, or 16. */
  private static byte[] floats(int count, float value) {
    ByteBuffer bytes = ByteBuffer.allocate(4 * Math.max(16, count)).order(ByteOrder.LITTLE_ENDIAN);
    while (bytes.hasRemaining()) {
      bytes.putFloat(value);
    }
    return bytes.array();
  }

  private static Map<String, byte[]> npz(Block block) {
    Map<String, byte[]> entries = new HashMap<>();
    arrays(block)
        .forEach(
            (name, array) -> {
              long[] sizes = array.getShape().getShape();
              String shape =
                  Arrays.toString(sizes)
                      .replace('[', '(')
                      .replace("]", sizes.length == 1 ? ",)" : ")");
              entries.put(name, npy("<f4", "False", shape, array.toByteArray()));
            });
    return entries;
  }

  private static void write(Path file, Map<String, byte[]> entries) throws IOException {
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
      for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
        zip.putNextEntry(new ZipEntry(entry.getKey() + ".npy"));
        zip.write(entry.getValue());
      }
    }
  }
}
