package cnnbook.viz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import cnnbook.Chromium;
import cnnbook.Home;
import cnnbook.viz.VisualSpec.State;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.logging.Level;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** All interactive visuals in a browser: what they show, how they are driven, how they look. */
final class VisualsTest {
  private static final Path FOLDER = Home.root().resolve("target/visuals");
  private static final double MOST_PAINT_MILLIS = 100;
  private static final double MOST_STEP_MILLIS = 16;

  private static final String DARK =
      "driver.root(0).querySelector('.frame').classList.contains('dark')";

  private static Chromium browser;
  private static String driver;

  /** A visual with its name. */
  record Sample(VisualSpec spec, String name, Visual visual) {
    @Override
    public String toString() {
      return spec.name() + "-" + name;
    }
  }

  static List<Sample> samples() {
    List<Sample> samples = new ArrayList<>();
    for (VisualSpec spec : VisualSpec.all()) {
      spec.samples().forEach((name, visual) -> samples.add(new Sample(spec, name, visual)));
    }
    return samples;
  }

  static Stream<Sample> problems() {
    return VisualSpec.all().stream()
        .flatMap(
            spec ->
                spec.problems().entrySet().stream()
                    .map(problem -> new Sample(spec, problem.getKey(), problem.getValue())));
  }

  @BeforeAll
  static void openTheBrowser() throws IOException {
    assumeTrue(Chromium.installed(), "no chromium or no chromedriver on this machine");
    browser = new Chromium();
    Files.createDirectories(FOLDER);
    driver = new String(resource("driver.js"), StandardCharsets.UTF_8);
  }

  @AfterAll
  static void closeTheBrowser() {
    if (browser != null) {
      browser.close();
    }
  }

  @AfterEach
  void noErrorAndNoRequest() {
    assertThat(browser.driver().manage().logs().get("browser"))
        .filteredOn(entry -> entry.getLevel().intValue() >= Level.WARNING.intValue())
        .as("messages of the page")
        .isEmpty();
    assertThat(browser.driver().manage().logs().get("performance"))
        .filteredOn(entry -> entry.getMessage().contains("\"Network.requestWillBeSent\""))
        .filteredOn(entry -> entry.getMessage().matches("(?s).*\"url\":\"(https?|wss?|file):.*"))
        .filteredOn(entry -> !entry.getMessage().contains("\"type\":\"Document\""))
        .as("requests of the page")
        .isEmpty();
  }

  @ParameterizedTest
  @MethodSource("samples")
  void everyNumberIsTheLibrarys(Sample sample) throws IOException {
    open("", sample.visual());
    List<State> states = sample.spec().states(sample.name());
    List<Map<String, String>> readings = walk(0, states.stream().map(State::actions).toList());
    for (int k = 0; k < states.size(); k++) {
      assertThat(readings.get(k))
          .as("after %s", states.get(k).actions())
          .containsAllEntriesOf(states.get(k).shows());
    }
  }

