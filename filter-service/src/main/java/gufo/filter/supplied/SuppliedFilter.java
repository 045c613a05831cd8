package gufo.filter.supplied;

import gufo.contracts.row.FilteredRow;
import gufo.contracts.row.JsonLines;
import gufo.contracts.spec.FilterRule;
import gufo.contracts.spec.SpecProblem;
import gufo.filter.rules.FilterCounts;
import gufo.filter.rules.RowFilter;
import gufo.kit.problem.Problem;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Judges one request at a time, from disk to disk: rows are never in memory together, and a slow
 * caller holds up nobody. Rules that remember rows take fewer of them, so that no request can use
 * up the memory of the service's own work.
 */
@ApplicationScoped
class SuppliedFilter {

  /** Of rows times the rules that remember them. */
  static final long MOST_REMEMBERED = 8 << 20;

  private final ReentrantLock turn = new ReentrantLock(true);
  private final Uploads uploads;

  SuppliedFilter(Uploads uploads) {
    this.uploads = uploads;
  }

  /**
   * Judged rows.
   *
   * @param lines to be closed by who reads them
   */
  record Judged(FilterCounts counts, InputStream lines) {}

  /**
   * @throws Problem.Refused when a row is none
   */
  FilterCounts counts(FilterForm form) throws IOException {
    return judge(form, (current, judgement) -> {});
  }

  /**
   * @throws Problem.Refused when a row is none; nothing has been answered then
   */
  Judged rows(FilterForm form, Lines wanted) throws IOException {
    Path file = uploads.newFile();
    try {
      FilterCounts counts = wanted == Lines.KEPT ? writeKept(form, file) : writeAll(form, file);
      // Open, a file is readable without its name: none is left behind, whatever becomes of the
      // answer.
      return new Judged(counts, Files.newInputStream(file));
    } finally {
      Files.deleteIfExists(file);
    }
  }

  private FilterCounts writeKept(FilterForm form, Path file) throws IOException {
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file), 1 << 16)) {
      return judge(
          form,
          (current, judgement) -> {
            if (judgement.kept()) {
              current.copyLine(out);
            }
          });
    }
  }

  private FilterCounts writeAll(FilterForm form, Path file) throws IOException {
    try (JsonLines.Writer<FilteredRow> out =
        JsonLines.writer(Files.newOutputStream(file), FilteredRow.class)) {
      return judge(
          form,
          (current, judgement) -> out.write(FilteredRow.of(current.row(), judgement.verdicts())));
    }
  }

  private FilterCounts judge(FilterForm form, RowFilter.Listener listener) throws IOException {
    checkRemembered(form);
    turn.lock();
    try {
      RowFilter.Ending ending = RowFilter.run(form.rules(), form.openRows(), listener);
      if (ending instanceof RowFilter.BadRow bad) {
        throw new Problem.Refused(400, "A row cannot be used", "rows: " + bad.message(), null);
      }
      return ((RowFilter.Done) ending).counts();
    } finally {
      turn.unlock();
    }
  }

  private static void checkRemembered(FilterForm form) throws IOException {
    List<String> rules =
        form.rules().stream().filter(FilterRule::remembersRows).map(FilterRule::kind).toList();
    if (!rules.isEmpty() && form.rowBytes() > MOST_REMEMBERED / rules.size()) {
      String accepted =
          "at most %d bytes with rules that remember rows (%s); more with ./gufo filter"
              .formatted(MOST_REMEMBERED / rules.size(), String.join(", ", rules));
      throw Problem.Refused.of(
          413,
          "Too many rows for these rules",
          List.of(new SpecProblem("rows", form.rowBytes() + " bytes long", accepted)));
    }
  }
}
