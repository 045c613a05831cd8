package gufo.filter.datasets;

import gufo.contracts.event.RowCounts;
import gufo.contracts.plan.Recipe;
import gufo.contracts.row.DatasetFolder;
import gufo.contracts.row.FilteredRow;
import gufo.contracts.row.JsonLines;
import gufo.contracts.row.RawRow;
import gufo.filter.rules.Judgement;
import gufo.filter.rules.RuleChain;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/**
 * Sorts raw rows, chunk by chunk, into a data set's folder: {@code rows.jsonl} to train on and
 * {@code rejected.jsonl} with the reasons. Counts cover whole chunks, so they do not tell how far
 * the generator had come.
 */
final class DatasetAssembly implements Closeable {

  /** Rows no one trains on, each with every rule's verdict. */
  static final String REJECTED = "rejected.jsonl";

  private final int target;
  private final RuleChain rules;
  private final JsonLines.Writer<FilteredRow> rows;
  private final JsonLines.Writer<FilteredRow> rejected;
  private final Map<String, Integer> reasons = new TreeMap<>();
  private int generated;
  private int kept;

  DatasetAssembly(Recipe.Dataset dataset, Path folder) throws IOException {
    this.target = dataset.rows();
    this.rules = RuleChain.of(dataset.filter());
    this.rows =
        JsonLines.writer(
            Files.newOutputStream(folder.resolve(DatasetFolder.ROWS)), FilteredRow.class);
    this.rejected =
        JsonLines.writer(Files.newOutputStream(folder.resolve(REJECTED)), FilteredRow.class);
  }

  void add(Path chunk) throws IOException {
    try (JsonLines.Reader<RawRow> raw =
        JsonLines.reader(Files.newInputStream(chunk), RawRow.class)) {
      while (raw.hasNext()) {
        add(raw.next());
      }
    }
  }

  private void add(RawRow row) throws IOException {
    Judgement judgement = rules.judge(row);
    FilteredRow filtered = FilteredRow.of(row, judgement.verdicts());
    generated++;
    if (!judgement.kept()) {
      reasons.merge(judgement.firstReason().orElseThrow().wireName(), 1, Integer::sum);
      rejected.write(filtered);
    } else if (kept++ < target) {
      rows.write(filtered);
    }
  }

  boolean complete() {
    return kept >= target;
  }

  int kept() {
    return kept;
  }

  RowCounts counts() {
    return new RowCounts(generated, kept, reasons);
  }

  /** Writes everything out; the folder is whole afterwards. */
  void finish() throws IOException {
    close();
  }

  @Override
  public void close() throws IOException {
    rows.close();
    rejected.close();
  }
}
