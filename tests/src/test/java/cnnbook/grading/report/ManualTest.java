package cnnbook.grading.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cnnbook.UserError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ManualTest {
  @TempDir private Path folder;

  static Manual marked(String student, double mark, String comment) {
    return new Manual(
        List.of(
            new Manual.Row(
                student, "ex2-words", 3, mark, comment, Manual.MARKED, "an answer", "h")));
  }

  private Manual merge(List<Submitted> submitted) {
    Manual manual = Manual.merge(folder, submitted);
    manual.write(folder);
    return manual;
  }

  private void edit(String from, String to) throws IOException {
    Path file = folder.resolve(Manual.FILE);
    String text = Files.readString(file);
    assertThat(text).contains(from);
    Files.writeString(file, text.replace(from, to));
  }

  @Test
  void everyAnswerInWordsGetsARowWithoutAMark() throws IOException {
    List<Submitted> submitted = new ArrayList<>(Sample.submitted());
    submitted.add(Sample.submitted("eve", "*Your answer: replace this line.*"));
    Manual manual = merge(submitted);
    assertThat(manual.rows())
        .hasSize(4)
        .allMatch(row -> row.mark() == null && row.state().equals(Manual.TO_MARK));
    assertThat(manual.row("eve", 2).orElseThrow().answer()).isEmpty();
    assertThat(manual.counts(2)).isFalse();
    assertThat(Files.readString(folder.resolve(Manual.FILE)))
        .contains("'=<b>", "bob,ex2-words,3,,,to mark,an answer of bob,");
    assertThat(merge(submitted)).isEqualTo(manual);
  }

  @Test
  void marksStayWhenGradedAgainAndSomebodyIsGone() throws IOException {
    merge(Sample.submitted());
    edit("bob,ex2-words,3,,,to mark", "bob,ex2-words,3,\"2,5\",good,to mark");
    Manual.Row bob = merge(Sample.submitted().subList(0, 1)).row("bob", 2).orElseThrow();
    assertThat(bob.mark()).isEqualTo(2.5);
    bob = merge(Sample.submitted()).row("bob", 2).orElseThrow();
    assertThat(bob.mark()).isEqualTo(2.5);
    assertThat(bob.comment()).isEqualTo("good");
    assertThat(bob.state()).isEqualTo(Manual.MARKED);
  }

  @Test
  void anAnswerThatChangedAfterItsMarkIsFlaggedUntilTheLecturerSaysSo() throws IOException {
    merge(Sample.submitted());
    edit("bob,ex2-words,3,,,to mark", "bob,ex2-words,3,2,good,to mark");
    merge(Sample.submitted());
    List<Submitted> later = List.of(Sample.submitted("bob", "something else"));
    for (int i = 0; i < 2; i++) {
      Manual.Row bob = merge(later).row("bob", 2).orElseThrow();
      assertThat(bob.state()).isEqualTo(Manual.CHANGED);
      assertThat(bob.mark()).isEqualTo(2);
      assertThat(bob.answer()).isEqualTo("something else");
    }
    edit("changed", "");
    assertThat(merge(later).row("bob", 2).orElseThrow().state()).isEqualTo(Manual.MARKED);
  }

  @Test
  void aTableProgramMaySaveItInItsOwnWay() throws IOException {
    Files.writeString(
        folder.resolve(Manual.FILE),
        "\uFEFFStudent;Question;Points;Mark;Comment\r\nbob;ex2-words;3;1,5;ok\r\n\r\n");
    Manual.Row bob = merge(Sample.submitted()).row("bob", 2).orElseThrow();
    assertThat(bob.mark()).isEqualTo(1.5);
    assertThat(bob.state()).isEqualTo(Manual.CHANGED);
  }

  @Test
  void aMarkThatIsNoneIsRefusedAndTheFileStaysAsItIs() throws IOException {
    merge(Sample.submitted());
    for (String mark : List.of("4", "-1", "good", "NaN")) {
      edit("bob,ex2-words,3,,", "bob,ex2-words,3," + mark + ",");
      String before = Files.readString(folder.resolve(Manual.FILE));
      assertThatThrownBy(() -> merge(Sample.submitted()))
          .isInstanceOf(UserError.class)
          .hasMessageContaining("bob, ex2-words: mark is '" + mark + "'");
      assertThat(folder.resolve(Manual.FILE)).hasContent(before);
      edit("bob,ex2-words,3," + mark + ",", "bob,ex2-words,3,,");
    }
  }

  @Test
  void aQuestionCountsForAllOnceOneAnswerIsMarked() {
    Gradebook open = Sample.book();
    assertThat(open.score("ada", 2).of()).isEqualTo(6);
    Gradebook begun = Sample.book(Course.NONE, marked("bob", 2, ""));
    assertThat(begun.score("ada", 2).of()).isEqualTo(9);
    assertThat(begun.score("bob", 2).points()).isEqualTo(3);
  }
}
