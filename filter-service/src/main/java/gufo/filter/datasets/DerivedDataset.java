package gufo.filter.datasets;

import gufo.contracts.row.DatasetFolder;
import gufo.contracts.row.FilteredRow;
import gufo.contracts.row.JsonLines;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A data set made of others is written whole; it has no rejected rows. */
final class DerivedDataset {

  private DerivedDataset() {}

  static void write(List<FilteredRow> rows, Path folder) throws IOException {
    try (JsonLines.Writer<FilteredRow> lines =
        JsonLines.writer(
            Files.newOutputStream(folder.resolve(DatasetFolder.ROWS)), FilteredRow.class)) {
      for (FilteredRow row : rows) {
        lines.write(row);
      }
    }
  }
}
