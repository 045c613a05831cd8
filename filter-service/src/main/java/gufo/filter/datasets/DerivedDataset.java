package gufo.filter.datasets;

import gufo.contracts.row.FilteredRow;
import gufo.contracts.row.JsonLines;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Whole data sets read and written; one made of others has no rejected rows. */
final class DerivedDataset {

  private DerivedDataset() {}

  static List<FilteredRow> read(Path folder) throws IOException {
    List<FilteredRow> rows = new ArrayList<>();
    try (JsonLines.Reader<FilteredRow> lines =
        JsonLines.reader(
            Files.newInputStream(folder.resolve(DatasetAssembly.ROWS)), FilteredRow.class)) {
      lines.forEachRemaining(rows::add);
    }
    return rows;
  }

  static void write(List<FilteredRow> rows, Path folder) throws IOException {
    try (JsonLines.Writer<FilteredRow> lines =
        JsonLines.writer(
            Files.newOutputStream(folder.resolve(DatasetAssembly.ROWS)), FilteredRow.class)) {
      for (FilteredRow row : rows) {
        lines.write(row);
      }
    }
  }
}
