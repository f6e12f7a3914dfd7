package cnnbook.viz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.knowm.xchart.internal.chartpart.Chart;

class ShowTest {
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final ByteArrayOutputStream moved = new ByteArrayOutputStream();
  private final ConsoleDisplay console = console(false);

  private ConsoleDisplay console(boolean moving) {
    return new ConsoleDisplay(
        () -> new PrintStream(bytes, true, StandardCharsets.UTF_8),
        () -> new PrintStream(moved, true, StandardCharsets.UTF_8),
        moving);
  }

  @Test
  void outsideOfAKernelTheConsoleShows() {
    assertThat(Display.current()).isSameAs(ConsoleDisplay.STANDARD);
  }

  @Test
  void consolePrintsHtmlAsItsText() {
    console.show("1", Bundle.html("<p>3 &lt; 5</p><script>x()</script><b>yes</b>"));
    assertThat(printed()).isEqualTo("3 < 5\nyes" + System.lineSeparator());
  }

  @Test
  void consoleSavesPicturesAndPrintsTheirPath(@TempDir Path folder) throws IOException {
    System.setProperty("cnnbook.show", folder.resolve("show").toString());
    try {
      console.show("1", Bundle.image(new BufferedImage(7, 5, BufferedImage.TYPE_INT_RGB)));
    } finally {
      System.clearProperty("cnnbook.show");
    }
    Path saved = folder.resolve("show").resolve("picture-001.png");
    assertThat(printed()).contains("picture of 7×5 pixels").contains(saved.toString());
    assertThat(ImageIO.read(Files.newInputStream(saved)).getWidth()).isEqualTo(7);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13})
  void picturesOfAllPixelFormatsKeepTheirColours(int format) {
    BufferedImage picture = new BufferedImage(9, 4, format);
    Graphics2D g = picture.createGraphics();
    g.setPaint(new GradientPaint(0, 0, Color.ORANGE, 9, 4, new Color(0, 100, 200, 50)));
    g.fillRect(1, 1, 7, 3);
    g.dispose();
    assertThat(dots(picture(Bundle.image(picture)))).isEqualTo(dots(picture));
  }

  private static int[] dots(BufferedImage picture) {
    return picture.getRGB(0, 0, picture.getWidth(), picture.getHeight(), null, 0, 9);
  }

  private static BufferedImage picture(Map<String, String> bundle) {
    byte[] png = Base64.getDecoder().decode(bundle.get(Bundle.PNG));
    try {
      return ImageIO.read(new ByteArrayInputStream(png));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void consolePrintsALiveDisplayOnceWithItsLastState() {
    try (Live live = new Live(console)) {
      for (int i = 1; i <= 1000; i++) {
        live.text("state " + i);
      }
      assertThat(printed()).isEmpty();
    }
    assertThat(printed()).isEqualToIgnoringNewLines("state 1000\n");
  }

  @Test
  void liveUpdatesAtMostTenTimesASecondAndAlwaysShowsTheLastState() throws InterruptedException {
    Recorder recorder = new Recorder();
    Live live = new Live(recorder);
    long end = System.nanoTime() + 450_000_000L;
    int states = 0;
    while (System.nanoTime() < end) {
      live.text("state " + ++states);
      Thread.sleep(1);
    }
    live.close();
    live.close();
    assertThat(states).isGreaterThan(20);
    assertThat(recorder.shown).containsExactly("state 1");
    assertThat(recorder.updated).hasSizeBetween(2, 6);
    assertThat(recorder.updated.get(recorder.updated.size() - 1)).isEqualTo("state " + states);
    assertThat(recorder.ids).hasSize(recorder.updated.size() + 1).containsOnly(recorder.ids.get(0));
  }

  @Test
  void aSlowTextHoldsALiveDisplayUpForAFifthOfASecondAtMost() throws InterruptedException {
    Recorder recorder = new Recorder();
    recorder.slowness = 20; // milliseconds: 500 times as many are ten seconds
    try (Live live = new Live(recorder)) {
      live.text("first");
      Thread.sleep(230);
      live.text("second");
      assertThat(recorder.updated).containsExactly("second");
    }
  }

  @Test
  void closedLiveDisplayTakesNoMore() {
    Live live = new Live(new Recorder());
    live.text("end");
    live.close();
    assertThatIllegalStateException().isThrownBy(() -> live.text("more"));
  }

  @Test
  void chartsAreDrawnByAnotherThreadAndShownByTheCallerTheLastOneSharp() throws Exception {
    Recorder recorder = new Recorder();
    Thread caller = Thread.currentThread();
    Set<Thread> drawers = ConcurrentHashMap.newKeySet();
    Live live = new Live(recorder);
    for (int call = 0; recorder.shown.isEmpty(); call++) {
      assertThat(call).as("calls before anything is shown").isLessThan(10_000);
      live.chartInBackground(
          () -> {
            drawers.add(Thread.currentThread());
            return charts("first");
          });
      Thread.sleep(1);
    }
    assertThat(drawers).isNotEmpty().doesNotContain(caller);
    live.chartInBackground(() -> charts("last"));
    live.close();
    assertThat(recorder.shown).containsExactly("chart \"first\" (y against x)");
    assertThat(recorder.updated).endsWith("chart \"last\" (y against x)");
    assertThat(recorder.threads).containsOnly(caller);
    assertThat(recorder.pictureWidths).first().isEqualTo(ChartStyle.HALF);
    assertThat(recorder.pictureWidths).last().isEqualTo(2 * ChartStyle.HALF);
  }

  @Test
  void chartThatCannotBeDrawnIsThrownOnceAndTheNextIsShown() throws InterruptedException {
    Recorder recorder = new Recorder();
    AtomicInteger drawings = new AtomicInteger();
    int failures = 0;
    Live live = new Live(recorder);
    for (int call = 0; recorder.shown.isEmpty(); call++) {
      assertThat(call).as("calls before anything is shown").isLessThan(10_000);
      try {
        live.chartInBackground(
            () -> {
              if (drawings.incrementAndGet() == 1) {
                throw new InternalError("no fonts");
              }
              return charts("next");
            });
      } catch (InternalError e) {
        assertThat(e).hasMessage("no fonts");
        failures++;
      }
      Thread.sleep(1);
    }
    live.close();
    assertThat(failures).isEqualTo(1);
    assertThat(recorder.updated).containsExactly("chart \"next\" (y against x)");
  }

  private static Chart<?, ?>[] charts(String title) {
    return new Chart<?, ?>[] {Charts.lines(title, "x", "y")};
  }

  @Test
  void progressCountsAndEndsWithTheTimeTaken() {
    Recorder recorder = new Recorder();
    try (Progress progress = new Progress("a<b", 4, recorder)) {
      progress.step();
      progress.step(3);
      progress.note("loss 0.5");
    }
    assertThat(recorder.shown).containsExactly("[........] a<b 0/4");
    assertThat(recorder.updated.get(recorder.updated.size() - 1))
        .matches("a<b 4/4 [0-9.,]+/s, took 0:00 · loss 0.5");
    assertThat(recorder.html).contains("value=\"4\" max=\"4\"").contains("a&lt;b");
  }

  @ParameterizedTest
  @CsvSource({"0, took 0:00", "1, '[0-9.,]+/s, took 0:00'"})
  void progressClosedBeforeItsEndPromisesNoTimeLeft(int done, String timing) {
    Recorder recorder = new Recorder();
    try (Progress progress = new Progress("images", 4, recorder)) {
      progress.step(done);
    }
    assertThat(recorder.updated.get(recorder.updated.size() - 1))
        .matches("images " + done + "/4 " + timing);
  }

  @Test
  void progressMovesOnATerminalInOneLineAndIsPrintedAtItsEnd() throws InterruptedException {
    try (Progress progress = new Progress("images", 4, console(true))) {
      Thread.sleep(530);
      progress.note("loss 0.5");
      Thread.sleep(530);
      progress.step(2);
      assertThat(printed()).isEmpty();
    }
    String[] lines = moved.toString(StandardCharsets.UTF_8).split("\r\u001B\\[K", -1);
    assertThat(lines).hasSize(5);
    assertThat(lines[1]).isEqualTo("\u001B[?7l[........] images 0/4 \u001B[?7h");
    assertThat(lines[3])
        .contains("[####....] images 2/4 ")
        .containsPattern("[0-9.]+/s, 0:01 left · loss 0.5\u001B");
    assertThat(lines[4]).isEmpty();
    assertThat(printed()).startsWith("images 2/4 ").contains("took 0:01 · loss 0.5");
  }

  @Test
  void progressOnAConsoleThatIsNoTerminalMovesNothing() {
    new Progress("images", 4, console).close();
    assertThat(moved.size()).isZero();
    assertThat(printed()).isEqualToIgnoringNewLines("images 0/4 took 0:00");
  }

  @Test
  void progressNeedsAnEnd() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Progress("x", -1, console))
        .withMessageContaining("-1");
  }

  @Test
  void handlesLeaveNoTraceAtTheEndOfACell() {
    assertThat(new Live(console)).hasToString("");
    assertThat(new Progress("x", 1, console)).hasToString("");
  }

  private String printed() {
    return bytes.toString(StandardCharsets.UTF_8);
  }

  private static final class Recorder implements Display {
    final List<String> shown = new ArrayList<>();
    final List<String> updated = new ArrayList<>();
    final List<String> ids = new ArrayList<>();
    final Set<Thread> threads = new HashSet<>();
    final List<Integer> pictureWidths = new ArrayList<>();
    String html = "";
    long slowness;

    @Override
    public void show(String id, Map<String, String> bundle) {
      throw new AssertionError("a live display begins, it does not show");
    }

    @Override
    public void begin(String id, Map<String, String> bundle) {
      ids.add(id);
      threads.add(Thread.currentThread());
      shown.add(bundle.get(Bundle.TEXT).strip());
      measure(bundle);
      LockSupport.parkNanos(slowness * 1_000_000);
    }

    @Override
    public void update(String id, Map<String, String> bundle, boolean last) {
      ids.add(id);
      updated.add(bundle.get(Bundle.TEXT));
      html = bundle.getOrDefault(Bundle.HTML, "");
      measure(bundle);
    }

    private void measure(Map<String, String> bundle) {
      if (bundle.containsKey(Bundle.PNG)) {
        pictureWidths.add(picture(bundle).getWidth());
      }
    }
  }
}