  @ParameterizedTest
  @MethodSource("samples")
  void hoverFocusAndArrowKeysSayTheSame(Sample sample) throws IOException {
    open("", sample.visual());
    assertThat(words("return driver.disagreements(0)")).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("samples")
  void everyPartHasAName(Sample sample) throws IOException {
    open("", sample.visual());
    assertThat(words("return driver.nameless(0)")).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("samples")
  void twoOnAPageDoNotDisturbEachOther(Sample sample) throws IOException {
    open("", sample.visual(), sample.visual());
    Object before = browser.script("return driver.readings(driver.root(1))");
    List<List<String>> some =
        sample.spec().states(sample.name()).stream().map(State::actions).limit(20).toList();
    List<Map<String, String>> first = walk(0, some);
    assertThat(browser.script("return driver.readings(driver.root(1))")).isEqualTo(before);
    assertThat(walk(1, some)).isEqualTo(first);
  }

  @ParameterizedTest
  @MethodSource("samples")
  void itLeavesNoNameOnThePage(Sample sample) throws IOException {
    open("");
    List<?> before = words("return Object.getOwnPropertyNames(window)");
    browser.script("driver.insert(arguments[0])", sample.visual().html());
    assertThat(words("return Object.getOwnPropertyNames(window)")).isEqualTo(before);
    assertThat(browser.number("return document.querySelectorAll('body [id], body [name]').length"))
        .isZero();
    assertThat(browser.number("return driver.root(0).querySelectorAll('[id]').length")).isZero();
  }

  @ParameterizedTest
  @MethodSource("samples")
  void withoutScriptItsStaticPartStands(Sample sample) throws IOException {
    open("");
    browser.script("document.body.innerHTML = arguments[0]", withoutScripts(sample.visual()));
    String shown = (String) browser.script("return document.body.innerText");
    assertThat(shown).isNotBlank().contains(sample.visual().toString().lines().findFirst().get());
    assertThat(
            words(
                "return [...document.body.querySelectorAll('*')]"
                    + ".map(one => one.tagName.toLowerCase())"))
        .as("elements that GitHub and JupyterLab let stand")
        .isSubsetOf(
            "div", "p", "b", "table", "caption", "thead", "tbody", "tr", "th", "td", "img", "code",
            "pre", "details", "summary", "ul", "ol", "li", "span", "em", "sub", "sup");
    assertThat(browser.number("return document.querySelectorAll('table, img').length"))
        .isPositive();
  }

  @ParameterizedTest
  @MethodSource("samples")
  void equalArgumentsGiveEqualTextsThatFitANotebook(Sample sample) {
    String html = sample.visual().html();
    assertThat(sample.spec().samples().get(sample.name()).html()).isEqualTo(html);
    assertThat(html.getBytes(StandardCharsets.UTF_8)).hasSizeLessThan(Visual.LARGEST);
    assertThat(html.split("</script", -1)).as("parts between </script").hasSize(2);
    assertThat(html).doesNotContain("<!--", "http:", "https:");
    assertThat(html.substring(html.indexOf("<script"))).doesNotContain("\u2028", "\u2029");
  }

  @ParameterizedTest
  @MethodSource("samples")
  void itPaintsAndStepsQuickly(Sample sample) throws IOException {
    String html = sample.visual().html();
    double paint = Double.POSITIVE_INFINITY;
    // Another program may have the processor: the best of several is what the visual needs.
    for (int k = 0; k < 20 && paint > MOST_PAINT_MILLIS; k++) {
      open("");
      paint =
          Math.min(
              paint,
              ((Number) browser.script("return driver.insert(arguments[0])", html)).doubleValue());
    }
    List<String> actions =
        sample.spec().states(sample.name()).stream()
            .flatMap(state -> state.actions().stream())
            .limit(60)
            .toList();
    List<?> raw = (List<?>) browser.script("return driver.times(0, arguments[0], 3)", actions);
    double[] steps = raw.stream().mapToDouble(time -> ((Number) time).doubleValue()).toArray();
    Arrays.sort(steps);
    double step = steps[steps.length / 2];
    System.out.printf(
        "%s: paints in %.1f ms, steps in %.2f ms (median of %d)%n",
        sample, paint, step, steps.length);
    assertThat(paint).isLessThan(MOST_PAINT_MILLIS);
    assertThat(step).isLessThan(MOST_STEP_MILLIS);
  }

  @ParameterizedTest
  @MethodSource("problems")
  void argumentsThatDoNotFitAreExplainedInTheFrame(Sample sample) throws IOException {
    open("", sample.visual());
    Map<String, String> readings = walk(0, List.of(List.of())).get(0);
    assertThat(readings.get("problem")).contains(sample.name());
    assertThat(sample.visual().toString()).contains(sample.name());
    browser.script("document.body.innerHTML = arguments[0]", withoutScripts(sample.visual()));
    assertThat((String) browser.script("return document.body.innerText")).contains(sample.name());
  }

  @Test
  void javaScriptWritesNumbersAsJavaDoes() throws IOException {
    String code = new String(resource("/cnnbook/viz/numerals.js"), StandardCharsets.UTF_8);
    Random random = new Random(1);
    double[] values = random.doubles(20_000, -1, 1).toArray();
    for (int k = 0; k < values.length; k++) {
      double size = Math.pow(10, random.nextInt(14) - 6);
      // Every third one ends in a half of some decimal, every third one is a float.
      values[k] = k % 3 == 0 ? Math.rint(values[k] * 4096) / 4096 * 16 : values[k] * size;
      values[k] = k % 3 == 1 ? (float) values[k] : values[k];
    }
    values[0] = -0.0;
    for (Numerals style :
        List.of(new Numerals(0, false), new Numerals(3, false), new Numerals(2, true))) {
      List<String> texts =
          words(
              code + "return arguments[1].map(v => numeral(arguments[0], v))",
              Map.of("decimals", style.decimals(), "exponent", style.exponent()),
              values);
      for (int k = 0; k < values.length; k++) {
        assertThat(texts.get(k)).as("%s of %s", style, values[k]).isEqualTo(style.text(values[k]));
      }
    }
  }

  @Test
  void theThemeIsThePagesElseTheSystems() throws IOException {
    Visual visual = samples().get(0).visual();
    open("<body data-jp-theme-light=\"false\">", visual);
    assertThat(dark()).isTrue();
    browser.script("document.body.setAttribute('data-jp-theme-light', 'true')");
    assertThat(dark()).isFalse();
    open("<body style=\"background: #111\">", visual);
    assertThat(dark()).isTrue();
    open("<body style=\"background: #eee\">", visual);
    assertThat(dark()).isFalse();
    open("", visual);
    assertThat(dark()).isFalse();
    prefer("dark");
    browser.waitUntil("return " + DARK, 5);
    prefer("light");
    browser.waitUntil("return !" + DARK, 5);
  }

  @ParameterizedTest
  @MethodSource("samples")
  void itIsLegibleAtTwoWidthsAndInTwoThemes(Sample sample) throws IOException {
    for (String theme : List.of("light", "dark")) {
      prefer(theme);
      for (int width : new int[] {900, 400}) {
        open("<meta name=\"color-scheme\" content=\"light dark\">", sample.visual());
        resize(width, 800);
        walk(0, List.of(sample.spec().scene()));
        String bottom = "return Math.ceil(driver.hosts()[0].getBoundingClientRect().bottom) + 8";
        resize(width, (int) browser.number(bottom));
        if (theme.equals("light") == (width == 900)) { // two pictures show what four would
          browser.screenshot(FOLDER.resolve("%s-%d-%s.png".formatted(sample, width, theme)));
        }
        assertThat(words("return driver.clipped(0)")).as(theme + width).isEmpty();
        assertThat(words("return driver.faint(0)")).as(theme + width).isEmpty();
      }
    }
    prefer("light");
  }

  @SuppressWarnings("unchecked")
  private static List<String> words(String script, Object... arguments) {
    return (List<String>) browser.script(script, arguments);
  }

  @Test
  void playStepsByItselfUntilItIsPaused() throws IOException {
    String play = "driver.root(0).querySelector('[data-part=\"play\"]')";
    String said = "return driver.readings(driver.root(0)).formula";
    int playing = 0;
    for (Sample sample : firsts()) {
      open("", sample.visual());
      if (browser.script("return " + play) == null) {
        continue;
      }
      playing++;
      Object before = browser.script(said);
      walk(0, List.of(List.of("press play")));
      assertThat(browser.script("return " + play + ".textContent")).isEqualTo("Pause");
      String text = before.toString().replace("\n", "\\n");
      browser.waitUntil(said + " !== '" + text + "'", 10);
      // A short one may have come to its end by itself meanwhile.
      browser.script("%s.textContent === 'Pause' && %s.click()".formatted(play, play));
      assertThat(browser.script("return " + play + ".textContent")).isEqualTo("Play");
    }
    assertThat(playing).isPositive();
  }

  /** The first sample of each visual on one sheet: a picture for the README. */
  @Test
  void theContactSheetShowsThemAll() throws IOException {
    List<Sample> firsts = firsts();
    String style =
        "<style>html { scrollbar-width: none }"
            + " body { columns: 3; column-gap: 16px; margin: 16px; background: #fff }"
            + " [data-cnnbook-visual] { break-inside: avoid; margin-bottom: 16px }</style>";
    open(style, firsts.stream().map(Sample::visual).toArray(Visual[]::new));
    resize(1920, 900);
    for (int k = 0; k < firsts.size(); k++) {
      walk(k, List.of(firsts.get(k).spec().scene()));
    }
    resize(1920, (int) browser.number("return document.documentElement.scrollHeight"));
    Path sheet = FOLDER.resolve("contact.png");
    browser.screenshot(sheet);
    assertThat(sheet).isNotEmptyFile();
    assertThat(browser.number("return document.documentElement.scrollWidth")).isEqualTo(1920);
  }

  /** The first sample of each visual. */
  private static List<Sample> firsts() {
    return samples().stream()
        .filter(s -> s.name().equals(s.spec().samples().keySet().iterator().next()))
        .toList();
  }

  private static boolean dark() {
    return (Boolean)
        browser.script("return driver.root(0).querySelector('.frame').classList.contains('dark')");
  }

  private static void prefer(String theme) {
    browser
        .driver()
        .executeCdpCommand(
            "Emulation.setEmulatedMedia",
            Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", theme))));
  }

  private static void resize(int width, int height) {
    browser
        .driver()
        .executeCdpCommand(
            "Emulation.setDeviceMetricsOverride",
            Map.of("width", width, "height", height, "deviceScaleFactor", 2, "mobile", false));
  }

  /** Opens a page with these visuals, as nbconvert writes them, and the driver. */
  private static void open(String head, Visual... visuals) throws IOException {
    StringBuilder page =
        new StringBuilder("<!DOCTYPE html><meta charset=\"utf-8\"><title>v</title>");
    page.append(head);
    for (Visual visual : visuals) {
      page.append(visual.html());
    }
    Path file = Files.writeString(FOLDER.resolve("page.html"), page);
    browser.driver().get(file.toUri().toString());
    browser.script(driver);
  }

  private static byte[] resource(String name) throws IOException {
    try (InputStream in = VisualsTest.class.getResourceAsStream(name)) {
      return in.readAllBytes();
    }
  }

  private static String withoutScripts(Visual visual) {
    return visual.html().replaceAll("(?s)<script>.*</script>", "");
  }

  @SuppressWarnings("unchecked")
  private static List<Map<String, String>> walk(int host, List<List<String>> actions) {
    return (List<Map<String, String>>)
        browser.script("return driver.walk(arguments[0], arguments[1])", host, actions);
  }
}
