package cnnbook.cli;

import static org.assertj.core.api.Assertions.assertThat;

import cnnbook.cli.Finding.State;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

final class DoctorTest {
  private static List<Finding> findings;

  @BeforeAll
  static void examine() {
    findings = Doctor.examine().toList();
  }

  @Test
  void everythingIsLookedAt() {
    assertThat(findings)
        .extracting(Finding::name)
        .containsExactly(
            "JDK", "Maven", "Jupyter", "kernel", "engine", "GPU", "data", "disk", "memory",
            "fonts");
  }

  @Test
  void whatIsMissingComesWithItsRemedyAndEveryLineWithADetail() {
    assertThat(findings)
        .allSatisfy(finding -> assertThat(finding.detail()).isNotBlank())
        .filteredOn(finding -> finding.state() == State.MISSING)
        .allSatisfy(finding -> assertThat(finding.remedy()).isNotBlank());
  }

  @Test
  void whatTheseTestsRunOnIsFound() {
    assertThat(findings)
        .filteredOn(f -> List.of("JDK", "engine", "data", "fonts").contains(f.name()))
        .hasSize(4)
        .allSatisfy(
            finding -> assertThat(finding.state()).as(finding.toString()).isEqualTo(State.OK));
  }
}
