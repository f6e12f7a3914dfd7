package cnnbook.data;

import cnnbook.Home;
import cnnbook.UserError;
import com.google.gson.Gson;
import com.google.gson.JsonParseException;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What the folder {@code datasets} ships, from its {@code manifest.json}.
 *
 * @param files every file of the data sets
 */
public record Manifest(List<Entry> files) {
  /**
   * One file.
   *
   * @param set the data set that it belongs to
   * @param path relative to the folder {@code datasets}, with slashes
   * @param source where it comes from
   * @param licence under which licence
   * @param drawn how it was made from the source
   * @param shape of an IDX file its dimensions, of a photograph height, width, channels
   * @param bytes its size
   * @param sha256 its checksum, lower-case hexadecimal
   */
  public record Entry(
      String set,
      String path,
      String source,
      String licence,
      String drawn,
      List<Integer> shape,
      long bytes,
      String sha256) {

    /**
     * What is wrong with the file, if anything.
     *
     * @param datasets the folder that the path is relative to
     */
    public Optional<String> problem(Path datasets) {
      Path file = datasets.resolve(path);
      try {
        long size = Files.size(file);
        if (size != bytes) {
          return Optional.of("%s: expected %d bytes, found %d".formatted(file, bytes, size));
        }
        String found = Checksum.sha256(file);
        return found.equals(sha256)
            ? Optional.empty()
            : Optional.of("%s: expected sha256 %s, found %s".formatted(file, sha256, found));
      } catch (NoSuchFileException e) {
        return Optional.of(file + " is missing");
      } catch (IOException e) {
        return Optional.of("%s cannot be read: %s".formatted(file, e));
      }
    }
  }

  /** The book's own manifest. */
  public static Manifest shipped() {
    return read(folder().resolve("manifest.json"));
  }

  /** The folder {@code datasets} of the book. */
  public static Path folder() {
    return Home.root().resolve("datasets");
  }

  /**
   * Reads a manifest.
   *
   * @throws UserError if the file is not there or is no manifest
   */
  static Manifest read(Path file) {
    try (Reader text = Files.newBufferedReader(file)) {
      Manifest manifest = new Gson().fromJson(text, Manifest.class);
      if (manifest == null || manifest.files == null) {
        throw new JsonParseException("no \"files\" in it");
      }
      return manifest;
    } catch (IOException | JsonParseException e) {
      throw UserError.missing(
          "%s cannot be read: %s".formatted(file, e), "Restore it from the book's archive.", e);
    }
  }

  /** The problems of all files, none if everything is as it was shipped. */
  public List<String> problems(Path datasets) {
    return files.stream().flatMap(entry -> entry.problem(datasets).stream()).toList();
  }
}
