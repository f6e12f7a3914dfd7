package cnnbook.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import cnnbook.grading.Isolation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

class GradeCommandTest {
  @RegisterExtension final Shell shell = new Shell();

  @TempDir private Path folder;

  private Path in;
  private Path out;
  private Path secret;

  @BeforeEach
  void handIn() throws IOException {
    in = folder.resolve("in");
    out = folder.resolve("out");
    secret = folder.resolve("secret");
    Files.createDirectories(in.resolve("=ada, \"a\""));
    Files.writeString(in.resolve("=ada, \"a\"/02-x.ipynb"), "no notebook");
    Files.writeString(in.resolve("lost.txt"), "");
    cnnbook.grading.Secret.ensure(secret);
  }

  @Test
  void whatIsNoNotebookIsGradedToo() throws IOException {
    assumeTrue(Isolation.BUBBLEWRAP.trouble().isEmpty(), "bubblewrap does not work here");
    assertThat(grade("--only", "2.1")).as(shell.printed()).isZero();
    assertThat(shell.printed())
        .contains(
            "1 notebooks of 1 students graded: 0.0 of 6.0 points",
            "left out, no notebook: lost.txt")
        .doesNotContain("WARNING");
    assertThat(Files.readString(out.resolve("grades.csv")))
        .isEqualTo("student,2.1,total,of\r\n\"'=ada, \"\"a\"\"\",0,0,6\r\n");
    assertThat(Files.readString(out.resolve("grades.json")))
        .contains("\"earned\": 0.0", "no notebook, or damaged");
  }

  @Test
  void processIsolationIsWarnedOf() {
    assertThat(grade("--isolation", "process", "--only", "2.2")).as(shell.printed()).isZero();
    assertThat(shell.printed())
        .contains("WARNING: --isolation=process does not isolate", "the hidden tests");
  }

  @Test
  void wrongUsageSaysWhatIsWrong() {
    assertThat(grade("--only", "77.7")).isEqualTo(2);
    assertThat(grade("--jobs", "0")).isEqualTo(2);
    assertThat(grade("--isolation", "none")).isEqualTo(2);
    assertThat(shell.run("grade", in.toString())).isEqualTo(2);
    assertThat(shell.run("grade", "--out", out.toString())).isEqualTo(2);
    assertThat(grade("--course", folder.resolve("no.csv").toString())).isEqualTo(3);
    assertThat(shell.run("grade", "--report", "--out", out.toString())).isEqualTo(3);
    assertThat(shell.run("grade", folder.resolve("no").toString(), "--out", out.toString()))
        .isEqualTo(2);
    assertThat(shell.printed())
        .contains(
            "there is no exercise 77.7",
            "nothing to grade is named",
            "--jobs is 0",
            "'none'",
            "--out=DIR");
    assertThat(out).doesNotExist();
  }

  @Test
  void aSecretThatIsNotThereOrWillBeSeenIsRefused() throws IOException {
    String[] missing = {"grade", in.toString(), "--out", out.toString(), "--secret", "nowhere"};
    assertThat(shell.run(missing)).isEqualTo(3);
    secret = Files.createDirectories(out).resolve("secret");
    cnnbook.grading.Secret.ensure(secret);
    assertThat(grade()).isEqualTo(2);
    assertThat(shell.printed()).contains("there is no secret nowhere", "which others will see");
  }

  private int grade(String... more) {
    String[] all = new String[more.length + 6];
    String[] first = {
      "grade", in.toString(), "--out", out.toString(), "--secret", secret.toString()
    };
    System.arraycopy(first, 0, all, 0, first.length);
    System.arraycopy(more, 0, all, first.length, more.length);
    return shell.run(all);
  }
}
