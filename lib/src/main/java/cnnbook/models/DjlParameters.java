package cnnbook.models;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PushbackInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Files that DJL's {@code Block.saveParameters} or {@code Model.save} wrote: the arrays of all
 * parameters in their order, each behind its block's notes. DJL's own loading changes the block
 * while it reads; here the arrays are read first, and the notes, which an initialised block does
 * not need, are passed over.
 */
final class DjlParameters {
  /** How DJL begins an array. */
  private static final byte[] ARRAY = {0, 4, 'N', 'D', 'A', 'R'};

  /** More bytes than stand before any array. */
  private static final int LONGEST_NOTES = 1 << 20;

  private DjlParameters() {}

  /** One array, and the last part of its name. */
  private record Item(String parameter, NDArray array) {}

  /** Whether the first bytes of a file are like those of DJL's. */
  static boolean isLike(byte[] start) {
    return new String(start, StandardCharsets.ISO_8859_1)
        .contains(new String(ARRAY, StandardCharsets.ISO_8859_1));
  }

  /**
   * All arrays, by the names that the block's parameters in the same places have.
   *
   * @param names DJL's name of each parameter by PyTorch's
   */
  static Map<String, Stored> read(Path file, NDManager manager, Map<String, String> names)
      throws IOException {
    List<Item> items = items(file, manager);
    Map<String, Stored> arrays = new LinkedHashMap<>();
    int place = 0;
    for (Map.Entry<String, String> name : names.entrySet()) {
      if (place < items.size()) {
        Item item = items.get(place++);
        arrays.put(name.getKey(), matched(item, place, name.getValue()));
      }
    }
    for (; place < items.size(); place++) {
      String ordinal = "array %d (%s)".formatted(place + 1, items.get(place).parameter());
      arrays.put(ordinal, Stored.of(items.get(place).array()));
    }
    return arrays;
  }

  private static Stored matched(Item item, int place, String wanted) {
    return item.parameter().equals(wanted)
        ? Stored.of(item.array())
        : Stored.unusable(
            "should be array %d of the file, which is a %s and not a %s"
                .formatted(place, item.parameter(), wanted));
  }

  private static List<Item> items(Path file, NDManager manager) throws IOException {
    List<Item> items = new ArrayList<>();
    try (PushbackInputStream in =
        new PushbackInputStream(
            new BufferedInputStream(Files.newInputStream(file)), ARRAY.length)) {
      for (byte[] notes = notes(in); notes != null; notes = notes(in)) {
        in.unread(ARRAY);
        items.add(new Item(nameAtEnd(notes), manager.decode(in)));
      }
    }
    return items;
  }

  /** What stands before the next array; null if there is none. */
  private static byte[] notes(PushbackInputStream in) throws IOException {
    ByteArrayOutputStream notes = new ByteArrayOutputStream();
    int matched = 0;
    while (matched < ARRAY.length) {
      int next = in.read();
      if (next < 0) {
        return null;
      }
      notes.write(next);
      matched = next == ARRAY[matched] ? matched + 1 : next == ARRAY[0] ? 1 : 0;
      if (notes.size() > LONGEST_NOTES) {
        throw new IOException("it goes on without an array");
      }
    }
    return Arrays.copyOf(notes.toByteArray(), notes.size() - ARRAY.length);
  }

  /** A parameter begins with the char P, version 1, and its name behind the name's length. */
  private static String nameAtEnd(byte[] notes) throws IOException {
    for (int length = 0; length <= notes.length - 5; length++) {
      int name = notes.length - length;
      boolean begins = notes[name - 5] == 0 && notes[name - 4] == 'P' && notes[name - 3] == 1;
      if (begins && (notes[name - 2] & 0xFF) * 256 + (notes[name - 1] & 0xFF) == length) {
        return new String(notes, name, length, StandardCharsets.UTF_8);
      }
    }
    throw new IOException("an array in it is no parameter");
  }
}
