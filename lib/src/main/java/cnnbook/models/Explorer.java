package cnnbook.models;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.nn.Block;
import ai.djl.nn.Parameter;
import ai.djl.nn.convolutional.Conv2d;
import ai.djl.training.ParameterStore;
import cnnbook.tensor.Tensor;
import cnnbook.viz.LayerMaps;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * What the layers of a network make of some images, for {@link cnnbook.viz.Visuals#explorer}.
 *
 * <pre>{@code
 * Visuals.explorer(Explorer.layers(network, images));
 * }</pre>
 */
public final class Explorer {
  private Explorer() {}

  /**
   * All layers.
   *
   * @param network with its weights drawn, in whatever state of training
   * @param images (N, C, H, W), as the network was trained on them
   * @return the images and the layers in the order of the pass, in inference mode; blocks of layers
   *     and mere changes of shape are left out
   * @throws IllegalArgumentException if the network has no weights yet
   */
  public static List<LayerMaps> layers(Composite network, Tensor images) {
    return layers(network, images, path -> true);
  }

  /**
   * Some layers: those of a deep network are too much for one picture.
   *
   * @param chosen which, by the paths of {@link ModelSummary}
   */
  public static List<LayerMaps> layers(Composite network, Tensor images, Predicate<String> chosen) {
    if (!network.isInitialized()) {
      throw new IllegalArgumentException(
          "the network has no weights yet: train it, or load some by Weights.load");
    }
    List<LayerMaps> found = new ArrayList<>();
    found.add(LayerMaps.input(images));
    try (NDManager manager = NDManager.newBaseManager()) {
      NDArray x = Djl.array(manager, images);
      Map<String, LayerRow> rows =
          ModelSummary.of(network, x.getShape()).rows().stream()
              .collect(Collectors.toMap(LayerRow::path, Function.identity()));
      ArrayFlow arrays =
          new ArrayFlow(new ParameterStore(manager, false), false, new ArrayList<>());
      new NamedFlow<>(
              arrays,
              (path, block, inputs, result) -> {
                if (rows.containsKey(path) && chosen.test(path) && !isView(inputs, result)) {
                  found.add(layer(rows.get(path), block, inputs.get(0), result));
                }
                return result;
              })
          .through(network, x);
    }
    return found;
  }

  /** Whether the numbers are the same in another shape. */
  private static boolean isView(List<NDArray> inputs, NDArray result) {
    NDArray first = inputs.get(0);
    return first.getShape().dimension() != result.getShape().dimension()
        && first.size() == result.size();
  }

  private static LayerMaps layer(LayerRow row, Block block, NDArray input, NDArray result) {
    return new LayerMaps(
        row.path(), row.kind(), row.parameters(), Djl.tensor(result), working(block, input));
  }

  private static Optional<LayerMaps.Working> working(Block block, NDArray input) {
    if (!(block instanceof Conv2d) || ((Conv2d) block).getGroups() != 1) {
      return Optional.empty();
    }
    Map<String, Parameter> own = NamedParameters.of(block);
    Tensor weight = Djl.tensor(own.get("weight").getArray());
    Tensor bias =
        own.containsKey("bias")
            ? Djl.tensor(own.get("bias").getArray())
            : Tensor.zeros(weight.size(0));
    return Optional.of(
        new LayerMaps.Working(Djl.tensor(input), weight, bias, Layers.window((Conv2d) block)));
  }
}
