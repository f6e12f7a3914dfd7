package cnnbook.cli;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.training.ParameterStore;
import cnnbook.UserError;
import cnnbook.data.DataSets;
import cnnbook.models.InputImages;
import cnnbook.models.InputImages.Normalization;
import cnnbook.models.Network;
import cnnbook.models.NetworkBuilder;
import cnnbook.models.Weights;
import cnnbook.models.Zoo;
import cnnbook.training.Devices;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import picocli.CommandLine.Command;
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
      "  ./cnnbook predict googlenet --weights googlenet.npz --image cat.jpg --normalize half",
      "  ./cnnbook predict lenet --weights lenet.params --image shoe.png --labels fashion-mnist",
      "In Python, numpy.savez(\"resnet18.npz\", **{k: v.numpy() for k, v in"
          + " model.state_dict().items()})",
      "writes the weights of a model of torchvision. Its GoogLeNet wants --normalize half."
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
      description =
          "${COMPLETION-CANDIDATES}: what pixels in [0, 1] become (default: imagenet for 3"
              + " channels, else none)")
  private Normalization normalization;

  @Option(
      names = "--input",
      split = ",",
      paramLabel = "C,H,W",
      description = "channels, height and width of the network's input (default: as published)")
  private int[] input;

  @Option(
      names = "--classes",
      paramLabel = "K",
      description = "how many classes there are (default: as many as the weights tell apart)")
  private Integer classes;

  @Option(
      names = "--width",
      paramLabel = "FACTOR",
      description = "factor of all channels within the network (default: 1)")
  private double width = 1;

  @Override
  public Integer call() throws IOException {
    NetworkBuilder<?> builder = builder();
    builder.optClasses(classes == null ? classesOf(builder.build()) : classes);
    Network network = build(builder);
    try (NDManager manager = NDManager.newBaseManager(Devices.best())) {
      NDArray x = images(network).read(image, manager);
      List<String> names = names((int) network.getOutputShapes(shapes(network, x))[0].get(1));
      Weights.load(network, weights, manager);
      NDList logits = network.forward(new ParameterStore(manager, false), new NDList(x), false);
      print(logits.singletonOrThrow().softmax(1), names);
    }
    return 0;
  }

  private NetworkBuilder<?> builder() {
    NetworkBuilder<?> builder = Zoo.builder(name);
    try {
      builder.optWidth(width);
      if (input != null && input.length == 3) {
        builder.optChannels(input[0]).optSize(input[1], input[2]);
      }
    } catch (IllegalArgumentException e) {
      throw UserError.usage(e.getMessage(), "See ./cnnbook predict --help.");
    }
    if (input != null && input.length != 3) {
      throw UserError.usage(
          "--input has %d numbers, expected C,H,W".formatted(input.length),
          "For instance --input 3,224,224.");
    }
    return builder;
  }

  private static Network build(NetworkBuilder<?> builder) {
    try {
      return builder.build();
    } catch (IllegalArgumentException e) {
      throw UserError.usage(e.getMessage(), "Name another size by --input C,H,W.");
    }
  }

  private int classesOf(Network any) {
    return Weights.classes(any, weights)
        .orElseThrow(
            () ->
                UserError.failed(
                    "%s has no last layer of a %s".formatted(weights, any.name()),
                    "Check the network's name, or say how many classes there are by --classes K."));
  }

  private InputImages images(Network network) {
    boolean coloured = network.input().get(1) == 3;
    Normalization usual = coloured ? Normalization.IMAGENET : Normalization.NONE;
    return new InputImages(network.input(), normalization == null ? usual : normalization);
  }

  /** The shape of the images, which may differ from the network's usual one. */
  private static ai.djl.ndarray.types.Shape[] shapes(Network network, NDArray x) {
    return new ai.djl.ndarray.types.Shape[] {x.getShape()};
  }

  private List<String> names(int count) throws IOException {
    if (labels == null) {
      return IntStream.range(0, count).mapToObj(String::valueOf).toList();
    }
    List<String> names =
        DataSets.classes(labels).isPresent()
            ? DataSets.classes(labels).orElseThrow()
            : lines(Path.of(labels));
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
    String row = "%4s  %-" + Math.max(5, longest) + "s  %s%n";
    for (long i = 0; i < images; i++) {
      if (images > 1) {
        System.out.printf("%sImage %d of %d%n", i > 0 ? "\n" : "", i + 1, images);
      }
      float[] each = probabilities.get(i).toFloatArray();
      System.out.printf(row, "RANK", "CLASS", "PROBABILITY");
      List<Integer> best =
          IntStream.range(0, each.length)
              .boxed()
              .sorted(Comparator.comparing((Integer k) -> -each[k]))
              .limit(SHOWN)
              .toList();
      for (int rank = 0; rank < best.size(); rank++) {
        int k = best.get(rank);
        System.out.printf(row, rank + 1, names.get(k), "%.4f".formatted(each[k]));
      }
    }
  }
}
