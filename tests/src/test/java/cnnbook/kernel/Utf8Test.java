package cnnbook.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

final class Utf8Test {
  @Test
  void aCutNeverFallsIntoACharacter() {
    String text = "aé卷🎓";
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    for (int length = 0; length <= bytes.length; length++) {
      int cut = Utf8.completeLength(Arrays.copyOf(bytes, length));
      assertThat(length - cut).isBetween(0, 3);
      String prefix = new String(bytes, 0, cut, StandardCharsets.UTF_8);
      assertThat(text).startsWith(prefix);
    }
    assertThat(Utf8.completeLength(bytes)).isEqualTo(bytes.length);
  }
}
