package cnnbook.cli;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.ParameterStore;
import cnnbook.UserError;
import cnnbook.data.DataSets;
import cnnbook.models.InputImages;
import cnnbook.models.InputImages.Normalization;
import cnnbook.models.Network;
import cnnbook.models.NetworkBuilder;
import cnnbook.models.Weights;
import cnnbook.training.Devices;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code cnnbook predict}: what a network with given weights sees in a picture. */
@Command(
    name = "predict",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Tells the five likeliest classes of a picture, by a network and its weights.",
      "A picture of another size than the network's is resized, and its centre is taken."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  ./cnnbook predict resnet18 --weights resnet18.npz --image cat.jpg",
      "  ./cnnbook predict resnet50 --weights w.npz --image cat.jpg --labels names.txt",
      "  ./cnnbook predict lenet --weights w.params --image 7.png --labels mnist",
      "",
      "In Python, this writes the weights of a model of torchvision:",
      "  state = model.state_dict().items()",
      "  numpy.savez(\"resnet18.npz\", **{name: array.numpy() for name, array in state})"
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:the table was printed",
      "1:the weights do not fit, or a file is not what it should be",
      "2:wrong usage, for instance an unknown network",
      "3:a file is not there"
    })
final class PredictCommand implements Callable<Integer> {
  private static final int SHOWN = 5;

  @Parameters(
      paramLabel = "NAME",
      description = "a network, for instance lenet, resnet18, vgg16_bn or densenet121")
  private String name;

  @Option(
      names = "--weights",
      required = true,
      paramLabel = "FILE",
      description = "its weights: .npz with PyTorch's names, .safetensors, or DJL's .params")
  private Path weights;

  @Option(
      names = "--image",
      required = true,
      paramLabel = "FILE",
      description = "PNG or JPEG; or .npy, .npz with (C, H, W) or (N, C, H, W), taken as it is")
  private Path image;

  @Option(
      names = "--labels",
      paramLabel = "FILE",
      description = "names of the classes, one a line; or fashion-mnist, mnist")
  private String labels;

  @Option(
      names = "--normalize",
      paramLabel = "HOW",
      description =
          "what pixels in [0, 1] become: imagenet, (x - mean) / deviation of each channel; half,"
              + " (x - 0.5) / 0.5; none (default: half for googlenet, else imagenet for 3"
              + " channels, else none)")
  private Normalization normalization;

  @Mixin private NetworkOptions options;

  @Override
  public Integer call() throws IOException {
    Network network = network();
    try (NDManager manager = NDManager.newBaseManager(Devices.best())) {
      NDArray x = new InputImages(network.input(), normalization(network)).read(image, manager);
      Weights.load(network, weights, manager);
      Shape logits = options.usage(() -> network.getOutputShapes(new Shape[] {x.getShape()})[0]);
      List<String> names = names(Math.toIntExact(logits.get(1)));
      NDList results = network.forward(new ParameterStore(manager, false), new NDList(x), false);
      print(results.singletonOrThrow().softmax(1), names);
    }
    return 0;
  }

  private Network network() {
    NetworkBuilder<?> builder = options.builder(name);
    return options.usage(
        () -> {
          Weights.adapt(builder, weights);
          return builder.build();
        });
  }

  private Normalization normalization(Network network) {
    if (normalization != null) {
      return normalization;
    }
    if (network.input().get(1) != 3) {
      return Normalization.NONE;
    }
    return network.name().equals("GoogLeNet") ? Normalization.HALF : Normalization.IMAGENET;
  }

  private List<String> names(int count) throws IOException {
    if (labels == null) {
      return IntStream.range(0, count).mapToObj(String::valueOf).toList();
    }
    Optional<List<String>> known = DataSets.classes(labels);
    List<String> names = known.isPresent() ? known.get() : lines(Path.of(labels));
    if (names.size() != count) {
      throw UserError.failed(
          "%s names %d classes and the network has %d".formatted(labels, names.size(), count),
          "One name a line, in the order of the network's outputs.");
    }
    return names;
  }

  private static List<String> lines(Path file) throws IOException {
    if (!Files.isRegularFile(file)) {
      throw UserError.missing("there is no file " + file, "Name one, or fashion-mnist, or mnist.");
    }
    return Files.readAllLines(file).stream().filter(line -> !line.isBlank()).toList();
  }

  private static void print(NDArray probabilities, List<String> names) {
    long images = probabilities.getShape().get(0);
    int longest = names.stream().mapToInt(String::length).max().orElseThrow();
    String row = "%4s  %-" + Math.max("CLASS".length(), longest) + "s  %s%n";
    for (long i = 0; i < images; i++) {
      if (images > 1) {
        System.out.printf("%sImage %d of %d%n", i > 0 ? "\n" : "", i + 1, images);
      }
      float[] each = probabilities.get(i).toFloatArray();
      System.out.printf(row, "RANK", "CLASS", "PROBABILITY");
      int rank = 1;
      for (int k : best(each)) {
        String probability = String.format(Locale.ROOT, "%.4f", each[k]);
        System.out.printf(row, rank++, names.get(k), probability);
      }
    }
  }

  private static List<Integer> best(float[] probabilities) {
    return IntStream.range(0, probabilities.length)
        .boxed()
        .sorted(Comparator.comparing((Integer k) -> -probabilities[k]))
        .limit(SHOWN)
        .toList();
  }
}
