package cnnbook.notebook;

import static org.assertj.core.api.Assertions.assertThat;

import cnnbook.exercises.Catalogue;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The questions in words: what the catalogue says of them is what the notebooks say. */
class WrittenAnswersTest {
  static List<Path> solutions() throws IOException {
    return ExerciseNotebooksTest.solutions().toList();
  }

  @ParameterizedTest
  @MethodSource("solutions")
  void answersThatAPersonMarksAreInTheCatalogue(Path solutions) throws IOException {
    List<String> expected = new ArrayList<>();
    for (Catalogue.Written question : questionsOf(solutions)) {
      expected.add(question.cell() + ", " + (double) question.points() + " points");
    }
    List<String> marked = new ArrayList<>();
    for (NbgraderCell cell : cells(solutions)) {
      if (cell.grade() && cell.solution()) {
        marked.add(cell.id() + ", " + cell.points() + " points");
        assertThat(cell.source()).as("how to mark " + cell.id()).contains("*Marking:");
      }
    }
    assertThat(marked).isEqualTo(expected);
  }

  @ParameterizedTest
  @MethodSource("solutions")
  void questionsNameTheirTitlePointsAndTime(Path solutions) throws IOException {
    for (Catalogue.Written question : questionsOf(solutions)) {
      assertThat(cells(solutions))
          .filteredOn(cell -> cell.id().equals(question.cell() + "-text"))
          .singleElement()
          .extracting(NbgraderCell::source)
          .asString()
          .startsWith("## In words: " + question.title() + "\n")
          .contains(
              "**%d points, about %d minutes, marked by a person.**"
                  .formatted(question.points(), question.minutes()));
    }
  }

  private static List<Catalogue.Written> questionsOf(Path solutions) {
    int lesson = Integer.parseInt(solutions.getFileName().toString().substring(0, 2));
    return Catalogue.written().stream().filter(q -> q.lesson() == lesson).toList();
  }

  private static List<NbgraderCell> cells(Path solutions) throws IOException {
    JsonObject notebook = JsonParser.parseString(Files.readString(solutions)).getAsJsonObject();
    List<NbgraderCell> cells = new ArrayList<>();
    for (JsonElement cell : notebook.getAsJsonArray("cells")) {
      if (NbgraderCell.is(cell.getAsJsonObject())) {
        cells.add(new NbgraderCell(cell.getAsJsonObject()));
      }
    }
    return cells;
  }
}
