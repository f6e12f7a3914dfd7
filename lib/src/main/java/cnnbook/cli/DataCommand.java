package cnnbook.cli;

import cnnbook.UserError;
import cnnbook.data.Cache;
import cnnbook.data.Fetch;
import cnnbook.data.Manifest;
import cnnbook.data.Progress;
import cnnbook.data.RemoteSet;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import me.tongfei.progressbar.ProgressBar;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The data sets: what there is, whether it is intact, and fetching the full ones. */
@Command(
    name = "data",
    mixinStandardHelpOptions = true,
    description = "Lists, verifies and fetches data sets.",
    subcommands = {
      DataCommand.ListSets.class,
      DataCommand.Verify.class,
      DataCommand.FetchSet.class,
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  ./cnnbook data list",
      "  ./cnnbook data verify",
      "  ./cnnbook data fetch fashion-mnist",
    })
final class DataCommand implements Runnable {
  @Spec private CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "list, verify or fetch?");
  }

  @Command(
      name = "list",
      mixinStandardHelpOptions = true,
      description = "Lists every data set: where it is, its size, its licence.",
      footerHeading = "%nExample:%n",
      footer = "  ./cnnbook data list")
  static final class ListSets implements Runnable {
    private static final String ROW = "%-15s %-12s %9s  %-13s %s%n";

    @Override
    public void run() {
      System.out.printf(ROW, "NAME", "STATE", "SIZE", "LICENCE", "WHAT");
      shippedSets().forEach(ListSets::printShipped);
      RemoteSet.all().forEach(ListSets::printRemote);
      System.out.printf("%nShipped: %s%nFetched: %s%n", Manifest.folder(), Cache.folder());
    }

    private static void printShipped(String name, List<Manifest.Entry> files) {
      boolean there =
          files.stream().allMatch(file -> Files.exists(Manifest.folder().resolve(file.path())));
      long bytes = files.stream().mapToLong(Manifest.Entry::bytes).sum();
      String licences =
          files.stream().map(Manifest.Entry::licence).distinct().collect(Collectors.joining(", "));
      System.out.printf(
          ROW, name, there ? "shipped" : "missing", megabytes(bytes), licences, what(files));
    }

    private static String what(List<Manifest.Entry> files) {
      String parts =
          files.stream()
              .filter(file -> file.path().contains("-images-"))
              .map(file -> String.format(Locale.ROOT, "%,d", file.shape().get(0)))
              .collect(Collectors.joining(" + "));
      return parts.isEmpty() ? files.size() + " photographs" : parts + " images, a subset";
    }

    private static void printRemote(RemoteSet set) {
      int missing = set.missing(Cache.folder()).size();
      String state =
          missing == 0 ? "cached" : missing < set.files().size() ? "incomplete" : "not fetched";
      System.out.printf(ROW, set.name(), state, megabytes(set.bytes()), set.licence(), set.title());
    }

    private static String megabytes(long bytes) {
      return String.format(Locale.ROOT, "%.1f MB", bytes / 1e6);
    }
  }

  @Command(
      name = "verify",
      mixinStandardHelpOptions = true,
      description = "Checks the checksum of everything that is shipped or cached.",
      footerHeading = "%nExample:%n",
      footer = "  ./cnnbook data verify",
      exitCodeListHeading = "%nExit codes:%n",
      exitCodeList = {"0:all files are intact", "1:a file is damaged or missing"})
  static final class Verify implements Callable<Integer> {
    private final List<String> problems = new ArrayList<>();

    @Override
    public Integer call() {
      shippedSets()
          .forEach(
              (name, files) ->
                  report(
                      name + " (shipped)",
                      files.size(),
                      new Manifest(files).problems(Manifest.folder())));
      for (RemoteSet set : RemoteSet.all()) {
        int there = set.files().size() - set.missing(Cache.folder()).size();
        if (there > 0) {
          report(set.name() + " (cached)", there, set.problems(Cache.folder()));
        }
      }
      if (!problems.isEmpty()) {
        throw UserError.failed(
            String.join("\n       ", problems),
            "Shipped files: restore them from the book's archive. Cached ones: ./cnnbook data fetch"
                + " NAME replaces them.");
      }
      return 0;
    }

    private void report(String set, int files, List<String> found) {
      String result = found.isEmpty() ? "intact" : found.size() + " damaged or missing";
      System.out.printf("%-25s %d files: %s%n", set, files, result);
      problems.addAll(found);
    }
  }

  @Command(
      name = "fetch",
      mixinStandardHelpOptions = true,
      description = {
        "Brings a full data set into the cache folder, by download or from files that you have.",
        "A download that was cut off goes on where it stopped. The folder is CNNBOOK_DATA if that is"
            + " set, else the system's place for caches; 'data list' shows it."
      },
      footerHeading = "%nExamples:%n",
      footer = {
        "  ./cnnbook data fetch fashion-mnist",
        "  ./cnnbook data fetch mnist --from ~/Downloads/mnist",
        "  ./cnnbook data fetch cifar10 --from ~/Downloads/cifar-10-binary.tar.gz",
        "  CNNBOOK_DATA=/data/cnnbook ./cnnbook data fetch mnist",
      },
      exitCodeListHeading = "%nExit codes:%n",
      exitCodeList = {
        "0:the files are in the cache",
        "1:a file given by --from is not what it should be",
        "2:there is no such data set",
        "3:no server could be reached, or the disk is full"
      })
  static final class FetchSet implements Callable<Integer> {
    @Parameters(paramLabel = "NAME", description = "One of the names that 'data list' shows.")
    private String name;

    @Option(
        names = "--from",
        paramLabel = "DIR|FILE",
        description = "Take the files from here: packed as published (.gz, .tar.gz), or unpacked.")
    private Path from;

    @Override
    public Integer call() {
      RemoteSet set = RemoteSet.named(name);
      List<String> missing;
      try (Bars bars = new Bars()) {
        missing = fetch(set, new Fetch(Cache.folder(), bars));
      }
      if (missing.isEmpty()) {
        System.out.println(set.name() + " is in " + set.folder(Cache.folder()));
      } else {
        System.out.println("Still missing: " + String.join(", ", missing));
      }
      return 0;
    }

    private List<String> fetch(RemoteSet set, Fetch fetch) {
      if (from != null) {
        return fetch.take(set, from);
      }
      fetch.download(set);
      return List.of();
    }
  }

  /** One bar for each file, a line for each that is done. */
  private static final class Bars implements Progress, AutoCloseable {
    private String current;
    private ProgressBar bar;

    @Override
    public void arrived(String file, long bytes, long total) {
      if (!file.equals(current)) {
        close();
        current = file;
        bar = Console.progress(file, "kB", total / 1000);
      }
      bar.stepTo(bytes / 1000);
    }

    @Override
    public void done(String file, String proof) {
      close();
      System.out.println(file + ": " + proof);
    }

    @Override
    public void waiting(Path lock) {
      System.err.println("Another process fetches this set; waiting for it (" + lock + ")");
    }

    @Override
    public void close() {
      if (bar != null) {
        bar.close();
        bar = null;
        current = null;
      }
    }
  }

  private static Map<String, List<Manifest.Entry>> shippedSets() {
    return Manifest.shipped().files().stream()
        .collect(
            Collectors.groupingBy(Manifest.Entry::set, LinkedHashMap::new, Collectors.toList()));
  }
}
