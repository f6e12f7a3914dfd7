package cnnbook.notebook;

import static org.assertj.core.api.Assertions.assertThat;

import cnnbook.Home;
import cnnbook.exercises.Catalogue;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The measurable part of the notebooks' style, for every lesson. */
class LessonsStyleTest {
  private static final Pattern CITED = Pattern.compile("\\]\\(references\\.md#([^)]*)\\)");
  private static final Pattern LINK = Pattern.compile("\\]\\(([^)#:]+)(?:#[^)]*)?\\)");
  private static final Pattern TYPE =
      Pattern.compile(
          "(?m)^(?:(?:public|abstract|final|sealed|static) )*(?:class|interface|record|enum) ");
  private static final Pattern WORD = Pattern.compile("[A-Za-z0-9][\\w’'.,×·-]*");

  static Stream<Path> lessons() throws IOException {
    try (Stream<Path> files = Files.list(Home.root().resolve("notebooks"))) {
      return files.filter(f -> f.toString().endsWith(".ipynb")).sorted().toList().stream();
    }
  }

  @ParameterizedTest
  @MethodSource("lessons")
  void jsonIsCanonical(Path lesson) throws IOException {
    assertThat(Files.readString(lesson)).isEqualTo(CanonicalJson.of(notebook(lesson)));
    assertThat(lesson.getFileName().toString()).matches("\\d\\d-[a-z0-9]+(-[a-z0-9]+)*\\.ipynb");
  }

  @ParameterizedTest
  @MethodSource("lessons")
  void formatIs45AndTheKernelIsJava(Path lesson) {
    JsonObject notebook = notebook(lesson);
    assertThat(notebook.get("nbformat").getAsInt()).isEqualTo(4);
    assertThat(notebook.get("nbformat_minor").getAsInt()).isEqualTo(5);
    JsonObject kernel = notebook.getAsJsonObject("metadata").getAsJsonObject("kernelspec");
    assertThat(kernel.get("name").getAsString()).isEqualTo("java");
  }

  @ParameterizedTest
  @MethodSource("lessons")
  void noCellHoldsAResult(Path lesson) {
    for (JsonObject cell : codeCells(lesson)) {
      assertThat(cell.get("execution_count")).as(id(cell)).isEqualTo(JsonNull.INSTANCE);
      assertThat(cell.getAsJsonArray("outputs")).as(id(cell)).isEmpty();
    }
  }

  @ParameterizedTest
  @MethodSource("lessons")
  void idsAreUniqueSlugs(Path lesson) {
    assertThat(cells(lesson).stream().map(LessonsStyleTest::id))
        .doesNotHaveDuplicates()
        .allMatch(id -> id.length() <= 64 && id.matches("[a-z][a-z0-9]*(-[a-z0-9]+)*"));
  }

  @ParameterizedTest
  @MethodSource("lessons")
  void lessonIsOfTheRightLength(Path lesson) {
    // Two lessons derive by hand, step by step, what the others use.
    boolean derives = lesson.getFileName().toString().matches("(07|15)-.*");
    assertThat(codeCells(lesson)).hasSizeBetween(12, derives ? 28 : 20);
    String prose = String.join("\n", markdown(lesson));
    assertThat(WORD.matcher(prose).results().count()).as("words").isBetween(1200L, 1800L);
  }

  @ParameterizedTest
  @MethodSource("lessons")
  void codeCellsAreShortAndPortable(Path lesson) {
    for (JsonObject cell : codeCells(lesson)) {
      List<String> lines = source(cell).lines().toList();
      assertThat(lines.stream().filter(line -> !line.startsWith("import ")))
          .as(id(cell))
          .hasSizeBetween(1, 12);
      assertThat(lines)
          .as(id(cell))
          .allMatch(line -> line.length() <= 110, "at most 110 characters")
          .noneMatch(line -> line.startsWith("%"), "no magics")
          .noneMatch(line -> line.contains("System.exit"))
          .noneMatch(line -> line.contains("System.in"));
    }
  }

