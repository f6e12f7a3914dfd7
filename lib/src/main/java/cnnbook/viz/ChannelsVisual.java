package cnnbook.viz;

import cnnbook.geometry.LayerCost;
import cnnbook.geometry.Window;
import cnnbook.ops.Conv2dOp;
import cnnbook.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Many channels, many filters: what its script gets. */
final class ChannelsVisual {
  static final String TITLE = "Channels and filters";

  static final int MOST_CHANNELS = 4;
  static final int MOST_FILTERS = 8;

  private ChannelsVisual() {}

  /**
   * One filter.
   *
   * @param bias its bias as it is shown
   * @param kernels one for each channel
   * @param maps what each channel alone gives, without bias
   * @param sums the sum of the maps of the channels that are on: element k has channel c on where
   *     bit c of k is set
   * @param outputs the same with the bias
   */
  private record Filter(
      String bias, List<Plane> kernels, List<Plane> maps, List<Plane> sums, List<Plane> outputs) {}

  /**
   * Everything.
   *
   * @param channels of the image
   * @param filters of the layer
   * @param parameters their count as a formula
   * @param sign of sums: "=", or "≈" where a number is shown rounded
   */
  private record Data(List<Plane> channels, List<Filter> filters, String parameters, String sign) {}

  /** The three tensors and what is computed of them. */
  private record Layer(Tensor image, Tensor filters, Tensor bias) {
    int channels() {
      return image.size(0);
    }

    Conv2dOp op() {
      return new Conv2dOp(Window.valid(filters.size(2), filters.size(3)));
    }

    /** One filter's output map with only some channels on, with or without bias. */
    Tensor map(int filter, int on, boolean biased) {
      Tensor some = image.copy();
      int size = image.size(1) * image.size(2);
      for (int k = 0; k < some.count(); k++) {
        some.data()[k] = (on >> k / size & 1) == 1 ? some.data()[k] : 0;
      }
      Tensor x = some.reshape(1, channels(), image.size(1), image.size(2));
      Tensor weight = filters.slice(0, filter, filter + 1);
      Tensor b = biased ? bias.slice(0, filter, filter + 1) : Tensor.zeros(1);
      return VisualInput.plane(op().forward(x, weight, b).out());
    }

    /** Of all filters: what each channel alone gives. */
    List<List<Tensor>> maps() {
      List<List<Tensor>> maps = new ArrayList<>();
      for (int filter = 0; filter < filters.size(0); filter++) {
        List<Tensor> own = new ArrayList<>();
        for (int channel = 0; channel < channels(); channel++) {
          own.add(map(filter, 1 << channel, false));
        }
        maps.add(own);
      }
      return maps;
    }

    /** Of all filters: every choice of channels. */
    List<List<Tensor>> choices(boolean biased) {
      List<List<Tensor>> choices = new ArrayList<>();
      for (int filter = 0; filter < filters.size(0); filter++) {
        List<Tensor> own = new ArrayList<>();
        for (int on = 0; on < 1 << channels(); on++) {
          own.add(map(filter, on, biased));
        }
        choices.add(own);
      }
      return choices;
    }
  }

  static Visual of(Tensor image, Tensor filters, Tensor bias) {
    require(image, filters, bias);
    Layer layer = new Layer(image, filters, bias);
    List<List<Tensor>> outputs = layer.choices(true);
    Data data = data(layer, outputs);
    int full = (1 << layer.channels()) - 1;
    List<Tensor> shown = outputs.stream().map(own -> own.get(full)).toList();
    return Visual.of(
        TITLE,
        "channels",
        data,
        html(layer, shown, data.parameters),
        text(layer, shown, data.parameters));
  }

  private static Data data(Layer layer, List<List<Tensor>> outputs) {
    List<List<Tensor>> maps = layer.maps();
    List<List<Tensor>> sums = layer.choices(false);
    Numerals mapped = Numerals.fitting(values(maps));
    Numerals summed = Numerals.fitting(values(sums, outputs));
    Numerals biases = Numerals.fitting(layer.bias.data());
    Numerals weights = Numerals.fitting(layer.filters.data());
    List<Filter> filters = new ArrayList<>();
    for (int f = 0; f < layer.filters.size(0); f++) {
      filters.add(
          new Filter(
              biases.text(layer.bias.data()[f]),
              planes(parts(layer.filters.select(0, f)), weights),
              planes(maps.get(f), mapped),
              planes(sums.get(f), summed),
              planes(outputs.get(f), summed)));
    }
    boolean exact =
        Stream.of(layer.image, layer.filters, layer.bias).allMatch(VisualInput::exact)
            && mapped.exact(values(maps))
            && summed.exact(values(sums, outputs));
    List<Plane> channels = planes(parts(layer.image), Numerals.fitting(layer.image.data()));
    return new Data(channels, filters, parameters(layer), exact ? "=" : "≈");
  }

