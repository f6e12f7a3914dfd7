package cnnbook.grading.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;

class ExportsTest {
  private static final Results RESULTS = Sample.results();
  private static final Results.Student BOB = RESULTS.students().get(2);
  private static final Results.Student EVIL = RESULTS.students().get(0);

  @Test
  void junitCountsFailuresAndKeepsPoints() throws Exception {
    Document xml = xml(JUnitReport.of(RESULTS, BOB.student(), BOB.submissions().get(0)));
    assertThat(xml.getElementsByTagName("testcase").getLength()).isEqualTo(2);
    assertThat(xml.getElementsByTagName("failure").getLength()).isEqualTo(1);
    assertThat(attribute(xml, "testsuite", 0, "failures")).isEqualTo("1");
    assertThat(attribute(xml, "failure", 0, "message")).isEqualTo("a wrong result");
    assertThat(attribute(xml, "property", 2, "name")).isEqualTo("points.hardOne");
    assertThat(attribute(xml, "property", 2, "value")).isEqualTo("5");
    Document evil = xml(JUnitReport.of(RESULTS, EVIL.student(), EVIL.submissions().get(0)));
    assertThat(attribute(evil, "testsuites", 0, "name")).startsWith("=" + Sample.EVIL);
  }

  @Test
  void gradescopeGetsAScoreForEachTestAndForTheAnswerInWords() {
    Manual marked = ManualTest.marked("bob", 2.5, "well said");
    JsonObject json =
        json(
            Gradescope.of(
                Sample.book(Course.NONE, marked), BOB.student(), BOB.submissions().get(0)));
    assertThat(json.get("score").getAsDouble()).isEqualTo(3.5);
    assertThat(json.get("visibility").getAsString()).isEqualTo("visible");
    JsonObject hard = json.getAsJsonArray("tests").get(1).getAsJsonObject();
    assertThat(hard.keySet())
        .contains("score", "max_score", "name", "number", "output", "output_format", "visibility");
    assertThat(hard.get("status").getAsString()).isEqualTo("failed");
    assertThat(hard.get("max_score").getAsDouble()).isEqualTo(5);
    JsonObject words = json.getAsJsonArray("tests").get(2).getAsJsonObject();
    assertThat(words.get("score").getAsDouble()).isEqualTo(2.5);
    assertThat(words.get("output").getAsString()).isEqualTo("well said");
  }

  @Test
  void gradescopeTellsWhyNothingWasGraded() {
    String text = Gradescope.of(Sample.book(), EVIL.student(), EVIL.submissions().get(0));
    assertThat(json(text).get("output").getAsString())
        .contains("Nothing could be graded: nothing done", "cell 3 (ex2-1) failed");
  }

  @Test
  void classroomTellsPassFailAndError() {
    List<String> states =
        RESULTS.students().stream()
            .map(s -> s.submissions().get(0).exercises().get(0))
            .map(e -> json(Classroom.of(RESULTS.about("2.1"), e)))
            .peek(json -> assertThat(json.get("version").getAsInt()).isEqualTo(1))
            .peek(json -> assertThat(json.get("max_score").getAsDouble()).isEqualTo(6))
            .map(json -> json.get("status").getAsString())
            .toList();
    assertThat(states).containsExactly("error", "pass", "fail");
  }

  private static JsonObject json(String text) {
    return JsonParser.parseString(text).getAsJsonObject();
  }

  private static Document xml(String text) throws Exception {
    return DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
  }

  private static String attribute(Document xml, String element, int index, String name) {
    return xml.getElementsByTagName(element)
        .item(index)
        .getAttributes()
        .getNamedItem(name)
        .getNodeValue();
  }
}
