package cnnbook.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import ai.djl.nn.Block;
import ai.djl.nn.Blocks;
import ai.djl.nn.ParallelBlock;
import ai.djl.nn.Parameter;
import ai.djl.nn.SequentialBlock;
import ai.djl.nn.norm.LayerNorm;
import ai.djl.nn.pooling.Pool;
import cnnbook.geometry.ReceptiveField;
import cnnbook.geometry.Window;
import cnnbook.models.LayerRow.Type;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tech.tablesaw.api.NumericColumn;
import tech.tablesaw.api.Table;

class ModelSummaryTest {
  private static final long QUICK = 1_000_000;

  static List<String> names() {
    return Zoo.names();
  }

  static List<String> smallOnes() {
    return Zoo.names().stream().filter(name -> zoo(name).totals().parameters() < QUICK).toList();
  }

  private static ModelSummary zoo(String name) {
    return ModelSummary.of(Zoo.builder(name).build());
  }

  private static LayerRow row(ModelSummary summary, String path) {
    return summary.rows().stream()
        .filter(row -> row.path().equals(path))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no row " + path));
  }

  private static int field(ModelSummary summary, String path) {
    return row(summary, path).rows().map(ReceptiveField::size).orElseThrow();
  }

  @Test
  void lenetHasTheRowsOfItsPaper() {
    ModelSummary lenet = zoo("lenet");
    assertThat(lenet.rows().stream().mapToLong(LayerRow::parameters).filter(n -> n > 0))
        .containsExactly(156L, 2_416L, 48_120L, 10_164L, 850L);
    assertThat(row(lenet, "conv1").macs()).isEqualTo(6 * 28 * 28 * 25);
    assertThat(row(lenet, "conv2").macs()).isEqualTo(16 * 10 * 10 * 6 * 25);
    assertThat(row(lenet, "dense1").macs()).isEqualTo(400 * 120);
    assertThat(row(lenet, "conv1").kind()).isEqualTo("conv 5×5, padding 2, 6 filters");
    assertThat(row(lenet, "pool2").kind()).isEqualTo("average pool 2×2, stride 2");
    assertThat(lenet.rows().stream().map(LayerRow::outputText))
        .containsSubsequence("6×28×28", "6×14×14", "16×10×10", "16×5×5", "400", "120", "84", "10");
    assertThat(field(lenet, "conv1")).isEqualTo(5);
    assertThat(field(lenet, "pool1")).isEqualTo(6);
    assertThat(field(lenet, "conv2")).isEqualTo(14);
    assertThat(field(lenet, "pool2")).isEqualTo(16);
    assertThat(field(lenet, "dense1")).as("28 pixels and 2 of padding on each side").isEqualTo(32);
  }

  /** The published figures count convolutions and dense layers. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "resnet18 11689512 1814073344",
        "resnet50 25557032 4089184256",
        "vgg16 138357544 15470264320"
      })
  void parametersAndMacsAreThePublishedOnes(String line) {
    String[] parts = line.split(" ");
    SummaryTotals totals = zoo(parts[0]).totals();
    assertThat(totals.parameters()).isEqualTo(Long.parseLong(parts[1]));
    assertThat(totals.productMacs()).isEqualTo(Long.parseLong(parts[2]));
  }

  @Test
  void macsOfResidualLayersFollowTheFormulaByHand() {
    ModelSummary summary = zoo("resnet50");
    assertThat(row(summary, "conv1").macs()).isEqualTo(64L * 112 * 112 * 3 * 7 * 7);
    assertThat(row(summary, "layer2.0.conv2").macs()).isEqualTo(128L * 28 * 28 * 128 * 3 * 3);
    assertThat(row(summary, "layer2.0.downsample.0").macs()).isEqualTo(512L * 28 * 28 * 256);
    assertThat(row(summary, "bn1").macs()).isEqualTo(64L * 112 * 112);
    assertThat(row(summary, "fc").macs()).isEqualTo(2048L * 1000);
    assertThat(row(zoo("resnext50_32x4d"), "layer1.0.conv2").macs())
        .isEqualTo(128L * 56 * 56 * (128 / 32) * 9);
  }

  /** Araujo, Norris and Sim, 2019, section "Computing receptive fields of modern networks". */
  @Test
  void receptiveFieldsAreThoseOfTheLiterature() {
    assertThat(field(zoo("vgg16"), "features.30")).isEqualTo(212);
    assertThat(field(zoo("resnet50-v1"), "layer4.2.add")).isEqualTo(483);
    assertThat(field(zoo("resnet50"), "layer4.2.add")).isEqualTo(427);
    assertThat(row(zoo("resnet50"), "layer4.2.add").rows().orElseThrow().jump()).isEqualTo(32);
  }

