package cnnbook.data;

import java.nio.file.Path;

/** Told how a fetch goes on; called from the thread that fetches. */
public interface Progress {
  /**
   * Some of a file has arrived.
   *
   * @param file its name
   * @param bytes how many of its bytes are here
   * @param total how many there will be
   */
  default void arrived(String file, long bytes, long total) {}

  /**
   * A file is complete and in its place.
   *
   * @param file its name
   * @param proof what was found right about it
   */
  default void done(String file, String proof) {}

  /**
   * Another process fetches the same set; this one waits for it.
   *
   * @param lock the file that the other one has locked
   */
  default void waiting(Path lock) {}
}
