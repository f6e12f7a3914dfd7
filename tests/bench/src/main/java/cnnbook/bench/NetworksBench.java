package cnnbook.bench;

import cnnbook.Home;
import cnnbook.data.Split;
import cnnbook.training.Devices;
import cnnbook.training.Fit;
import cnnbook.training.Plan;
import cnnbook.training.Recipe;
import cnnbook.training.Standing;
import cnnbook.training.StandingFile;
import cnnbook.training.Standings;
import cnnbook.viz.Charts;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import javax.imageio.ImageIO;

/**
 * Trains the book's main networks, each once by plan cpu, and writes the table that the lessons
 * show beside the learner's own results, and README's chart of it. A network whose row is there is
 * left out, so a run that was stopped goes on. Arguments: networks to train anew, though they have
 * a row.
 */
public final class NetworksBench {
  /** In the order in which the lessons meet them. */
  private static final List<String> NETWORKS =
      List.of(
          "mlp",
          "lenet",
          "lenet-bn",
          "lenet-modern",
          "alexnet",
          "vgg11",
          "nin",
          "googlenet",
          "resnet18",
          "resnet20",
          "d2l-densenet");

  private static final Path FILE =
      Home.root().resolve("lib/src/main/resources/cnnbook/training/standings.csv");

  private static final Path PICTURE = Home.root().resolve("docs/networks.png");

  private NetworksBench() {}

  /** Trains what is missing or named. */
  public static void main(String[] arguments) throws IOException {
    List<String> anew = List.of(arguments);
    StandingFile file = StandingFile.at(FILE);
    List<String> done = file.rows().stream().map(Standing::network).toList();
    for (String network : NETWORKS) {
      if (anew.contains(network) || !done.contains(network)) {
        train(Plan.CPU.recipe(network), file);
      }
    }
    System.out.println(Files.readString(FILE));
    draw(Standings.of(file.rows()));
  }

  private static void draw(Standings standings) throws IOException {
    BufferedImage picture =
        Charts.picture(standings.chart("parameters"), standings.chart("seconds an epoch"));
    ImageIO.write(picture, "png", PICTURE.toFile());
  }

  private static void train(Recipe recipe, StandingFile file) throws IOException {
    Split data = recipe.load();
    try (Fit fit =
        Fit.builder()
            .setNetwork(recipe.build())
            .setTrain(data.train())
            .optValidation(data.test())
            .setRecipe(recipe)
            .build()) {
      Cost cost = Cost.of(fit::run);
      System.out.printf(
          "%-14s accuracy %.4f, %.0f s, CPU %.0f s%n",
          recipe.network(), fit.history().last().valAccuracy(), cost.seconds(), cost.cpu());
      file.put(recipe.network(), Plan.CPU, fit.history(), Devices.describe() + processor());
    }
  }

  /** Linux says what the processor is called; elsewhere the architecture must do. */
  private static String processor() throws IOException {
    Path file = Path.of("/proc/cpuinfo");
    Stream<String> lines =
        Files.isReadable(file) ? Files.readAllLines(file).stream() : Stream.empty();
    String name =
        lines
            .filter(line -> line.startsWith("model name"))
            .map(line -> line.substring(line.indexOf(':') + 1).strip())
            .findFirst()
            .orElse(System.getProperty("os.arch"));
    return " (" + name + ")";
  }
}