  @Test
  void theFarthestSightCountsWhereBranchesMeet() {
    ModelSummary summary = zoo("resnet18");
    assertThat(field(summary, "layer2.0.bn2")).isEqualTo(67);
    assertThat(field(summary, "layer2.0.downsample.1")).isEqualTo(43);
    assertThat(field(summary, "layer2.0.add")).isEqualTo(67);
  }

  @Test
  void rowsAndColumnsOfTheFieldMayDiffer() {
    Chain chain = Chain.of(Layers.conv(2, Window.valid(3, 5).stride(1, 2), 1, true));
    LayerRow row = ModelSummary.of(chain, new Shape(1, 1, 9, 11)).rows().get(0);
    assertThat(row.fieldText()).isEqualTo("3×5");
    assertThat(row.jumpText()).isEqualTo("1×2");
  }

  @Test
  void aBatchOf64StageOneMapsTakes196MiB() {
    ModelSummary summary =
        ModelSummary.of(Zoo.builder("resnet50").build(), new Shape(64, 3, 224, 224));
    LayerRow row = row(summary, "layer1.0.conv3");
    assertThat(row.output()).isEqualTo(new Shape(64, 256, 56, 56));
    assertThat(row.activationBytes()).isEqualTo(51_380_224L * 4).isEqualTo(196L << 20);
    assertThat(row.macs()).isEqualTo(row(zoo("resnet50"), "layer1.0.conv3").macs());
  }

  @Test
  void aMereChangeOfShapeTakesNoMemory() {
    assertThat(row(zoo("lenet"), "flatten").activationBytes()).isZero();
  }

  @ParameterizedTest
  @MethodSource("smallOnes")
  void parametersAreThoseOfTheEngine(String name) {
    assertEqualToEngine(name);
  }

  @Tag("slow")
  @ParameterizedTest
  @MethodSource("names")
  void parametersOfEveryNetworkAreThoseOfTheEngine(String name) {
    assertEqualToEngine(name);
  }

  private static void assertEqualToEngine(String name) {
    Network network = Zoo.builder(name).build();
    ModelSummary before = ModelSummary.of(network);
    try (NDManager manager = NDManager.newBaseManager()) {
      network.initialize(manager, DataType.FLOAT32, network.input());
      assertThat(before.totals().parameters()).isEqualTo(count(network, false));
      assertThat(before.totals().buffers()).isEqualTo(count(network, true));
      assertThat(ModelSummary.of(network).rows()).isEqualTo(before.rows());
      for (LayerRow row : before.rows()) {
        if (row.parameters() > 0) {
          assertThat(row.parameters()).isEqualTo(count(network.layer(row.path()), false));
        }
      }
    }
  }

  private static long count(Block block, boolean buffers) {
    return block.getParameters().values().stream()
        .filter(
            p ->
                buffers
                    == (p.getType() == Parameter.Type.RUNNING_MEAN
                        || p.getType() == Parameter.Type.RUNNING_VAR))
        .mapToLong(p -> p.getShape().size())
        .sum();
  }

  @ParameterizedTest
  @MethodSource("names")
  void everyNetworkHasConsistentRowsTextAndPicture(String name) {
    ModelSummary summary = zoo(name);
    assertThat(summary.rows()).extracting(LayerRow::path).doesNotHaveDuplicates();
    assertThat(summary.rows()).noneMatch(row -> row.rows().isEmpty());
    assertThat(summary.rows()).noneMatch(row -> row.type() == Type.OTHER);
    Shape last = Zoo.builder(name).build().getOutputShapes(new Shape[] {summary.input()})[0];
    LayerRow result =
        summary.rows().stream().filter(r -> !r.trainingOnly()).reduce((a, b) -> b).orElseThrow();
    assertThat(result.output()).isEqualTo(last);
    List<String> lines = summary.text().lines().toList();
    assertThat(lines).allMatch(line -> line.length() <= 120);
    for (LayerRow row : summary.rows()) {
      assertThat(lines).anyMatch(line -> line.startsWith(row.path() + " "));
    }
    assertDepth(summary);
  }

