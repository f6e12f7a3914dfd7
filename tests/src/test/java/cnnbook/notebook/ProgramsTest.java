package cnnbook.notebook;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the commands are those of a POSIX shell")
class ProgramsTest {
  private static final Duration SHORT = Duration.ofMillis(300);

  @Test
  void whatAProgramPrintsComesIfItSucceeds() {
    assertThat(Programs.output(List.of("sh", "-c", "echo yes"))).contains("yes");
    assertThat(Programs.output(List.of("sh", "-c", "echo no; exit 1"))).isEmpty();
    assertThat(Programs.output(List.of("there-is-no-such-program"))).isEmpty();
  }

  @Test
  void aProgramThatHangsIsEndedAndGivesNothing() {
    assertThat(Programs.output(List.of("sh", "-c", "echo half; exec sleep 987"), SHORT)).isEmpty();
    assertThat(ProcessHandle.current().children())
        .noneMatch(child -> child.info().commandLine().orElse("").contains("sleep 987"));
  }
}
