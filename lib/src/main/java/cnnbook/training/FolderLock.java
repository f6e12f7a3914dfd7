package cnnbook.training;

import cnnbook.UserError;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Keeps other processes out of a folder, by a lock on a hidden file in it; the file stays. The
 * system ends the lock with the process. Within a process, who comes next gets in as well: cells of
 * a notebook are run again without closing anything.
 */
final class FolderLock implements AutoCloseable {
  private static final String NAME = ".lock";

  private final FileChannel channel;

  /**
   * Locks a folder where the file system can; where it cannot, nothing is locked.
   *
   * @throws UserError if another process has it
   */
  FolderLock(Path folder) {
    channel = open(folder);
    if (channel != null && !isFree()) {
      close();
      throw UserError.failed(
          "another process trains with the checkpoints in " + folder,
          "Wait for its end, or end it, or choose another folder.");
    }
  }

  private static FileChannel open(Path folder) {
    try {
      return FileChannel.open(
          folder.resolve(NAME), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    } catch (IOException e) {
      // A folder that nobody may write to: the first checkpoint says so.
      return null;
    }
  }

  private boolean isFree() {
    try {
      return channel.tryLock() != null;
    } catch (OverlappingFileLockException e) {
      // This process has it. The channel stays open: closing it would end the other's lock.
      return true;
    } catch (IOException e) {
      // A file system without locks.
      return true;
    }
  }

  @Override
  public void close() {
    try {
      if (channel != null) {
        channel.close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
