package cnnbook.viz;

import static cnnbook.viz.Shown.factor;
import static cnnbook.viz.Shown.plane;
import static cnnbook.viz.Shown.shortened;

import cnnbook.geometry.Window;
import cnnbook.ops.Conv2dOp;
import cnnbook.ops.NaiveConvolution;
import cnnbook.ops.PadMode;
import cnnbook.tensor.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Channels and filters. */
final class ChannelsSpec implements VisualSpec {
  private static final int STATES = 500;

  private record Case(Tensor image, Tensor filters, Tensor bias) {
    Visual visual() {
      return Visuals.channels(image, filters, bias);
    }
  }

  private static Map<String, Case> cases() {
    Random random = new Random(8);
    Map<String, Case> cases = new LinkedHashMap<>();
    cases.put(
        "colours",
        new Case(
            Tensor.count(0, 3, 4, 5).map(k -> k * 7 % 11),
            Tensor.count(0, 2, 3, 2, 2).map(k -> k * 3 % 5 - 2),
            Tensor.vector(1, -2)));
    cases.put(
        "one",
        new Case(
            Tensor.gaussian(random, 0, 1, 1, 3, 4),
            Tensor.gaussian(random, 0, 1, 1, 1, 1, 2),
            Tensor.vector(0.5)));
    cases.put(
        "four",
        new Case(
            Tensor.uniform(random, -9, 9, 4, 6, 7).map(Math::rint),
            Tensor.uniform(random, -3, 3, 5, 4, 3, 3).map(Math::rint),
            Tensor.zeros(5)));
    cases.put(
        "largest",
        new Case(
            Tensor.uniform(random, 0, 1, 3, 16, 15),
            Tensor.uniform(random, -1, 1, 7, 3, 3, 2),
            Tensor.uniform(random, -1, 1, 7)));
    cases.put(
        "picture",
        new Case(
            Tensor.uniform(random, 0, 1, 3, 29, 31),
            Tensor.uniform(random, -1, 1, 2, 3, 3, 5),
            Tensor.uniform(random, -1, 1, 2)));
    return cases;
  }

  @Override
  public String name() {
    return "channels";
  }

  @Override
  public Map<String, Visual> samples() {
    return VisualSpec.visuals(cases(), Case::visual);
  }

  @Override
  public String code() {
    return """
        Visuals.channels(
            Tensor.count(0, 3, 4, 5).map(k -> k * 7 % 11),
            Tensor.count(0, 2, 3, 2, 2).map(k -> k * 3 % 5 - 2),
            Tensor.vector(1, -2))""";
  }

  @Override
  public Map<String, Visual> problems() {
    Tensor bias = Tensor.ones(2);
    return Map.of(
        "image has shape (5, 5): needed is (c, h, w)",
        Visuals.channels(Tensor.ones(5, 5), Tensor.ones(2, 1, 2, 2), bias),
        "needed are 3 kernels in each filter",
        Visuals.channels(Tensor.ones(3, 5, 5), Tensor.ones(2, 1, 2, 2), bias),
        "bias (2) for 1 filters",
        Visuals.channels(Tensor.ones(3, 5, 5), Tensor.ones(1, 3, 2, 2), bias),
        "5 channels and 2 filters",
        Visuals.channels(Tensor.ones(5, 5, 5), Tensor.ones(2, 5, 2, 2), bias),
        "image.slice(0, 0, 64)",
        Visuals.channels(Tensor.ones(1, 65, 5), Tensor.ones(2, 1, 2, 2), bias),
        "kernel 6 does not fit the padded input of 5",
        Visuals.channels(Tensor.ones(1, 5, 5), Tensor.ones(2, 1, 6, 2), bias),
        "show a smaller part",
        Visuals.channels(Tensor.ones(4, 64, 64), Tensor.ones(2, 4, 1, 1), bias));
  }

  @Override
  public List<String> scene() {
    return List.of("press channel 0", "hover out 1 1");
  }

  @Override
  public List<State> states(String sample) {
    Working working = new Working(cases().get(sample));
    Random random = new Random(11);
    boolean[] on = new boolean[working.c];
    Arrays.fill(on, true);
    int filter = 0;
    List<State> states = new ArrayList<>();
    for (int k = 0; k < STATES; k++) {
      List<String> actions = new ArrayList<>();
      if (k % 7 == 1) {
        filter = random.nextInt(working.f);
        actions.add("choose filter " + filter);
      }
      if (k % 3 == 1) {
        int channel = random.nextInt(working.c);
        on[channel] = !on[channel];
        actions.add("press channel " + channel);
      }
      int i = random.nextInt(working.oh);
      int j = random.nextInt(working.ow);
      // Only a picture whose name is one word can be hovered.
      String grid = k % 2 == 0 || working.pictures() ? "out" : "map " + random.nextInt(working.c);
      actions.add("hover %s %d %d".formatted(grid, i, j));
      states.add(new State(actions, working.shows(filter, on, i, j)));
    }
    return states;
  }