  private static void require(Tensor image, Tensor filters, Tensor bias) {
    requireShape(image, 3, "image", "(c, h, w)");
    requireShape(filters, 4, "filters", "(f, c, kh, kw)");
    requireShape(bias, 1, "bias", "(f)");
    if (filters.size(1) != image.size(0)) {
      throw new IllegalArgumentException(
          "filters %s for an image %s: needed are %d kernels in each filter, one for each channel"
              .formatted(filters.shape(), image.shape(), image.size(0)));
    }
    if (bias.count() != filters.size(0)) {
      throw new IllegalArgumentException(
          "bias %s for %d filters: needed is one number for each"
              .formatted(bias.shape(), filters.size(0)));
    }
    if (image.size(0) > MOST_CHANNELS || filters.size(0) > MOST_FILTERS) {
      throw new IllegalArgumentException(
          "%d channels and %d filters: at most %d and %d can be shown; take some of them with slice"
              .formatted(image.size(0), filters.size(0), MOST_CHANNELS, MOST_FILTERS));
    }
    VisualInput.requireImage(ConvolutionVisual.LARGEST_IMAGE, image.select(0, 0));
    VisualInput.requireAtMost(
        ConvolutionVisual.LARGEST_KERNEL,
        filters.size(2),
        filters.size(3),
        "kernel",
        "take a smaller one");
  }

  private static void requireShape(Tensor tensor, int rank, String name, String shape) {
    if (tensor.rank() != rank) {
      throw new IllegalArgumentException(
          "%s has shape %s: needed is %s".formatted(name, tensor.shape(), shape));
    }
  }

  private static List<Tensor> parts(Tensor tensor) {
    List<Tensor> parts = new ArrayList<>();
    for (int k = 0; k < tensor.size(0); k++) {
      parts.add(tensor.select(0, k));
    }
    return parts;
  }

  private static List<Plane> planes(List<Tensor> tensors, Numerals numerals) {
    return tensors.stream().map(tensor -> Plane.of(tensor, numerals)).toList();
  }

  @SafeVarargs
  private static float[] values(List<List<Tensor>>... groups) {
    List<Tensor> all = new ArrayList<>();
    for (List<List<Tensor>> group : groups) {
      group.forEach(all::addAll);
    }
    return VisualInput.values(all);
  }

  private static String parameters(Layer layer) {
    Tensor image = layer.image;
    Tensor filters = layer.filters;
    int f = filters.size(0);
    LayerCost cost =
        LayerCost.conv2d(
            layer.op().window(), image.size(0), f, 1, true, image.size(1), image.size(2));
    return "Parameters: F·C·kh·kw + F = %d·%d·%d·%d + %d = %d"
        .formatted(f, image.size(0), filters.size(2), filters.size(3), f, cost.parameters());
  }

  private static String html(Layer layer, List<Tensor> outputs, String parameters) {
    StringBuilder html = new StringBuilder(Fallback.paragraph(parameters));
    for (int c = 0; c < layer.channels(); c++) {
      html.append(Fallback.tensor("Input, channel " + c, layer.image.select(0, c)));
    }
    for (int f = 0; f < outputs.size(); f++) {
      for (int c = 0; c < layer.channels(); c++) {
        String name = "Filter %d, kernel of channel %d".formatted(f, c);
        html.append(Fallback.tensor(name, layer.filters.select(0, f).select(0, c)));
      }
      String bias = Numerals.fitting(layer.bias.data()).text(layer.bias.data()[f]);
      html.append(Fallback.tensor("Output %d, with bias %s".formatted(f, bias), outputs.get(f)));
    }
    return html.toString();
  }

  private static String text(Layer layer, List<Tensor> outputs, String parameters) {
    StringBuilder text = new StringBuilder(parameters);
    text.append("\nimage: ").append(layer.image);
    text.append("\nfilters: ").append(layer.filters).append("\nbias: ").append(layer.bias);
    for (int f = 0; f < outputs.size(); f++) {
      text.append("\noutput ").append(f).append(": ").append(outputs.get(f));
    }
    return text.toString();
  }
}
