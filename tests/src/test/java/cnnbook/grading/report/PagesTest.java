package cnnbook.grading.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class PagesTest {
  private static String feedback(Gradebook book, int student) {
    Results.Student one = book.results().students().get(student);
    return FeedbackPage.of(book, one.student(), one.submissions().get(0));
  }

  @Test
  void feedbackSaysPointsAndReasonsOfEachTest() {
    assertThat(feedback(Sample.book(), 2))
        .contains(
            "1 of 6 points",
            "Exercise 2.1, Slide a kernel: 1 of 6",
            "<td class=\"ok\">passed</td>",
            "<td>hard one</td><td class=\"number\">0 of 5</td>"
                + "<td class=\"bad\">a wrong result</td>",
            "what turning the kernel changes: not marked yet")
        .doesNotContain("Cells that failed", "Please note", "late");
  }

  @Test
  void whatStudentsWroteStaysText() {
    for (String page : List.of(feedback(Sample.book(), 0), OverviewPage.of(Sample.book()))) {
      assertThat(page).doesNotContain("<b>").contains("&lt;b&gt;");
    }
    assertThat(feedback(Sample.book(), 0))
        .contains("Nothing could be graded", "cell 3 (ex2-1)", "not tested", "&lt;/b&gt;?</pre>");
  }

  @Test
  void theOverviewNamesTheHardestTestFirstAndLinksTheFeedback() {
    List<OverviewPage.Hard> hard = OverviewPage.hard(Sample.results());
    assertThat(hard).extracting(h -> h.test().name()).containsExactly("hardOne", "easy");
    assertThat(hard).extracting(OverviewPage.Hard::passed).containsExactly(1L, 2L);
    assertThat(OverviewPage.went(Sample.results()))
        .singleElement()
        .satisfies(
            went -> {
              assertThat(went.mean())
                  .isCloseTo(7 / 18.0, org.assertj.core.data.Offset.offset(1e-9));
              assertThat(went.full()).isEqualTo(1);
            });
    String page = OverviewPage.of(Sample.book());
    assertThat(page)
        .contains(
            "href=\"./feedback/ada/02-cross-correlation.html\"",
            "3 notebooks of 3 students",
            "91 %",
            "eve/02-cross-correlation: no room")
        .isEqualTo(OverviewPage.of(Sample.book()));
    assertThat(page.split("data:image/png;base64,iVBOR", -1)).hasSize(3);
  }

  @Test
  void aClassWithoutSubmissionsHasAnOverviewToo() {
    Results none =
        new Results(
            1, Sample.results().stamp(), List.of(), List.of(), List.of(), java.util.Map.of());
    Gradebook book = new Gradebook(none, List.of(), Course.NONE, new Manual(List.of()), List.of());
    assertThat(OverviewPage.of(book)).contains("0 notebooks of 0 students");
  }

  @Test
  void namesOfFilesAreHarmlessAndNeverTheSame() {
    assertThat(FileNames.readable("学生 é_12")).isEqualTo("学生 é_12");
    for (String name :
        List.of("..", "a/b", ".x", "x.", "", "a".repeat(300), "x-0123abcd", "a\nb")) {
      assertThat(FileNames.readable(name))
          .isNotEqualTo(name)
          .matches("[\\p{L}\\p{N}_-]*-[0-9a-f]{8}")
          .hasSizeLessThan(80);
    }
    assertThat(FileNames.readable("a/b")).isNotEqualTo(FileNames.readable("a:b"));
  }
}
