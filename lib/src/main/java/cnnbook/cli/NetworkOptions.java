package cnnbook.cli;

import cnnbook.UserError;
import cnnbook.models.NetworkBuilder;
import cnnbook.models.Zoo;
import java.util.List;
import java.util.function.Supplier;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The options of commands that build a network; what the network refuses is wrong usage. */
final class NetworkOptions {
  @Spec(Spec.Target.MIXEE)
  private CommandSpec command;

  @Option(
      names = "--input",
      paramLabel = "C,H,W",
      split = ",",
      hideParamSyntax = true,
      description = "channels, height and width of an image (default: the network's own)")
  private List<Integer> input;

  @Option(
      names = "--width",
      paramLabel = "FACTOR",
      description = "factor of all channels and units: 0.25 is a quarter (default: 1)")
  private Double width;

  /** A builder of the network of this name, with the options that were given. */
  NetworkBuilder<?> builder(String name) {
    NetworkBuilder<?> builder = Zoo.builder(name);
    return usage(
        () -> {
          if (input != null) {
            if (input.size() != 3) {
              throw new IllegalArgumentException(
                  "--input takes three numbers, C,H,W, not " + input.size());
            }
            builder.optChannels(input.get(0)).optSize(input.get(1), input.get(2));
          }
          if (width != null) {
            builder.optWidth(width);
          }
          return builder;
        });
  }

  /** The result of something that checks its arguments, which come from the command line. */
  <T> T usage(Supplier<T> step) {
    try {
      return step.get();
    } catch (IllegalArgumentException e) {
      throw UserError.usage(
          e.getMessage(),
          "'./cnnbook %s --help' tells what the options take.".formatted(command.name()));
    }
  }
}
