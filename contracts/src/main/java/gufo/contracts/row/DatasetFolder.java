package gufo.contracts.row;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A data set as a folder in the store. */
public final class DatasetFolder {

  /** The file of the rows to learn from, one {@link FilteredRow} a line. */
  public static final String ROWS = "rows.jsonl";

  private DatasetFolder() {}

  /** All rows to learn from, in the data set's order. */
  public static List<FilteredRow> rows(Path folder) throws IOException {
    List<FilteredRow> rows = new ArrayList<>();
    try (JsonLines.Reader<FilteredRow> lines =
        JsonLines.reader(Files.newInputStream(folder.resolve(ROWS)), FilteredRow.class)) {
      lines.forEachRemaining(rows::add);
    }
    return rows;
  }

  /** Writes all rows to learn from. */
  public static void write(List<FilteredRow> rows, Path folder) throws IOException {
    try (JsonLines.Writer<FilteredRow> lines =
        JsonLines.writer(Files.newOutputStream(folder.resolve(ROWS)), FilteredRow.class)) {
      for (FilteredRow row : rows) {
        lines.write(row);
      }
    }
  }
}