  @ParameterizedTest
  @MethodSource("lessons")
  void importsStandInTheFirstCodeCellOnly(Path lesson) {
    List<JsonObject> cells = codeCells(lesson);
    assertThat(source(cells.get(0))).startsWith("import ");
    for (JsonObject cell : cells.subList(1, cells.size())) {
      assertThat(source(cell).lines()).as(id(cell)).noneMatch(line -> line.startsWith("import "));
    }
  }

  @ParameterizedTest
  @MethodSource("lessons")
  void everyPredictionIsRunExplainedAndChecked(Path lesson) {
    List<String> ids = cells(lesson).stream().map(LessonsStyleTest::id).toList();
    List<String> loops =
        ids.stream()
            .filter(id -> id.endsWith("-predict"))
            .map(id -> id.replace("-predict", ""))
            .toList();
    assertThat(loops).hasSizeBetween(3, 5);
    for (String loop : loops) {
      assertThat(ids)
          .containsSubsequence(
              loop + "-predict", loop + "-run", loop + "-explain", loop + "-check");
    }
  }

  @ParameterizedTest
  @MethodSource("lessons")
  void lessonBeginsWithAPromiseAndEndsWithItsReferences(Path lesson) {
    List<String> texts = markdown(lesson);
    assertThat(texts.get(0)).startsWith("# ").contains("**You need**", "**Time:**");
    assertThat(numbered(texts.get(0))).as("goals").isEqualTo(3);
    assertThat(texts.get(texts.size() - 1)).startsWith("## References");
    assertThat(cells(lesson).stream().map(LessonsStyleTest::id))
        .anyMatch(id -> id.startsWith("failure"))
        .anyMatch(id -> id.startsWith("experiment"));
  }

  @ParameterizedTest
  @MethodSource("lessons")
  void lessonHoldsOurCodeAgainstDjlAndSaysWhatGoesWrongInPractice(Path lesson) {
    assertThat(cells(lesson).stream().map(LessonsStyleTest::id))
        .anyMatch(id -> id.startsWith("agree"))
        .contains("practice", "summary");
  }

  @ParameterizedTest
  @MethodSource("lessons")
  void errataAreMarkedAndChecked(Path lesson) {
    List<String> ids = cells(lesson).stream().map(LessonsStyleTest::id).toList();
    for (JsonObject cell : cells(lesson)) {
      String id = id(cell);
      if (id.startsWith("erratum-") && !id.endsWith("-check")) {
        assertThat(tags(cell)).as(id).contains("erratum");
        assertThat(ids).containsSubsequence(id, id + "-check");
      }
    }
  }

  @ParameterizedTest
  @MethodSource("lessons")
  void citedWorksAreInTheListOfReferences(Path lesson) throws IOException {
    Set<String> known =
        Files.readAllLines(lesson.resolveSibling("references.md")).stream()
            .filter(line -> line.startsWith("## "))
            .map(line -> line.substring(3).toLowerCase(Locale.ROOT).replace(' ', '-'))
            .collect(Collectors.toSet());
    List<String> texts = markdown(lesson);
    List<String> cited =
        CITED.matcher(String.join("\n", texts)).results().map(match -> match.group(1)).toList();
    assertThat(cited).isNotEmpty().isSubsetOf(known);
    assertThat(texts.get(texts.size() - 1).lines().filter(line -> line.startsWith("- ")))
        .isNotEmpty()
        .allMatch(line -> line.startsWith("- [") && line.contains("](references.md#"));
  }

