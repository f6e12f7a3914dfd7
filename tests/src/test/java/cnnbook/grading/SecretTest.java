package cnnbook.grading;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cnnbook.UserError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretTest {
  @TempDir private Path folder;

  @Test
  void aSecretIsMadeOnceAndOnlyItsOwnerMayReadIt() throws IOException {
    Path file = folder.resolve("settings").resolve("secret");
    Secret made = Secret.ensure(file);
    assertThat(made.bytes()).hasSizeGreaterThanOrEqualTo(32);
    assertThat(Files.getPosixFilePermissions(file))
        .isEqualTo(PosixFilePermissions.fromString("rw-------"));
    assertThat(Secret.ensure(file).bytes()).isEqualTo(made.bytes());
    assertThat(Secret.ensure(folder.resolve("other")).bytes()).isNotEqualTo(made.bytes());
    assertThat(file.getParent()).isDirectoryNotContaining(path -> !path.equals(file));
  }

  @Test
  void aSecretThatIsOpenShortOrMissingIsRefused() throws IOException {
    Path file = folder.resolve("secret");
    Secret.ensure(file);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));
    assertThatThrownBy(() -> Secret.read(file)).hasMessageContaining("others may read");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    Files.writeString(file, "short\n");
    assertThatThrownBy(() -> Secret.read(file)).hasMessageContaining("has 5 characters");
    assertThatThrownBy(() -> Secret.read(folder.resolve("none")))
        .isInstanceOf(UserError.class)
        .hasMessageContaining("there is no secret");
  }

  @Test
  void aFingerprintTellsSecretsApartAndGivesNothingAway() {
    Secret one = new Secret("0123456789abcdef".getBytes());
    assertThat(one.fingerprint())
        .matches("[0-9a-f]{16}")
        .isEqualTo(new Secret("0123456789abcdef".getBytes()).fingerprint())
        .isNotEqualTo(new Secret("0123456789abcdeF".getBytes()).fingerprint());
  }
}
