package cnnbook.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ai.djl.Device;
import ai.djl.ndarray.types.Shape;
import cnnbook.Home;
import cnnbook.UserError;
import cnnbook.data.DataSets;
import cnnbook.data.LabeledImages;
import cnnbook.data.Split;
import cnnbook.models.Zoo;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class PlanTest {

  @Test
  void unsetMeansCpu() {
    assertThat(Plan.parse(null)).isEqualTo(Plan.CPU);
    assertThat(Plan.parse(" ")).isEqualTo(Plan.CPU);
  }

  @ParameterizedTest
  @EnumSource
  void namesAreReadInAnyCase(Plan plan) {
    assertThat(Plan.parse(plan.toString())).isEqualTo(plan);
    assertThat(Plan.parse(" " + plan.name() + " ")).isEqualTo(plan);
  }

  @Test
  void unknownNameListsTheThree() {
    assertThatThrownBy(() -> Plan.parse("fast"))
        .isInstanceOfSatisfying(
            UserError.class, e -> assertThat(e.exitCode()).isEqualTo(UserError.USAGE))
        .hasMessageContaining("\"fast\"")
        .hasMessageContaining("smoke, cpu, gpu");
  }

  @ParameterizedTest
  @EnumSource
  void everyNetworkHasOneRowInEveryPlan(Plan plan) {
    assertThat(networks(plan))
        .doesNotHaveDuplicates()
        .containsExactlyElementsOf(networks(Plan.CPU))
        .isSubsetOf(Zoo.names());
  }

  @Test
  void everyNetworkThatANotebookTrainsIsInTheTable() throws IOException {
    Pattern asked = Pattern.compile("recipe\\(\\\\\"([^\"\\\\]+)\\\\\"\\)");
    List<String> found = new ArrayList<>();
    try (DirectoryStream<Path> notebooks =
        Files.newDirectoryStream(Home.root().resolve("notebooks"), "*.ipynb")) {
      for (Path notebook : notebooks) {
        asked.matcher(Files.readString(notebook)).results().forEach(m -> found.add(m.group(1)));
      }
    }
    assertThat(found).contains("lenet-modern", "alexnet").isSubsetOf(networks(Plan.CPU));
  }

  static List<String> networks() {
    return networks(Plan.CPU);
  }

  private static List<String> networks(Plan plan) {
    return plan.table().stringColumn("network").asList();
  }

  @ParameterizedTest
  @MethodSource("networks")
  void plansGrow(String network) {
    Recipe smoke = Plan.SMOKE.recipe(network);
    Recipe cpu = Plan.CPU.recipe(network);
    Recipe gpu = Plan.GPU.recipe(network);
    assertThat(images(smoke)).isLessThan(images(cpu));
    assertThat(images(cpu)).isLessThan(images(gpu));
    assertThat(smoke.size()).isEqualTo(cpu.size());
    assertThat(cpu.size()).isLessThanOrEqualTo(gpu.size());
    assertThat(smoke.width()).isLessThanOrEqualTo(cpu.width());
    assertThat(cpu.width()).isLessThanOrEqualTo(gpu.width());
    assertThat(smoke.data()).isEqualTo("fashion-mnist").isEqualTo(cpu.data());
  }

  private static long images(Recipe recipe) {
    return (long) recipe.train() * recipe.epochs();
  }

  @ParameterizedTest
  @MethodSource("networks")
  void everyRowBuildsANetworkForItsImagesAndSaysHowItIsTrained(String network) {
    for (Plan plan : Plan.values()) {
      Recipe recipe = plan.recipe(network);
      Shape images = recipe.build().input();
      assertThat(images.tail()).isEqualTo(recipe.size());
      assertThat(images.get(1)).isEqualTo(recipe.data().equals("cifar10") ? 3 : 1);
      assertThat(recipe.rates().rate(0, 10)).isEqualTo(recipe.rate()).isPositive();
      assertThat(recipe.optimizer().toString()).contains("momentum=" + recipe.momentum());
      assertThat(recipe.augmentation() == null).isEqualTo(recipe.augment().equals("none"));
      assertThat(recipe.bar()).isBetween(0.0, 0.99);
      assertThat(Double.isNaN(recipe.published()) || recipe.published() > recipe.bar()).isTrue();
    }
  }

  @ParameterizedTest
  @MethodSource("networks")
  void everyNetworkOfTheSmallPlansLearnsFromOneBatch(String network) {
    for (Plan plan : List.of(Plan.SMOKE, Plan.CPU)) {
      Recipe recipe = plan.recipe(network);
      Split few = DataSets.fashionMnist();
      List<Double> losses = new ArrayList<>();
      try (Fit fit =
          Fit.builder()
              .setNetwork(recipe.build())
              .setTrain(few.train().head(4))
              .setRecipe(recipe)
              .setEpochs(1)
              .optDevice(Device.cpu())
              .build()) {
        losses.add(fit.run().last().loss());
        assertThat(fit.predict(few.test().head(2))).hasSize(2);
      }
      assertThat(losses).allMatch(loss -> loss > 0.5 && loss < 20);
    }
  }

  @Test
  void publishedAccuraciesAreThoseOfDiveIntoDeepLearning() {
    assertThat(Plan.GPU.recipe("lenet").published()).isEqualTo(0.807);
    assertThat(Plan.GPU.recipe("lenet").batch()).isEqualTo(256);
    assertThat(Plan.GPU.recipe("d2l-vgg11-quarter").published()).isEqualTo(0.919);
    assertThat(Plan.GPU.recipe("d2l-vgg11-quarter").rate()).isEqualTo(0.05);
    assertThat(Plan.CPU.recipe("lenet").published()).isNaN();
  }

  @Test
  void recipeLoadsAsManyImagesAsItSaysInItsSize() {
    Recipe recipe = Plan.SMOKE.recipe("resnet18");
    Split split = recipe.load();
    assertThat(recipe.size()).isEqualTo(32);
    assertThat(split.train()).hasToString(recipe.train() + " images of 1×32×32 in 10 classes");
    assertThat(split.test()).hasToString(recipe.test() + " images of 1×32×32 in 10 classes");
  }

  @Test
  void imagesThatWouldTakeMoreThanAGigabyteAreResizedBatchByBatch() {
    Recipe small = Plan.SMOKE.recipe("d2l-resnet18");
    Recipe large = sized(small, 400);
    assertThat(large.load().train().height()).isEqualTo(28);
    Recipe trained = sized(small, 64);
    List<Double> losses = new ArrayList<>();
    for (int scaledBefore : new int[] {28, 64}) {
      Split images = DataSets.fashionMnist();
      LabeledImages train = images.train().head(30).resize(scaledBefore, scaledBefore);
      try (Fit fit =
          Fit.builder()
              .setNetwork(trained.build())
              .setTrain(train)
              .setRecipe(trained)
              .setEpochs(1)
              .setBatchSize(train.size())
              .optDevice(Device.cpu())
              .build()) {
        losses.add(fit.run().last().loss());
      }
    }
    // Resized before, the pixels were rounded to bytes.
    assertThat(losses.get(0)).isCloseTo(losses.get(1), withinPercentage(1));
  }

  /** The same with other images: 10,000 of this size. */
  private static Recipe sized(Recipe recipe, int size) {
    return new Recipe(
        recipe.network(),
        recipe.data(),
        10_000,
        100,
        size,
        recipe.width(),
        recipe.epochs(),
        recipe.batch(),
        recipe.rate(),
        recipe.schedule(),
        recipe.momentum(),
        recipe.decay(),
        recipe.augment(),
        recipe.bar(),
        recipe.published());
  }

  @Test
  void fullDataThatWasNotFetchedNamesTheCommandThatFetchesIt() {
    assumeTrue(
        System.getenv("CNNBOOK_DATA") == null, "another cache is set, the full set may be there");
    assertThatThrownBy(() -> Plan.GPU.recipe("resnet20").load())
        .isInstanceOfSatisfying(
            UserError.class, e -> assertThat(e.remedy()).contains("data fetch cifar10"));
  }

  @Test
  void rateOfAStepScheduleFallsAtHalfAndThreeQuarters() {
    Schedule rates = Plan.GPU.recipe("resnet20").rates();
    assertThat(rates.rate(81 * 390, 390)).isEqualTo(0.1);
    assertThat(rates.rate(82 * 390, 390)).isCloseTo(0.01, within(1e-12));
    assertThat(rates.rate(123 * 390, 390)).isCloseTo(0.001, within(1e-12));
  }

  @Test
  void unknownNetworkListsTheKnown() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Plan.CPU.recipe("lenet-1998"))
        .withMessageContaining("\"lenet-1998\"")
        .withMessageContaining("lenet-modern");
  }

  @Tag("slow")
  @ParameterizedTest
  @MethodSource("networks")
  void theSmallPlansReachTheirBars(String network) {
    for (Plan plan : List.of(Plan.SMOKE, Plan.CPU)) {
      Recipe recipe = plan.recipe(network);
      Split data = recipe.load();
      try (Fit fit =
          Fit.builder()
              .setNetwork(recipe.build())
              .setTrain(data.train())
              .optValidation(data.test())
              .setRecipe(recipe)
              .optDevice(Device.cpu())
              .build()) {
        assertThat(fit.run().last().valAccuracy()).as("%s", plan).isGreaterThan(recipe.bar());
      }
    }
  }
}
