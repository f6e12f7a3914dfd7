package cnnbook.models;

import cnnbook.UserError;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;

/** Every network of the book by its name; torchvision's networks have torchvision's names. */
public final class Zoo {
  private static final Map<String, Supplier<NetworkBuilder<?>>> NETWORKS = new LinkedHashMap<>();

  static {
    NETWORKS.put("mlp", Mlp::builder);
    NETWORKS.put("lenet", LeNet::builder);
    NETWORKS.put("lenet-modern", () -> LeNet.builder().optModern(true));
    NETWORKS.put("lenet-bn", () -> LeNet.builder().optBatchNorm(true));
    NETWORKS.put("alexnet", AlexNet::builder);
    for (int depth : List.of(11, 13, 16, 19)) {
      NETWORKS.put("vgg" + depth, () -> Vgg.builder(depth));
      NETWORKS.put("vgg" + depth + "_bn", () -> Vgg.builder(depth).optBatchNorm(true));
    }
    NETWORKS.put("nin", NiN::builder);
    NETWORKS.put("googlenet", GoogLeNet::builder);
    NETWORKS.put("googlenet-paper", GoogLeNet::paper);
    NETWORKS.put("googlenet-paper-bn", GoogLeNet::paperBatchNormalized);
    for (int depth : List.of(18, 34, 50, 101, 152)) {
      NETWORKS.put("resnet" + depth, () -> ResNet.builder(depth));
      NETWORKS.put("resnet" + depth + "-v1", () -> version(depth, ResNet.Version.V1));
      NETWORKS.put("resnet" + depth + "-v2", () -> version(depth, ResNet.Version.V2));
      NETWORKS.put("se-resnet" + depth, () -> ResNet.builder(depth).optSqueezeExcite(true));
    }
    NETWORKS.put("resnext50_32x4d", ResNet::resNeXt50);
    NETWORKS.put("wide_resnet50_2", ResNet::wideResNet50);
    for (int depth : List.of(8, 20, 32, 44, 56, 110, 1202)) {
      NETWORKS.put("resnet" + depth, () -> CifarResNet.builder(depth));
      NETWORKS.put("resnet" + depth + "-b", () -> around(depth, Shortcut.PROJECTION));
      NETWORKS.put("resnet" + depth + "-v2", () -> preActivation(depth));
    }
    for (int depth : List.of(8, 20, 32, 44, 56, 110)) {
      NETWORKS.put("plain" + depth, () -> around(depth, Shortcut.NONE));
    }
    for (int depth : List.of(121, 169, 201)) {
      NETWORKS.put("densenet" + depth, () -> DenseNet.builder(depth));
    }
    NETWORKS.put("d2l-lenet", D2l::leNet);
    NETWORKS.put("d2l-lenet-bn", D2l::leNetBatchNormalized);
    NETWORKS.put("d2l-alexnet", D2l::alexNet);
    NETWORKS.put("d2l-vgg11", D2l::vgg11);
    NETWORKS.put("d2l-vgg11-quarter", D2l::vgg11Quarter);
    NETWORKS.put("d2l-nin", D2l::niN);
    NETWORKS.put("d2l-googlenet", D2l::googLeNet);
    NETWORKS.put("d2l-resnet18", D2l::resNet18);
    NETWORKS.put("d2l-densenet", D2l::denseNet);
  }

  private Zoo() {}

  private static NetworkBuilder<?> version(int depth, ResNet.Version version) {
    return ResNet.builder(depth).optVersion(version);
  }

  private static NetworkBuilder<?> around(int depth, Shortcut shortcut) {
    return CifarResNet.builder(depth).optShortcut(shortcut);
  }

  private static NetworkBuilder<?> preActivation(int depth) {
    return CifarResNet.builder(depth).optPreActivation(true);
  }

  /** All names. */
  public static List<String> names() {
    return List.copyOf(NETWORKS.keySet());
  }

  /**
   * A new builder of the network of this name, in upper or lower case.
   *
   * @throws UserError if there is none
   */
  public static NetworkBuilder<?> builder(String name) {
    Supplier<NetworkBuilder<?>> network = NETWORKS.get(name.strip().toLowerCase(Locale.ROOT));
    if (network == null) {
      throw UserError.usage(
          "there is no network \"" + name + "\"",
          "There are: " + String.join(", ", NETWORKS.keySet()) + ".");
    }
    return network.get();
  }
}
