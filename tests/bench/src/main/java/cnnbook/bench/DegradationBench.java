package cnnbook.bench;

import cnnbook.AtomicFile;
import cnnbook.Home;
import cnnbook.models.Network;
import cnnbook.models.Weighting;
import cnnbook.training.DepthStudy;
import cnnbook.training.GradientCharts;
import cnnbook.training.Measure;
import cnnbook.training.Plan;
import cnnbook.viz.Charts;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import org.knowm.xchart.XYChart;
import tech.tablesaw.api.Table;

/**
 * Trains plain and residual networks of growing depth, and some variants, each with three seeds, by
 * {@link DepthStudy}, writes the table that lesson 14 shows, and draws README's charts. With one
 * thread: the arrays are so small that two would mostly wait for each other. Some minutes.
 */
public final class DegradationBench {
  private static final List<String> NETWORKS =
      List.of(
          "plain8",
          "resnet8",
          "plain20",
          "resnet20",
          "plain32",
          "resnet32",
          "plain44",
          "resnet44",
          "plain56",
          "resnet56",
          "resnet20-b",
          "resnet20-v2",
          "resnet56-b",
          "resnet56-v2");

  private static final int SEEDS = 3;

  private static final Path FILE =
      Home.root().resolve("lib/src/main/resources/cnnbook/training/degradation.csv");

  private static final Path PICTURES = Home.root().resolve("docs");

  private DegradationBench() {}

  /** Trains, writes the table and draws; with the argument {@code draw} it draws only. */
  public static void main(String[] arguments) throws IOException {
    System.setProperty("ai.djl.pytorch.num_threads", "1");
    DepthStudy study = DepthStudy.of(Plan.CPU);
    Table rows = List.of(arguments).contains("draw") ? DepthStudy.shipped() : train(study);
    draw(
        "degradation.png",
        DepthStudy.byDepth(rows, "loss"),
        DepthStudy.byDepth(rows, "val accuracy"));
    draw("gradients.png", gradients(study, true), gradients(study, false));
  }

  private static Table train(DepthStudy study) {
    Table all = null;
    for (String network : NETWORKS) {
      for (int seed = 1; seed <= SEEDS; seed++) {
        Table part = study.train(network, seed);
        System.out.println(part.last(1).printAll());
        all = all == null ? part : all.append(part);
      }
    }
    Table rows = all;
    AtomicFile.write(FILE, out -> rows.write().csv(out));
    return rows;
  }

  /** Gradients at the start, with and without batch normalization. */
  private static XYChart gradients(DepthStudy study, boolean normalized) {
    Map<String, Table> tables = new LinkedHashMap<>();
    for (String name : List.of("plain20", "plain56", "resnet20", "resnet56")) {
      Network network = DepthStudy.network(name).optWeighting(Weighting.PYTORCH).build();
      tables.put(name, study.probe(network, normalized));
    }
    XYChart chart = GradientCharts.byDepth(tables, Measure.ACTIVATION_GRADIENT_NORM, 0);
    chart.setTitle("Gradients by depth, with%s batch norm".formatted(normalized ? "" : "out"));
    return chart;
  }

  private static void draw(String name, XYChart... charts) throws IOException {
    ImageIO.write(Charts.picture(charts), "png", PICTURES.resolve(name).toFile());
  }
}