  /** The texts of one case: channels are switched off by zeros in the filter. */
  private static final class Working {
    final Shown shown = new Shown();
    final Case one;
    final int f;
    final int c;
    final int kh;
    final int kw;
    final int oh;
    final int ow;
    final Map<String, Tensor> known = new HashMap<>();
    final Numerals maps;
    final Numerals sums;
    final String sign;

    Working(Case one) {
      this.one = one;
      f = one.filters.size(0);
      c = one.filters.size(1);
      kh = one.filters.size(2);
      kw = one.filters.size(3);
      oh = one.image.size(1) - kh + 1;
      ow = one.image.size(2) - kw + 1;
      List<Tensor> alone = new ArrayList<>();
      List<Tensor> together = new ArrayList<>();
      for (int filter = 0; filter < f; filter++) {
        for (int mask = 0; mask < 1 << c; mask++) {
          together.add(map(filter, mask, false));
          together.add(map(filter, mask, true));
          if (Integer.bitCount(mask) == 1) {
            alone.add(map(filter, mask, false));
          }
        }
      }
      maps = Numerals.fitting(VisualInput.values(alone));
      sums = Numerals.fitting(VisualInput.values(together));
      boolean exact =
          shown.exact(one.image)
              && shown.exact(one.filters)
              && shown.exact(one.bias)
              && maps.exact(VisualInput.values(alone))
              && sums.exact(VisualInput.values(together));
      sign = exact ? "=" : "≈";
    }

    private Tensor map(int filter, int mask, boolean biased) {
      return known.computeIfAbsent(
          filter + " " + mask + " " + biased, key -> compute(filter, mask, biased));
    }

    private Tensor compute(int filter, int mask, boolean biased) {
      Tensor weight = Tensor.zeros(1, c, kh, kw);
      for (int k = 0; k < weight.count(); k++) {
        boolean off = (mask >> k / (kh * kw) & 1) == 0;
        weight.data()[k] = off ? 0 : one.filters.data()[filter * weight.count() + k];
      }
      Tensor bias = Tensor.vector(biased ? one.bias.data()[filter] : 0);
      Conv2dOp slow = new Conv2dOp(Window.valid(kh, kw), 1, PadMode.ZERO, new NaiveConvolution());
      Tensor x = one.image.reshape(1, c, one.image.size(1), one.image.size(2));
      return plane(slow.forward(x, weight, bias).out());
    }

    /** Whether the maps are too large for numbers. */
    boolean pictures() {
      return Math.max(oh, ow) > 9;
    }

    Map<String, String> shows(int filter, boolean[] on, int i, int j) {
      int mask = mask(on);
      Map<String, String> shows = new LinkedHashMap<>();
      if (!pictures()) {
        for (int channel = 0; channel < c; channel++) {
          Tensor map = map(filter, 1 << channel, false);
          shows.put("map " + channel, maps.texts(map.data()));
        }
        shows.put("sum", sums.texts(map(filter, mask, false).data()));
        shows.put("out", sums.texts(map(filter, mask, true).data()));
      }
      shows.put("formula", formula(filter, on, i, j));
      shows.put("bias", shown.text(one.bias, filter));
      shows.put(
          "parameters",
          "Parameters: F·C·kh·kw + F = %d·%d·%d·%d + %d = %d"
              .formatted(f, c, kh, kw, f, one.filters.count() + one.bias.count()));
      return shows;
    }

    private static int mask(boolean... on) {
      int mask = 0;
      for (int channel = 0; channel < on.length; channel++) {
        mask += on[channel] ? 1 << channel : 0;
      }
      return mask;
    }

    private String formula(int filter, boolean[] on, int i, int j) {
      List<String> lines = new ArrayList<>();
      List<String> parts = new ArrayList<>();
      for (int channel = 0; channel < c; channel++) {
        if (on[channel]) {
          String value = maps.text(map(filter, 1 << channel, false).get(i, j));
          String terms = terms(filter, channel, i, j);
          lines.add("channel %d: %s %s %s".formatted(channel, terms, sign, value));
          parts.add(factor(value));
        }
      }
      String total = sums.text(map(filter, mask(on), false).get(i, j));
      String sum = parts.isEmpty() ? "" : String.join(" + ", parts) + " " + sign + " ";
      lines.add("sum[%d, %d, %d] = %s%s".formatted(filter, i, j, sum, total));
      String bias = factor(shown.text(one.bias, filter));
      String out = sums.text(map(filter, mask(on), true).get(i, j));
      lines.add(
          "out[%d, %d, %d] = %s + %s %s %s"
              .formatted(filter, i, j, factor(total), bias, sign, out));
      return String.join("\n", lines);
    }

    private String terms(int filter, int channel, int i, int j) {
      List<String> terms = new ArrayList<>();
      for (int a = 0; a < kh; a++) {
        for (int b = 0; b < kw; b++) {
          float x = one.image.get(channel, i + a, j + b);
          float w = one.filters.get(filter, channel, a, b);
          terms.add(factor(shown.text(one.image, x)) + "·" + factor(shown.text(one.filters, w)));
        }
      }
      return shortened(terms, " + ");
    }
  }
}
