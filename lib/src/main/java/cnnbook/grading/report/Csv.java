package cnnbook.grading.report;

import cnnbook.AtomicFile;
import cnnbook.UserError;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVPrinter;
import org.apache.commons.csv.CSVRecord;

/** Tables that people open in a table program and save again. */
public final class Csv {
  /** A table program would take what begins so for a formula. */
  private static final String FORMULA = "(?s)[=+\\-@\\t\\r].*";

  private Csv() {}

  /** Text that no table program takes for a formula. */
  public static String text(String text) {
    return text.matches(FORMULA) ? "'" + text : text;
  }

  /** Points as short as they can be written. */
  public static String number(double points) {
    BigDecimal rounded = BigDecimal.valueOf(points).setScale(3, RoundingMode.HALF_UP);
    return rounded.signum() == 0 ? "0" : rounded.stripTrailingZeros().toPlainString();
  }

  static void write(Path file, List<? extends List<String>> rows) {
    StringBuilder text = new StringBuilder();
    try (CSVPrinter csv = new CSVPrinter(text, CSVFormat.RFC4180)) {
      for (List<String> row : rows) {
        csv.printRecord(row);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    AtomicFile.write(file, text.toString());
  }

  /**
   * Reads a table with names above its columns; commas or semicolons, with or without a byte-order
   * mark. A column that is not there is empty.
   *
   * @param required columns that must be there
   * @throws UserError if it cannot be read, or a required column is missing
   */
  static List<Map<String, String>> read(Path file, String... required) {
    try {
      String text = Files.readString(file).replaceFirst("^\uFEFF", "");
      String head = text.lines().findFirst().orElse("");
      char between = head.contains(";") && !head.contains(",") ? ';' : ',';
      CSVFormat format =
          CSVFormat.RFC4180.builder().setDelimiter(between).setIgnoreEmptyLines(true).get();
      List<CSVRecord> records;
      try (CSVParser parser = CSVParser.parse(new StringReader(text), format)) {
        records = parser.getRecords();
      }
      return rows(file, records, List.of(required));
    } catch (IOException | UncheckedIOException e) {
      throw UserError.missing(
          file + " cannot be read: " + e.getMessage(), "Save it as CSV in UTF-8.");
    }
  }

  private static List<Map<String, String>> rows(
      Path file, List<CSVRecord> records, List<String> required) {
    List<String> names =
        records.isEmpty()
            ? List.of()
            : records.get(0).stream().map(name -> name.strip().toLowerCase()).toList();
    if (!names.containsAll(required)) {
      throw UserError.usage(
          "%s has the columns %s, needed are %s".formatted(file, names, required),
          "Write their names into the first row.");
    }
    List<Map<String, String>> rows = new ArrayList<>();
    for (CSVRecord record : records.subList(1, records.size())) {
      Map<String, String> row = new LinkedHashMap<>();
      for (int i = 0; i < Math.min(names.size(), record.size()); i++) {
        row.put(names.get(i), original(record.get(i)));
      }
      rows.add(row);
    }
    return rows;
  }

  /** Undoes {@link #text}. */
  private static String original(String text) {
    boolean marked = text.startsWith("'") && text.substring(1).matches(FORMULA);
    return marked ? text.substring(1) : text;
  }

  /**
   * A number as people write it, with a point or a comma.
   *
   * @param what the place, for the message
   * @throws UserError if it is none from 0 to the most
   */
  static double number(String text, double most, String what) {
    try {
      double number = Double.parseDouble(text.strip().replace(',', '.'));
      if (number >= 0 && number <= most) {
        return number;
      }
    } catch (NumberFormatException e) {
      // Said below, as for a number that is too large.
    }
    throw UserError.usage(
        "%s is '%s'".formatted(what, text),
        most == Double.MAX_VALUE
            ? "Write a number, 0 or more."
            : "Write a number from 0 to %s.".formatted(number(most)));
  }
}
