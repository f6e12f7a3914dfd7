package cnnbook.notebook;

import cnnbook.AtomicFile;
import cnnbook.notebook.CellResult.Status;
import com.google.gson.Gson;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.StreamSupport;

/**
 * One notebook's run: starts {@code run_notebook.py}, follows its events, and sees to it that
 * neither it nor its kernel outlives the run.
 */
final class NotebookRun {
  /** What starting a kernel, ending it and drawing the page may take beyond the cell's own time. */
  private static final int OVERHEAD_SECONDS = 180;

  private static final int STOP_SECONDS = 4;
  private static final int LOG_LINES = 15;
  private static final String END_OF_STREAM = "";

  private final Notebook notebook;
  private final RunSettings settings;
  private final RunListener listener;
  private final Path scripts;
  private final Path page;
  private final Path copy;
  private final Path log;
  private final Map<Integer, CellResult> results = new HashMap<>();
  private volatile Process process;
  private volatile ProcessHandle kernel;
  private Integer running;
  private String problem;
  private boolean complete;

  /**
   * @param scripts the folder with {@code run_notebook.py} and {@code templates}
   */
  NotebookRun(Notebook notebook, RunSettings settings, RunListener listener, Path scripts) {
    this.notebook = notebook;
    this.settings = settings;
    this.listener = listener;
    this.scripts = scripts;
    this.page = settings.out().resolve(notebook.name() + ".html");
    this.copy = settings.out().resolve(notebook.name() + ".ipynb");
    this.log = scripts.resolve(notebook.name() + ".log");
  }

  /** Runs the notebook to its end, whatever that is. */
  NotebookResult run() throws InterruptedException {
    listener.started(notebook);
    long start = System.nanoTime();
    try {
      process = start();
      follow();
      if (complete) {
        AtomicFile.move(AtomicFile.partOf(page), page);
        AtomicFile.move(AtomicFile.partOf(copy), copy);
      } else {
        Runner.forgetPages(settings, notebook.name());
      }
    } catch (IOException e) {
      complete = false;
      problem = "cannot run " + notebook.name() + ": " + e.getMessage();
    } finally {
      stop();
      AtomicFile.delete(AtomicFile.partOf(page));
      AtomicFile.delete(AtomicFile.partOf(copy));
    }
    return result((System.nanoTime() - start) / 1e9);
  }

  /**
   * Ends the process and its kernel, gently first; also called when the whole command is stopped.
   */
  void stop() {
    Process script = process;
    if (script == null) {
      return;
    }
    Programs.stop(script, Optional.ofNullable(kernel).stream().toList(), STOP_SECONDS);
  }

  private Process start() throws IOException {
    Map<String, Object> job =
        Map.of(
            "notebook", notebook.path().toString(),
            "title", notebook.title(),
            "timeout", settings.cellSeconds(),
            "templates", scripts.resolve("templates").toString(),
            "html", AtomicFile.partOf(page).toString(),
            "ipynb", AtomicFile.partOf(copy).toString());
    String script = scripts.resolve("run_notebook.py").toString();
    ProcessBuilder builder =
        settings.jupyter().command(settings.kernels(), List.of(script, new Gson().toJson(job)));
    builder.environment().put("CNNBOOK_PLAN", settings.plan());
    return builder.redirectError(log.toFile()).start();
  }

  /** Takes events until the script ends, or until none has come for too long. */
  private void follow() throws InterruptedException {
    BlockingQueue<String> events = new LinkedBlockingQueue<>();
    Thread reader = new Thread(() -> read(events), "events of " + notebook.name());
    reader.setDaemon(true);
    reader.start();
    long patience = settings.cellSeconds() + OVERHEAD_SECONDS;
    String line = events.poll(patience, TimeUnit.SECONDS);
    while (line != null && !line.equals(END_OF_STREAM)) {
      accept(JsonParser.parseString(line).getAsJsonObject());
      line = events.poll(patience, TimeUnit.SECONDS);
    }
    if (line == null) {
      problem = "Jupyter gave no sign of life for " + patience + " s and was stopped";
    } else if (!complete && problem == null) {
      problem = "Jupyter ended before the notebook did, exit code " + exitCode();
    }
  }

