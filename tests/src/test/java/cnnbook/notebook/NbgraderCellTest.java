package cnnbook.notebook;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import org.junit.jupiter.api.Test;

class NbgraderCellTest {
  /** The expected values were computed by nbgrader's recipe in Python, with hashlib. */
  @Test
  void checksumIsNbgraders() {
    assertThat(
            cell("code", "Check.exercise(\"3.2\", new Ex3_2())", "ex3-2-check", true, false, 6)
                .checksum())
        .isEqualTo("601fadf4c0178235c607d496677558a1");
    assertThat(cell("code", "class Ex3_2 {}\n", "ex3-2", false, true, 0).checksum())
        .isEqualTo("c0db8ea8405ff0d8754c3d9f5630c403");
    assertThat(cell("markdown", "## Prüfe “≤”", "ex3-2-text", false, false, 0).checksum())
        .isEqualTo("80ea399f34c014b41cfa8d382a6b12ce");
    assertThat(cell("markdown", "*Your answer*", "ex3-words", true, true, 2.5).checksum())
        .isEqualTo("3e2fe6b592857bee738675d2490e3d3b");
  }

  @Test
  void sealingAddsTheTypeAndTheChecksum() {
    NbgraderCell cell = cell("code", "class Ex3_2 {}\n", "ex3-2", false, true, 0);
    cell.seal();
    JsonObject metadata = cell.json().getAsJsonObject("metadata").getAsJsonObject("nbgrader");
    assertThat(metadata.get("checksum").getAsString()).isEqualTo(cell.checksum());
    assertThat(metadata.get("cell_type").getAsString()).isEqualTo("code");
  }

  private static NbgraderCell cell(
      String type, String source, String id, boolean grade, boolean solution, double points) {
    JsonObject nbgrader = new JsonObject();
    nbgrader.addProperty("grade_id", id);
    nbgrader.addProperty("grade", grade);
    nbgrader.addProperty("solution", solution);
    nbgrader.addProperty("locked", !solution);
    if (grade) {
      nbgrader.addProperty("points", points);
    }
    JsonObject metadata = new JsonObject();
    metadata.add("nbgrader", nbgrader);
    JsonObject cell = new JsonObject();
    cell.addProperty("cell_type", type);
    cell.addProperty("source", source);
    cell.add("metadata", metadata);
    return new NbgraderCell(cell);
  }
}
