package cnnbook.models;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.nn.Block;
import ai.djl.nn.Parameter;
import cnnbook.AtomicFile;
import cnnbook.UserError;
import java.io.BufferedOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The learned numbers of a network in files. Arrays go by the names that they have in PyTorch's
 * {@code state_dict}: the path of the block, a dot, and {@code weight}, {@code bias}, {@code
 * running_mean} or {@code running_var}. The formats:
 *
 * <ul>
 *   <li>{@code .npz}, NumPy's archive. PyTorch takes what is saved here by {@code
 *       model.load_state_dict({k: torch.from_numpy(v) for k, v in numpy.load(file).items()})}, and
 *       {@code numpy.savez(file, **{k: v.numpy() for k, v in model.state_dict().items()})} writes
 *       what is loaded here.
 *   <li>{@code .safetensors}, with the same names.
 *   <li>{@code .params}, as DJL's {@code Block.saveParameters} and, for loading, {@code Model.save}
 *       write it: without names, by the order of the parameters.
 * </ul>
 *
 * <p>A file is loaded whole or not at all. PyTorch's {@code num_batches_tracked} is neither needed
 * nor written; PyTorch does without it.
 */
public final class Weights {
  private Weights() {}

  /**
   * Loads a network's weights; initialises it before, for {@link Network#input() its own input}, if
   * it is not initialised yet.
   *
   * @param manager owns the arrays of a network that is initialised here
   * @throws UserError as {@link #load(Block, Path)}; the network is not initialised then if it was
   *     not before
   */
  public static void load(Network network, Path file, NDManager manager) {
    if (network.isInitialized()) {
      load(network, file);
      return;
    }
    network.initialize(manager, DataType.FLOAT32, network.input());
    try {
      load(network, file);
    } catch (RuntimeException e) {
      network.clear();
      throw e;
    }
  }

  /**
   * Loads weights into the arrays that a block has already, so that a trainer in use goes on with
   * them. Numbers of 16 and 64 bits become the block's own type.
   *
   * @param file in one of the formats above, told by its content, not by its name
   * @throws UserError if there is no such file, it cannot be read, or it is not for this block; the
   *     message names all arrays that are missing, left over, of another shape, or not finite, and
   *     nothing was loaded
   * @throws IllegalStateException if the block is not initialised
   */
  public static void load(Block block, Path file) {
    Map<String, Parameter> wanted = StateDict.initialized(block);
    try (NDManager manager = NDManager.newBaseManager(Device.cpu(), engine(wanted))) {
      Map<String, Stored> found = new WeightFile(file, manager).read(wanted);
      Fitting fitting = new Fitting(wanted);
      Map<String, NDArray> values = fitting.of(found);
      if (!fitting.complaints().isEmpty()) {
        throw UserError.failed(
            "%s does not fit the network:%n%s".formatted(file, fitting.complaints()),
            "Build the network that the file was written for (its kind, channels, classes, width,"
                + " auxiliary heads), or take the file of this one. Nothing was loaded.");
      }
      values.forEach((name, value) -> NamedParameters.assign(wanted.get(name).getArray(), value));
    }
  }

  /**
   * Saves the weights of a block. The file is there whole or not at all; one of the same name is
   * replaced.
   *
   * @param file its ending says the format: {@code .npz}, {@code .safetensors} or {@code .params}
   * @throws UserError if the ending is another one or the file cannot be written
   * @throws IllegalStateException if the block is not initialised
   */
  public static void save(Block block, Path file) {
    Map<String, Parameter> parameters = StateDict.initialized(block);
    String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
    if (name.endsWith(".npz")) {
      AtomicFile.write(file, out -> encode(parameters, out, NDList.Encoding.NPZ));
    } else if (name.endsWith(".safetensors")) {
      AtomicFile.write(file, out -> encode(parameters, out, NDList.Encoding.SAFETENSORS));
    } else if (name.endsWith(".params")) {
      AtomicFile.write(
          file,
          out -> {
            DataOutputStream data = new DataOutputStream(new BufferedOutputStream(out));
            block.saveParameters(data);
            data.flush();
          });
    } else {
      throw UserError.usage(
          file + " has an ending that names no format",
          "Choose one that ends in .npz, .safetensors or .params.");
    }
  }

  /**
   * Fits a builder to a file that tells the kind of its network by nothing but names and shapes: as
   * many classes as the network's last bias has numbers, and a {@link GoogLeNet} gets auxiliary
   * heads if the file has some.
   *
   * @param builder of the file's kind, with its channels and width
   * @throws UserError if there is no such file, it cannot be read, or it has no such bias
   * @throws IllegalArgumentException if the builder builds no network
   */
  public static void adapt(NetworkBuilder<?> builder, Path file) {
    Network any = builder.build();
    Map<String, Parameter> parameters = StateDict.of(any);
    String last = List.copyOf(parameters.keySet()).get(parameters.size() - 1);
    try (NDManager manager = NDManager.newBaseManager(Device.cpu())) {
      Map<String, Stored> found =
          new WeightFile(file, manager)
              .read(parameters, name -> !name.equals(last) && !name.equals(GoogLeNet.HEAD_BIAS));
      NDArray bias = found.containsKey(last) ? found.get(last).array() : null;
      if (bias == null || bias.getShape().dimension() != 1) {
        throw UserError.failed(
            "%s has no %s, the last bias of a %s".formatted(file, last, any.name()),
            "Check the network's name.");
      }
      builder.optClasses(Math.toIntExact(bias.size()));
      if (builder instanceof GoogLeNet.Builder googLeNet) {
        googLeNet.optAuxiliary(found.containsKey(GoogLeNet.HEAD_BIAS));
      }
    }
  }

  private static void encode(
      Map<String, Parameter> parameters, OutputStream out, NDList.Encoding format)
      throws IOException {
    try (NDManager manager = NDManager.newBaseManager(Device.cpu(), engine(parameters))) {
      NDList arrays = new NDList();
      parameters.forEach((name, parameter) -> arrays.add(named(name, parameter, manager)));
      BufferedOutputStream buffered = new BufferedOutputStream(out, 1 << 16);
      arrays.encode(buffered, format);
      buffered.flush();
    }
  }

  /** The same numbers: the name of the parameter's own array stays as it is. */
  private static NDArray named(String name, Parameter parameter, NDManager manager) {
    NDArray view = parameter.getArray().stopGradient();
    view.attach(manager);
    view.setName(name);
    return view;
  }

  private static String engine(Map<String, Parameter> parameters) {
    return parameters.values().stream()
        .map(parameter -> parameter.getArray().getManager().getEngine().getEngineName())
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("the block has no weights"));
  }
}
