package cnnbook.grading;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Random;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The random inputs of hidden tests: drawn from a secret, so that nobody computes them beforehand,
 * and from what is tested, so that a second grading gives the same marks.
 */
final class Inputs {
  private static final String ALGORITHM = "HmacSHA256";

  private final byte[] secret;

  Inputs(byte[] secret) {
    this.secret = secret.clone();
  }

  /** The numbers for one test of one submission. */
  Random of(String exercise, String test, String student) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(new SecretKeySpec(secret, ALGORITHM));
      for (String part : new String[] {exercise, test, student}) {
        byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
        mac.update(ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).array());
        mac.update(bytes);
      }
      return new Random(ByteBuffer.wrap(mac.doFinal()).getLong());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
