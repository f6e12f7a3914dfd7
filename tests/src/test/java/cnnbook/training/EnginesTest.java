package cnnbook.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ai.djl.Device;
import ai.djl.engine.Engine;
import cnnbook.models.Zoo;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The same training on both engines: from the same weights and batches come the same losses, to one
 * part in a thousand. Of very deep networks rounding alone changes more than that. They may differ
 * by a few times as much as the losses of one engine do when every weight is changed by one part in
 * a million.
 */
class EnginesTest {
  private static final double TOLERANCE = 1e-3;
  private static final int SHAKES = 5;
  private static final double TIMES = 4;
  private static final List<String> FAMILIES =
      List.of(
          "mlp",
          "lenet",
          "lenet-modern",
          "lenet-bn",
          "alexnet",
          "vgg11",
          "vgg11_bn",
          "nin",
          "googlenet",
          "googlenet-paper",
          "resnet18",
          "resnet18-v2",
          "se-resnet18",
          "resnet8",
          "resnet8-b",
          "resnet8-v2",
          "plain8",
          "densenet121",
          "d2l-alexnet",
          "d2l-vgg11-quarter",
          "d2l-googlenet",
          "d2l-resnet18",
          "d2l-densenet");

  @TempDir private Path folder;

  @BeforeEach
  void requireBothEngines() {
    assumeTrue(
        Engine.getAllEngines().contains("MXNet"),
        "MXNet publishes its CPU library for Linux on x86-64 only");
  }

  @Test
  void everyFamilyLearnsTheSameOnBothEngines() throws Exception {
    compare(FAMILIES);
  }

  @Tag("slow")
  @Test
  void everyNetworkLearnsTheSameOnBothEngines() throws Exception {
    compare(Zoo.names());
  }

  private void compare(List<String> names) throws Exception {
    for (String name : names) {
      EngineTwin.save(name, folder);
    }
    Map<String, double[]> onMxNet = onMxNet(names);
    SoftAssertions softly = new SoftAssertions();
    for (String name : names) {
      List<Double> losses = EngineTwin.losses(name, folder, Device.cpu());
      double[] others = onMxNet.get(name);
      softly.assertThat(others).as(name).hasSize(EngineTwin.STEPS);
      softly.assertThat(losses.stream().distinct()).as(name).hasSizeGreaterThan(5);
      softly
          .assertThat(isAlike(name, losses, others))
          .as("%s: %s and %s are alike", name, losses, Arrays.toString(others))
          .isTrue();
    }
    softly.assertAll();
  }

  private boolean isAlike(String name, List<Double> losses, double[] others) {
    double[] same = losses.stream().mapToDouble(loss -> TOLERANCE * loss).toArray();
    return isWithin(same, losses, others) || isWithin(rounding(name, losses), losses, others);
  }

  private static boolean isWithin(double[] bounds, List<Double> losses, double[] others) {
    return IntStream.range(0, bounds.length)
        .allMatch(i -> Math.abs(losses.get(i) - others[i]) <= bounds[i]);
  }

  /** How far rounding may move the loss of each step; it does not come back. */
  private double[] rounding(String name, List<Double> losses) {
    double[] bounds = losses.stream().mapToDouble(loss -> TOLERANCE * loss).toArray();
    for (int seed = 0; seed < SHAKES; seed++) {
      List<Double> shaken = EngineTwin.shakenLosses(name, folder, Device.cpu(), seed);
      double most = 0;
      for (int i = 0; i < bounds.length; i++) {
        most = Math.max(most, Math.abs(shaken.get(i) - losses.get(i)));
        bounds[i] = Math.max(bounds[i], TIMES * most);
      }
    }
    return bounds;
  }

  private Map<String, double[]> onMxNet(List<String> names) throws Exception {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-Dcnnbook.home=" + System.getProperty("cnnbook.home"),
                "-cp",
                System.getProperty(
                    "surefire.test.class.path", System.getProperty("java.class.path")),
                EngineTwin.class.getName(),
                folder.toString()));
    command.addAll(names);
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().put("CNNBOOK_ENGINE", "mxnet");
    Process process = builder.redirectError(ProcessBuilder.Redirect.INHERIT).start();
    String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(text).isZero();
    Map<String, double[]> losses = new HashMap<>();
    for (String line : text.lines().toList()) {
      String[] words = line.split(" ");
      losses.put(words[0], Stream.of(words).skip(1).mapToDouble(Double::parseDouble).toArray());
    }
    return losses;
  }
}