  private void read(BlockingQueue<String> events) {
    try (BufferedReader lines = process.inputReader()) {
      lines.lines().forEach(events::add);
    } catch (IOException | UncheckedIOException e) {
      // The stream of a process that was stopped: its end is all that there is to tell.
    } finally {
      events.add(END_OF_STREAM);
    }
  }

  private String exitCode() throws InterruptedException {
    return process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)
        ? String.valueOf(process.exitValue())
        : "unknown";
  }

  private void accept(JsonObject event) {
    switch (event.get("event").getAsString()) {
      case "kernel" -> {
        if (!event.get("pid").isJsonNull()) {
          kernel = ProcessHandle.of(event.get("pid").getAsLong()).orElse(null);
        }
      }
      case "start" -> running = event.get("index").getAsInt();
      case "cell" -> cellEnded(event);
      case "end" -> complete = true;
      case "write" -> problem = writeProblem(event);
      default -> problem = event.get("message").getAsString();
    }
  }

  private void cellEnded(JsonObject event) {
    Notebook.Cell cell = notebook.cells().get(event.get("index").getAsInt());
    Status status =
        Status.valueOf(text(event, "status").toUpperCase(Locale.ROOT).replace(' ', '_'));
    List<String> traceback =
        StreamSupport.stream(event.getAsJsonArray("traceback").spliterator(), false)
            .map(JsonElement::getAsString)
            .toList();
    CellResult result =
        new CellResult(
            cell.index(),
            cell.id(),
            cell.source(),
            status,
            event.get("seconds").getAsDouble(),
            message(status, event),
            switch (status) {
              case PASSED, SKIPPED -> List.of();
              case FAILED, TIMED_OUT -> traceback;
              case DIED -> tail();
            });
    running = null;
    results.put(cell.index(), result);
    listener.cellEnded(notebook, result);
  }

  private String message(Status status, JsonObject event) {
    return switch (status) {
      case PASSED, SKIPPED -> "";
      case FAILED -> (text(event, "name") + ": " + text(event, "message")).strip();
      case TIMED_OUT -> "timed out after " + settings.cellSeconds() + " s (--timeout sets this)";
      case DIED -> "the kernel died, " + KernelExit.describe(event.get("exit"));
    };
  }

  private String writeProblem(JsonObject event) {
    Path part = Path.of(text(event, "path"));
    Path target = part.equals(AtomicFile.partOf(page)) ? page : part;
    return AtomicFile.problem(
        part.equals(AtomicFile.partOf(copy)) ? copy : target, text(event, "message"));
  }

  private NotebookResult result(double seconds) {
    List<CellResult> cells = new ArrayList<>();
    for (Notebook.Cell cell : notebook.codeCells()) {
      cells.add(results.getOrDefault(cell.index(), CellResult.skipped(cell)));
    }
    String told = problem;
    if (told != null) {
      String cell = running == null ? "" : ", in cell " + notebook.cells().get(running).id();
      told = String.join("\n", told + cell, String.join("\n", tail())).strip();
    }
    return new NotebookResult(
        notebook.path(),
        notebook.name(),
        notebook.title(),
        cells,
        seconds,
        Optional.ofNullable(told),
        complete);
  }

  /** The end of what Jupyter and the kernel wrote to standard error. */
  private List<String> tail() {
    try {
      List<String> lines = Files.readAllLines(log);
      return lines.subList(Math.max(0, lines.size() - LOG_LINES), lines.size());
    } catch (IOException e) {
      return List.of();
    }
  }

  private static String text(JsonObject event, String name) {
    JsonElement value = event.get(name);
    return value == null || value.isJsonNull() ? "" : value.getAsString();
  }
}
