package cnnbook.notebook;

import cnnbook.AtomicFile;
import cnnbook.UserError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;

/** Runs notebooks, several at once if asked, and writes their results into one folder. */
public final class Runner {
  private final RunSettings settings;
  private final RunListener listener;
  private final Set<NotebookRun> active = ConcurrentHashMap.newKeySet();

  public Runner(RunSettings settings, RunListener listener) {
    this.settings = settings;
    this.listener = listener;
  }

  /**
   * Runs all notebooks, also after one has failed. Writes for each its page and its executed copy,
   * then {@code index.html}, {@code report.xml} and {@code report.json}.
   *
   * @param notebooks the files
   * @return what became of them, in the order of the files
   * @throws UserError if the folder for the results cannot be written
   */
  public RunReport run(List<Path> notebooks) {
    Instant started = Instant.now();
    long clock = System.nanoTime();
    Path scripts = prepare();
    Thread onShutdown = new Thread(() -> abandon(scripts), "stop kernels");
    Runtime.getRuntime().addShutdownHook(onShutdown);
    try {
      List<NotebookResult> results = runAll(notebooks, scripts);
      double seconds = (System.nanoTime() - clock) / 1e9;
      RunReport report = new RunReport(started, seconds, settings.plan(), results);
      report.write(settings.out());
      return report;
    } finally {
      deleteTree(scripts);
      forget(onShutdown);
    }
  }

  /** Makes the folders and copies what pages and scripts need. */
  private Path prepare() {
    try {
      Files.createDirectories(settings.out());
      Resources.copyMathJax(settings.out().resolve("assets"));
      Path scripts = Files.createTempDirectory("cnnbook");
      Resources.copy("run_notebook.py", scripts.resolve("run_notebook.py"));
      for (String file : List.of("conf.json", "index.html.j2")) {
        String name = "templates/cnnbook/" + file;
        Resources.copy(name, scripts.resolve(name));
      }
      return scripts;
    } catch (IOException e) {
      throw UserError.failed(
          AtomicFile.problem(settings.out(), e.toString()), "Choose another --out DIR.", e);
    }
  }

  private List<NotebookResult> runAll(List<Path> notebooks, Path scripts) {
    ExecutorService pool = Executors.newFixedThreadPool(settings.jobs());
    try {
      List<Future<NotebookResult>> futures = new ArrayList<>();
      for (Path path : notebooks) {
        futures.add(pool.submit(() -> runOne(path, scripts)));
      }
      List<NotebookResult> results = new ArrayList<>();
      for (Future<NotebookResult> future : futures) {
        results.add(future.get());
      }
      return results;
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw UserError.failed("the run was interrupted", "Start it again.");
    } finally {
      pool.shutdownNow();
    }
  }

  private NotebookResult runOne(Path path, Path scripts) throws InterruptedException {
    NotebookResult result;
    try {
      NotebookRun run = new NotebookRun(Notebook.read(path), settings, listener, scripts);
      active.add(run);
      try {
        result = run.run();
      } finally {
        active.remove(run);
      }
    } catch (UserError e) {
      forgetPages(settings, Notebook.nameOf(path));
      result = NotebookResult.unreadable(path, e.getMessage() + "\n" + e.remedy());
    }
    listener.ended(result);
    return result;
  }

  /** What an earlier run left must not pass for the result of this one. */
  static void forgetPages(RunSettings settings, String name) {
    AtomicFile.delete(settings.out().resolve(name + ".html"));
    AtomicFile.delete(settings.out().resolve(name + ".ipynb"));
  }

  private static void forget(Thread hook) {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // The shutdown has begun: the hook does the rest.
    }
  }

  /** After Ctrl-C: no kernel may stay. */
  private void abandon(Path scripts) {
    active.forEach(NotebookRun::stop);
    deleteTree(scripts);
  }

  private static void deleteTree(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      files.sorted(Comparator.reverseOrder()).forEach(AtomicFile::delete);
    } catch (IOException e) {
      // It lies in the system's folder for temporary files, which cleans itself.
      folder.toFile().deleteOnExit();
    }
  }
}