  /** Right before the references; where their titles are listed, as the catalogue has them. */
  @ParameterizedTest
  @MethodSource("lessons")
  void lessonLinksToItsExercises(Path lesson) {
    String name = lesson.getFileName().toString();
    if (!Files.exists(Home.root().resolve("exercises").resolve(name))) {
      return;
    }
    List<JsonObject> cells = cells(lesson);
    JsonObject cell = cells.get(cells.size() - 2);
    assertThat(id(cell)).isEqualTo("exercises");
    assertThat(source(cell)).contains("](../exercises/" + name + ")");
    List<String> listed = source(cell).lines().filter(line -> line.startsWith("- ")).toList();
    int number = Integer.parseInt(name.substring(0, 2));
    List<String> titles =
        Catalogue.all().stream()
            .filter(exercise -> exercise.lesson() == number)
            .map(exercise -> "- " + exercise.id() + " " + exercise.about().title())
            .toList();
    assertThat(listed).isIn(List.of(), titles);
  }

  @ParameterizedTest
  @MethodSource("lessons")
  void linksLeadToFilesOfTheBook(Path lesson) {
    for (String text : markdown(lesson)) {
      LINK.matcher(text)
          .results()
          .map(match -> lesson.resolveSibling(match.group(1)))
          .forEach(file -> assertThat(file).exists());
    }
  }

  /** What IJava, JJava and rapaio's kernel have in common. */
  @ParameterizedTest
  @MethodSource("lessons")
  void codeRunsOnEveryKernelOfTheFamily(Path lesson) {
    for (JsonObject cell : codeCells(lesson)) {
      String code = source(cell);
      assertThat(TYPE.matcher(code).results().count()).as(id(cell) + ": types").isLessThan(2);
      assertThat(code)
          .as(id(cell))
          .doesNotContain("getKernel", "System.out.printf", "Scanner")
          .doesNotContainPattern("(?m)^\\s*%\\w")
          .doesNotContainPattern("(?m)^\\s*display\\(");
      String last = code.lines().reduce((before, line) -> line).orElseThrow();
      assertThat(last)
          .as(id(cell) + " echoes a value")
          .doesNotMatch("\\w+\\.(add|put|remove)\\(.*");
    }
  }

  @ParameterizedTest
  @MethodSource("lessons")
  void picturesCarryWordsForThoseWhoCannotSeeThem(Path lesson) {
    Pattern bare = Pattern.compile("Show\\.image\\((?:[^()\"]|\\([^()]*\\))*\\);");
    for (JsonObject cell : codeCells(lesson)) {
      Matcher matcher = bare.matcher(source(cell));
      assertThat(matcher.find()).as(id(cell) + ": Show.image without its words").isFalse();
    }
    assertThat(String.join("\n", markdown(lesson))).doesNotContain("![](");
  }

  private static long numbered(String text) {
    return text.lines().filter(line -> line.matches("\\d+\\. .*")).count();
  }

  private static List<String> markdown(Path lesson) {
    return cells(lesson).stream()
        .filter(cell -> cell.get("cell_type").getAsString().equals("markdown"))
        .map(LessonsStyleTest::source)
        .toList();
  }

  private static List<JsonObject> codeCells(Path lesson) {
    return cells(lesson).stream()
        .filter(cell -> cell.get("cell_type").getAsString().equals("code"))
        .toList();
  }

  private static List<JsonObject> cells(Path lesson) {
    return StreamSupport.stream(notebook(lesson).getAsJsonArray("cells").spliterator(), false)
        .map(JsonElement::getAsJsonObject)
        .toList();
  }

  private static List<String> tags(JsonObject cell) {
    JsonArray tags = cell.getAsJsonObject("metadata").getAsJsonArray("tags");
    return tags == null ? List.of() : tags.asList().stream().map(JsonElement::getAsString).toList();
  }

  private static String id(JsonObject cell) {
    return cell.get("id").getAsString();
  }

  private static String source(JsonObject cell) {
    return Notebook.text(cell.get("source"));
  }

  private static JsonObject notebook(Path lesson) {
    try {
      return JsonParser.parseString(Files.readString(lesson)).getAsJsonObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
