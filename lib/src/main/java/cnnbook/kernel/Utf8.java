package cnnbook.kernel;

/** Where a run of UTF-8 bytes may be cut. */
final class Utf8 {
  private Utf8() {}

  /** The number of bytes without the beginning of a character whose rest is missing. */
  static int completeLength(byte[] bytes) {
    int lead = bytes.length - 1;
    int oldest = Math.max(0, bytes.length - 3);
    while (lead >= oldest && (bytes[lead] & 0xC0) == 0x80) {
      lead--;
    }
    if (lead < oldest) {
      return bytes.length;
    }
    return lead + sizeOf(bytes[lead]) > bytes.length ? lead : bytes.length;
  }

  private static int sizeOf(byte lead) {
    if ((lead & 0xE0) == 0xC0) {
      return 2;
    }
    if ((lead & 0xF0) == 0xE0) {
      return 3;
    }
    return (lead & 0xF8) == 0xF0 ? 4 : 1;
  }
}
