package cnnbook.bench;

import cnnbook.AtomicFile;
import cnnbook.Home;
import cnnbook.training.EqualStudy;
import cnnbook.training.Plan;
import java.nio.file.Path;
import java.util.List;
import tech.tablesaw.api.Table;

/**
 * Trains networks that cost the same, each with three seeds, by {@link EqualStudy}, and writes the
 * tables of lesson 14 (variants of ResNet-50 at equal MACs) and lesson 16 (DenseNets and ResNets of
 * equal parameters). With one thread: the arrays are so small that two would mostly wait for each
 * other. Arguments: {@code resnet} or {@code densenet} for one of the two tables, which can be made
 * at the same time.
 */
public final class VariantsBench {
  private static final int SEEDS = 3;

  private static final Path FOLDER = Home.root().resolve("lib/src/main/resources/cnnbook/training");

  private VariantsBench() {}

  /** Trains, and writes the table after each seed. */
  public static void main(String[] arguments) {
    System.setProperty("ai.djl.pytorch.num_threads", "1");
    List<String> wanted = List.of(arguments);
    if (wanted.isEmpty() || wanted.contains("resnet")) {
      train(EqualStudy.variants());
    }
    if (wanted.isEmpty() || wanted.contains("densenet")) {
      train(EqualStudy.growth());
    }
  }

  private static void train(EqualStudy study) {
    Table rows = null;
    for (int seed = 1; seed <= SEEDS; seed++) {
      for (String network : study.names()) {
        Table part = study.train(network, Plan.CPU, seed);
        System.out.println(part.last(1).printAll());
        rows = rows == null ? part : rows.append(part);
      }
      Table soFar = rows;
      AtomicFile.write(FOLDER.resolve(study.file()), out -> soFar.write().csv(out));
    }
    System.out.println(study.summary(rows).printAll());
  }
}