  private static void assertDepth(ModelSummary summary) {
    for (int depth : new int[] {1, 2, 9}) {
      ModelSummary view = summary.depth(depth);
      assertThat(SummaryTotals.of(view.rows()).parameters())
          .isEqualTo(summary.totals().parameters());
      assertThat(view.rows().stream().mapToLong(LayerRow::macs).sum())
          .isEqualTo(summary.totals().macs());
      assertThat(view.totals()).isEqualTo(summary.totals());
    }
    assertThat(summary.depth(9).rows()).isEqualTo(summary.rows());
  }

  @Test
  void depthTakesBlocksTogether() {
    ModelSummary one = zoo("resnet18").depth(1);
    assertThat(one.rows())
        .extracting(LayerRow::path)
        .containsExactly(
            "conv1", "bn1", "relu", "maxpool", "layer1", "layer2", "layer3", "layer4", "avgpool",
            "fc");
    LayerRow layer1 = row(one, "layer1");
    assertThat(layer1.kind()).isEqualTo("2 × BasicBlock");
    assertThat(layer1.parameters()).isEqualTo(4 * (64 * 64 * 9 + 2 * 64));
    assertThat(layer1.outputText()).isEqualTo("64×56×56");
    assertThat(row(zoo("resnet18").depth(2), "layer1.1").kind()).isEqualTo("BasicBlock");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> one.depth(0))
        .withMessageContaining("at least 1");
  }

  @Test
  void tableHasNumbersAsNumbers() {
    Table table = zoo("lenet-bn").table();
    assertThat(table.columnNames())
        .containsExactly(
            "layer",
            "kind",
            "output",
            "parameters",
            "buffers",
            "MACs",
            "field h",
            "field w",
            "jump h",
            "jump w",
            "activation bytes");
    assertThat(table.columns().subList(3, 11)).allMatch(NumericColumn.class::isInstance);
    assertThat(table.numberColumn("parameters").sum()).isEqualTo(62_158);
    assertThat(table.numberColumn("buffers").sum()).isEqualTo(2 * (6 + 16 + 120 + 84));
  }

  @Test
  void textIsAlignedAndOfAHundredColumns() {
    String text = zoo("resnet50").text();
    assertThat(text.lines()).allMatch(line -> line.length() <= 100);
    assertThat(text).contains("2,359,296", "25,557,032", "4,089,184,256");
    assertThat(text.lines().filter(line -> line.startsWith("layer")).mapToInt(String::length))
        .containsOnly(text.lines().skip(2).findFirst().orElseThrow().length());
  }

  @Test
  void htmlIsEscapedAndAlignsNumbersToTheRight() {
    Chain chain = new Chain().layer("a<b", Layers.conv(3, 1, 1, 0));
    String html = ModelSummary.of(chain, new Shape(1, 2, 4, 5)).html();
    assertThat(html)
        .contains("<td>a&lt;b</td><td>conv 1×1, 3 filters</td><td>3×4×5</td>")
        .contains("<td class=\"n\">9</td>", "<caption>Chain: input 2×4×5, batch of 1</caption>")
        .contains("td.n{text-align:right")
        .doesNotContain("a<b");
  }

  @Test
  void tooSmallAnImageIsRefusedInTheNetworksWords() {
    Network network = Zoo.builder("lenet").build();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ModelSummary.of(network, new Shape(1, 1, 11, 11)))
        .withMessageContaining("needs images of at least 12×12 pixels and got 11×11");
  }

  @Test
  void djlsOwnContainersAreFollowed() {
    SequentialBlock block = new SequentialBlock();
    block.add(Layers.conv(4, 3, 1, 1)).add(Activation.reluBlock()).add(Layers.batchNorm());
    block.add(
        new ParallelBlock(
            lists -> new NDList(lists.get(0).head().concat(lists.get(1).head(), 1)),
            List.of(Layers.conv(2, 1, 1, 0), new SequentialBlock().add(Layers.conv(3, 5, 1, 2)))));
    block.add(Blocks.batchFlattenBlock()).add(Layers.dense(7));
    ModelSummary summary = ModelSummary.of(block, new Shape(2, 3, 6, 5));
    assertThat(summary.rows())
        .extracting(LayerRow::path)
        .containsExactly("0", "1", "2", "3.0", "3.1.0", "3.join", "4", "5");
    assertThat(row(summary, "1").kind()).isEqualTo("ReLU");
    assertThat(row(summary, "3.join").outputText()).isEqualTo("5×6×5");
    assertThat(field(summary, "3.join")).isEqualTo(7);
    assertThat(row(summary, "5").parameters()).isEqualTo(7 * (150 + 1));
    try (NDManager manager = NDManager.newBaseManager()) {
      block.initialize(manager, DataType.FLOAT32, new Shape(2, 3, 6, 5));
      assertThat(summary.totals().parameters()).isEqualTo(count(block, false));
    }
  }

  @Test
  void whatIsUnknownIsSaidToBeUnknown() {
    SequentialBlock block = new SequentialBlock();
    block.add(Pool.maxPool2dBlock(new Shape(2, 2), new Shape(2, 2)));
    ModelSummary summary = ModelSummary.of(block, new Shape(1, 1, 4, 4));
    assertThat(summary.rows().get(0).fieldText()).isEqualTo("?");
    assertThat(summary.table().column("field h").isMissing(0)).isTrue();
    SequentialBlock unknown = new SequentialBlock().add(LayerNorm.builder().build());
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ModelSummary.of(unknown, new Shape(1, 3, 4, 4)))
        .withMessageContaining("LayerNorm is not known yet: initialise the block");
    try (NDManager manager = NDManager.newBaseManager()) {
      unknown.initialize(manager, DataType.FLOAT32, new Shape(1, 3, 4, 4));
      LayerRow row = ModelSummary.of(unknown, new Shape(1, 3, 4, 4)).rows().get(0);
      assertThat(row.type()).isEqualTo(Type.OTHER);
      assertThat(row.parameters()).isEqualTo(count(unknown, false)).isPositive();
    }
  }

  @Test
  void aLayerThatRunsTwiceIsCountedOnceAndWorksTwice() {
    Block shared = Layers.conv(3, 1, 1, 0);
    Composite twice =
        new Composite() {
          private final Block conv = child("conv", shared);

          @Override
          public <T> T flow(Flow<T> f, T x) {
            return f.run(conv, f.run(conv, x));
          }
        };
    ModelSummary summary = ModelSummary.of(twice, new Shape(1, 3, 4, 5));
    assertThat(summary.totals().parameters()).isEqualTo(3 * 3 + 3);
    assertThat(summary.totals().macs()).isEqualTo(2 * 3 * 3 * 20);
    assertThat(summary.rows()).extracting(LayerRow::path).containsExactly("conv", "conv2");
  }

  @Test
  void auxiliaryHeadsAreMarkedAndSummedApart() {
    Network network = new Network("headed", 1, 8, 8);
    network.layer("conv", Layers.conv(2, 3, 1, 1));
    network.head("conv", "aux", Chain.of(Layers.flatten(), Layers.dense(3)));
    network.layer("flat", Layers.flatten()).layer("fc", Layers.dense(5));
    ModelSummary summary = ModelSummary.of(network);
    assertThat(summary.rows().stream().filter(LayerRow::trainingOnly).map(LayerRow::path))
        .containsExactly("aux.0", "aux.1");
    assertThat(summary.trainingOnly().parameters()).isEqualTo(128 * 3 + 3);
    assertThat(summary.totals().parameters()).isEqualTo(20 + 128 * 3 + 3 + 128 * 5 + 5);
    assertThat(summary.text()).contains("aux.1 *", "* in training only: MACs");
    assertThat(summary.diagram().getWidth()).isPositive();
    assertThat(Arrays.toString(DiagramTree.of(SummaryFlow.of(network, network.input())).toArray()))
        .contains("head=aux");
  }
}
