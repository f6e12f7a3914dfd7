package cnnbook.grading.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import cnnbook.UserError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CourseTest {
  private static final String STUDENTS =
      "student,name,email,id\nada,Ada L.,ada@x.org,7\nzoe,Zoe,,9\nbob,Bob,,8\n";

  @TempDir private Path folder;

  private Course course(String notebooks) throws IOException {
    Files.writeString(folder.resolve("notebooks.csv"), notebooks);
    return Course.read(Files.writeString(folder.resolve("course.csv"), STUDENTS));
  }

  @Test
  void eachDayBegunCostsOnceTheGraceIsOver() {
    Instant due = Instant.parse("2026-05-01T10:00:00Z");
    Course.Due rule = new Course.Due(2, due, 1, 2, 30);
    assertThat(rule.late(due)).isZero();
    assertThat(rule.late(due.plusSeconds(2 * 3600))).isZero();
    assertThat(rule.late(due.plusSeconds(2 * 3600 + 1))).isEqualTo(30);
    assertThat(rule.late(due.plusSeconds(24 * 3600 + 1))).isEqualTo(60);
    assertThat(rule.late(due.plusSeconds(30 * 24 * 3600))).isEqualTo(100);
    assertThat(rule.late(null)).isZero();
  }

  @Test
  void lateWorkMissingWorkAndWeightsMakeTheGrade() throws IOException {
    Course course =
        course(
            "notebook,due,weight,late_percent\n"
                + "02-cross-correlation,2026-05-01T13:00+01:00,3,10\n"
                + "3,,1,\n");
    Gradebook book = Sample.book(course, new Manual(List.of()));
    assertThat(book.score("ada", 2).late()).isEqualTo(10);
    assertThat(book.total("ada").points()).isCloseTo(5.4, within(1e-9));
    // Lesson 3 has no exercises among the graded: its weight is lost.
    assertThat(book.total("ada").percent()).isCloseTo(67.5, within(1e-9));
    List<List<String>> rows = new Tables(book).finals();
    assertThat(rows.get(0))
        .containsExactly(
            "student",
            "name",
            "email",
            "notebook 02",
            "notebook 03",
            "total",
            "of",
            "percent",
            "note");
    assertThat(rows.get(1)).startsWith("'=" + Sample.EVIL).endsWith("not in course.csv");
    assertThat(rows.get(2))
        .containsExactly("ada", "Ada L.", "ada@x.org", "5.4", "", "5.4", "6", "67.5", "");
    assertThat(rows.get(4)).startsWith("zoe").endsWith("handed in nothing");
    assertThat(OverviewPage.of(book))
        .contains("is not in course.csv", "Zoe has not handed in: 2, 3");
    Results.Student ada = book.results().students().get(1);
    assertThat(FeedbackPage.of(book, "ada", ada.submissions().get(0)))
        .contains("Handed in late: 10 % are taken off, 5.4 points remain.");
  }

  @Test
  void moodleAndCanvasGetTheirColumns() throws IOException {
    Tables tables = new Tables(Sample.book(course("notebook\n2\n"), new Manual(List.of())));
    assertThat(tables.moodle())
        .first()
        .isEqualTo(
            List.of("ID number", "Full name", "Email address", "notebook 02", "Total (per cent)"));
    assertThat(tables.moodle().get(1)).isEqualTo(List.of("7", "Ada L.", "ada@x.org", "6", "100.0"));
    assertThat(tables.canvas())
        .startsWith(
            List.of("Student", "ID", "SIS User ID", "SIS Login ID", "Section", "notebook 02"),
            List.of("    Points Possible", "", "", "", "", "6"),
            List.of("Ada L.", "7", "", "ada@x.org", "", "6"));
    assertThat(tables.canvas()).hasSize(5);
  }

  @Test
  void whatIsWrongInTheFilesIsNamed() {
    for (String wrong : List.of("due\n", "notebook,due\n2,soon\n", "notebook,weight\n2,x\n")) {
      assertThatThrownBy(() -> course(wrong))
          .isInstanceOf(UserError.class)
          .hasMessageContaining("notebooks.csv");
    }
    assertThatThrownBy(() -> Course.read(folder.resolve("no.csv"))).isInstanceOf(UserError.class);
  }
}
