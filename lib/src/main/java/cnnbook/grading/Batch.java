package cnnbook.grading;

import cnnbook.exercises.Catalogue;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.apache.commons.codec.digest.DigestUtils;

/** Grades all submissions of a class, some at a time; what was graded before is not done again. */
final class Batch {
  private static final String UNKNOWN_LESSON =
      "it cannot be told which lesson's exercises these are: give the notebook its name back,"
          + " NN-slug.ipynb, and leave the classes their names";

  private final Settings settings;
  private final Records records;
  private final Listener listener;
  private final BlockingQueue<Integer> slots;
  private final List<Integer> lessons =
      Catalogue.all().stream().map(Catalogue.Entry::lesson).distinct().toList();
  private final Map<String, String> failures = new TreeMap<>();

  /**
   * How to grade.
   *
   * @param out the folder of the results
   * @param jobs submissions at once, at least 1
   * @param exercises those to grade
   * @param regrade what is graded again
   */
  record Settings(
      Path out,
      int jobs,
      Isolation isolation,
      Secret secret,
      List<Catalogue.Entry> exercises,
      Regrade regrade,
      Limits limits) {}

  /** Told how far it is; from several threads, one at a time. */
  interface Listener {
    /** So many submissions will follow. */
    void begins(int submissions);

    /** One is graded, or could not be. */
    void ended(HandedIn submission);
  }

  private record Task(HandedIn submission, int lesson, List<String> notes) {
    String name() {
      return submission.student() + "/" + submission.notebook();
    }

    boolean covers(Catalogue.Entry exercise) {
      return exercise.lesson() == lesson;
    }
  }

  Batch(Settings settings, Listener listener) throws IOException {
    this.settings = settings;
    this.listener = listener;
    Records.Stamp stamp =
        new Records.Stamp(
            BookVersion.current(),
            settings.secret().fingerprint(),
            settings.isolation().toString());
    records = new Records(settings.out().resolve("records"), stamp);
    slots = new ArrayBlockingQueue<>(settings.jobs());
    IntStream.range(0, settings.jobs()).forEach(slots::add);
  }

  /** Grades; whatever happens to one submission, the others are graded. */
  Grades grade(Inbox inbox) throws InterruptedException {
    List<String> notes = new ArrayList<>(inbox.notes());
    List<Task> tasks = tasks(inbox, notes);
    listener.begins(tasks.size());
    ExecutorService threads = Executors.newFixedThreadPool(settings.jobs());
    List<SubmissionGrade> grades = new ArrayList<>();
    try {
      Map<Task, Future<SubmissionGrade>> running = new LinkedHashMap<>();
      tasks.forEach(task -> running.put(task, threads.submit(() -> grade(task))));
      for (Map.Entry<Task, Future<SubmissionGrade>> each : running.entrySet()) {
        try {
          grades.add(each.getValue().get());
        } catch (ExecutionException e) {
          failures.put(each.getKey().name(), String.valueOf(e.getCause()));
        }
      }
    } finally {
      threads.shutdownNow();
    }
    return new Grades(records.stamp(), grades, notes, failures);
  }

  /** Of two notebooks for the same lesson, one counts. */
  private List<Task> tasks(Inbox inbox, List<String> notes) {
    Map<String, Task> tasks = new LinkedHashMap<>();
    List<HandedIn> ordered = new ArrayList<>(inbox.notebooks());
    ordered.sort(
        Comparator.comparing(HandedIn::student)
            .thenComparing(h -> h.notebook().length())
            .thenComparing(HandedIn::notebook));
    for (HandedIn submission : ordered) {
      int lesson = submission.read().lesson(lessons).orElse(0);
      String key = submission.student() + "/" + (lesson == 0 ? submission.notebook() : lesson);
      Task task = new Task(submission, lesson, new ArrayList<>());
      Task first = tasks.putIfAbsent(key, task);
      if (first != null) {
        String note = "%s was graded and not %s, which is for the same lesson";
        first.notes().add(note.formatted(first.submission().notebook(), submission.notebook()));
        notes.add(submission.student() + ": " + first.notes().get(first.notes().size() - 1));
      }
    }
    return List.copyOf(tasks.values());
  }

  private SubmissionGrade grade(Task task) throws Exception {
    int slot = slots.take();
    try {
      return grade(task, slot);
    } finally {
      slots.add(slot);
      synchronized (listener) {
        listener.ended(task.submission());
      }
    }
  }

  private SubmissionGrade grade(Task task, int slot) throws Exception {
    HandedIn handedIn = task.submission();
    String hash =
        handedIn.file() == null ? "" : new DigestUtils("SHA-256").digestAsHex(handedIn.file());
    Optional<SubmissionGrade> known = records.find(handedIn.student(), handedIn.notebook(), hash);
    boolean again = settings.regrade().covers(handedIn.student());
    List<Catalogue.Entry> wanted =
        settings.exercises().stream()
            .filter(task::covers)
            .filter(e -> again || known.isEmpty() || !known.get().holds(e.id()))
            .toList();
    if (known.isPresent() && wanted.isEmpty()) {
      return known.get().with(task.notes());
    }
    SubmissionGrade grade = grade(handedIn.read(), task.lesson(), hash, wanted, slot);
    if (Thread.interrupted()) {
      throw new InterruptedException();
    }
    List<String> order = Catalogue.all().stream().map(Catalogue.Entry::id).toList();
    SubmissionGrade whole = known.map(older -> grade.with(older, order)).orElse(grade);
    records.keep(whole);
    return whole.with(task.notes());
  }

  private SubmissionGrade grade(
      Submission submission, int lesson, String hash, List<Catalogue.Entry> wanted, int slot) {
    Inputs inputs = new Inputs(settings.secret().bytes());
    try (Grader grader =
        new Grader(submission, settings.isolation(), slot, settings.limits(), inputs)) {
      List<ExerciseGrade> exercises = grader.grade(wanted);
      return new SubmissionGrade(
          submission.student(),
          submission.notebook(),
          lesson,
          hash,
          lesson > 0 || submission.trouble() != null ? submission.trouble() : UNKNOWN_LESSON,
          grader.notes(),
          grader.failedCells(),
          exercises);
    }
  }
}
