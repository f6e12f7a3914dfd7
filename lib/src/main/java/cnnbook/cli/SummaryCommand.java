package cnnbook.cli;

import ai.djl.ndarray.types.Shape;
import cnnbook.models.ModelSummary;
import cnnbook.models.Network;
import cnnbook.models.NetworkBuilder;
import cnnbook.models.Zoo;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import javax.imageio.ImageIO;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code cnnbook summary NAME}: the layers of a network and what they cost. */
@Command(
    name = "summary",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Shows the layers of a network: output shapes, parameters, multiply-accumulates, receptive"
          + " fields, memory. Without a name it lists the networks.",
      "Nothing is trained and no weight is drawn."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  ./cnnbook summary",
      "  ./cnnbook summary lenet",
      "  ./cnnbook summary resnet50 --depth 2",
      "  ./cnnbook summary resnet18 --input 3,64,64 --classes 10 --png resnet18.png",
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:the summary was printed",
      "2:there is no such network, or it does not take such images",
      "3:a file cannot be written"
    })
final class SummaryCommand implements Callable<Integer> {
  @Parameters(arity = "0..1", paramLabel = "NAME", description = "which network")
  private String name;

  @Mixin private NetworkOptions options;

  @Option(names = "--classes", paramLabel = "K", description = "classes to tell apart")
  private Integer classes;

  @Option(
      names = "--batch",
      paramLabel = "N",
      defaultValue = "1",
      description = "images in a batch, for the memory (default: ${DEFAULT-VALUE})")
  private int batch;

  @Option(
      names = "--depth",
      paramLabel = "D",
      description = "take layers together by the first D parts of their names")
  private Integer depth;

  @Option(names = "--html", paramLabel = "FILE", description = "write the table as a web page")
  private Path html;

  @Option(names = "--png", paramLabel = "FILE", description = "draw the network")
  private Path png;

  @Option(names = "--csv", paramLabel = "FILE", description = "write the table as CSV")
  private Path csv;

  @Override
  public Integer call() throws IOException {
    if (name == null) {
      Zoo.names().forEach(SummaryCommand::printLine);
      return 0;
    }
    NetworkBuilder<?> builder = options.builder(name);
    ModelSummary summary = options.usage(() -> summarise(builder));
    System.out.print(summary.text());
    write(summary);
    return 0;
  }

  private static void printLine(String network) {
    ModelSummary summary = ModelSummary.of(Zoo.builder(network).build());
    System.out.printf(
        Locale.ROOT,
        "%-20s %8.2f M  %s%n",
        network,
        summary.totals().parameters() / 1e6,
        summary.name());
  }

  private ModelSummary summarise(NetworkBuilder<?> builder) {
    if (classes != null) {
      builder.optClasses(classes);
    }
    if (batch < 1) {
      throw new IllegalArgumentException("a batch has at least 1 image, not " + batch);
    }
    Network network = builder.build();
    Shape one = network.input();
    ModelSummary all =
        ModelSummary.of(network, new Shape(batch, one.get(1), one.get(2), one.get(3)));
    return depth == null ? all : all.depth(depth);
  }

  private void write(ModelSummary summary) throws IOException {
    if (html != null) {
      Files.writeString(html, page(summary), StandardCharsets.UTF_8);
    }
    if (csv != null) {
      summary.table().write().csv(csv.toFile());
    }
    if (png != null) {
      try (var out = Files.newOutputStream(png)) {
        ImageIO.write(summary.diagram(), "png", out);
      }
    }
  }

  private static String page(ModelSummary summary) {
    return "<!DOCTYPE html>\n<html lang=\"en\">\n<head><meta charset=\"utf-8\"><title>"
        + cnnbook.viz.Html.escape(summary.name())
        + "</title></head>\n<body>\n"
        + summary.html()
        + "</body>\n</html>\n";
  }
}
