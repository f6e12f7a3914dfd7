package cnnbook.models;

import ai.djl.ndarray.NDManager;
import ai.djl.nn.Parameter;
import cnnbook.UserError;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Predicate;
import java.util.zip.ZipException;

/** A file of weights in any of the formats that are read, told apart by their first bytes. */
final class WeightFile {
  private static final int START = 1 << 16;
  private static final String READ =
      "Files of these formats are read: .npz (NumPy), .safetensors, .params (DJL).";

  /** How many batches PyTorch's normalization has seen; nothing here depends on it. */
  private static final Predicate<String> IGNORED = name -> name.endsWith("num_batches_tracked");

  private final Path file;
  private final NDManager manager;

  WeightFile(Path file, NDManager manager) {
    this.file = file;
    this.manager = manager;
  }

  /**
   * All arrays by PyTorch's names.
   *
   * @param wanted the parameters that they are for: DJL's format knows arrays by their order alone
   * @throws UserError if there is no such file, or it is damaged or of another format
   */
  Map<String, Stored> read(Map<String, Parameter> wanted) {
    return read(wanted, IGNORED);
  }

  /** As {@link #read(Map)}; arrays whose names are ignored may be left out. */
  Map<String, Stored> read(Map<String, Parameter> wanted, Predicate<String> ignored) {
    if (!Files.isRegularFile(file)) {
      throw UserError.missing(
          "there is no file " + file, "Check its name; relative ones begin at " + here() + ".");
    }
    try {
      return read(start(), wanted, ignored);
    } catch (UserError e) {
      throw e;
    } catch (IOException | RuntimeException e) {
      throw UserError.failed(
          "%s cannot be read as a file of weights: %s".formatted(file, reason(e)),
          "It was cut off or damaged: copy or write it anew. Nothing was loaded.",
          e);
    } catch (OutOfMemoryError e) {
      throw UserError.failed(
          "%s names an array for which there is not enough memory: %s"
              .formatted(file, e.getMessage()),
          "If the file is not that large, it is damaged: copy or write it anew. Else give Java more"
              + " memory. Nothing was loaded.",
          e);
    }
  }

  private Map<String, Stored> read(
      byte[] bytes, Map<String, Parameter> wanted, Predicate<String> ignored) throws IOException {
    String start = new String(bytes, StandardCharsets.ISO_8859_1);
    if (start.startsWith("PK")) {
      if (Npz.isPickled(file)) {
        throw pickled();
      }
      return Npz.read(file, manager, ignored);
    }
    if (start.length() > 8 && start.charAt(8) == '{') {
      return SafeTensors.read(file, manager, ignored);
    }
    if (DjlParameters.isLike(bytes)) {
      Map<String, String> names = new LinkedHashMap<>();
      wanted.forEach((name, parameter) -> names.put(name, parameter.getName()));
      return DjlParameters.read(file, manager, names);
    }
    throw start.startsWith("\u0080") ? pickled() : unknown(start);
  }

  private byte[] start() throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return in.readNBytes(START);
    }
  }

  private UserError unknown(String start) {
    if (start.isEmpty()) {
      return UserError.failed(file + " is empty", "Copy or write it anew.");
    }
    if (start.startsWith("\u0093NUMPY")) {
      return UserError.failed(
          file + " is a single array without a name",
          "Write all arrays into one archive: numpy.savez(\"weights.npz\", **{name: array, …}).");
    }
    return UserError.failed(file + " is of no known format", READ);
  }

  private UserError pickled() {
    String name = file.getFileName().toString();
    String npz = name.replaceFirst("(\\.(pt|pth|bin|tar))+$", "") + ".npz";
    return UserError.failed(
        file + " holds Python objects, as torch.save writes them, which only Python can read",
        """
        Convert it, in Python, with PyTorch installed:
          import numpy, torch; state = torch.load("%s", map_location="cpu")
          numpy.savez("%s", **{k: v.float().numpy() for k, v in state.items()})
        If it holds a whole model, use its state_dict()."""
            .formatted(name, npz));
  }

  /** Why a file cannot be read, behind a colon. */
  static String reason(Exception e) {
    Throwable cause = e.getCause() instanceof IOException ? e.getCause() : e;
    if (cause instanceof ZipException) {
      return "its archive is incomplete or damaged (" + cause.getMessage() + ")";
    }
    boolean internal =
        cause instanceof NullPointerException || cause instanceof IndexOutOfBoundsException;
    return internal || cause.getMessage() == null
        ? "it ends too early or is damaged (" + cause.getClass().getSimpleName() + ")"
        : cause.getMessage();
  }

  private static Path here() {
    return Path.of("").toAbsolutePath();
  }
}
