package gufo.lab.cli;

import gufo.contracts.id.Json;
import gufo.contracts.row.FilteredRow;
import gufo.contracts.row.JsonLines;
import gufo.contracts.spec.FilterReader;
import gufo.contracts.spec.FilterRule;
import gufo.contracts.spec.Reading;
import gufo.filter.rules.FilterCounts;
import gufo.filter.rules.RowFilter;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code gufo filter}. Needs no stack; a bad row ends it, and no output file is left half done. */
@Command(
    name = "filter",
    mixinStandardHelpOptions = true,
    description = "Filter a file of rows by a file of rules and count what went, and why.")
final class FilterCommand implements Callable<Integer> {
  private final Console console;

  @Parameters(index = "0", paramLabel = "RULES", description = "YAML with a filter: list")
  private Path rules;

  @Parameters(
      index = "1",
      paramLabel = "ROWS",
      description = "a JSON object a line with at least prompt and completion")
  private Path rows;

  @Option(names = "--kept", paramLabel = "FILE", description = "where kept lines go, as they came")
  private Path kept;

  @Option(
      names = "--rejected",
      paramLabel = "FILE",
      description = "where rejected rows go, with what each rule said")
  private Path rejected;

  @Option(names = "--json", description = "print the counts as one JSON object")
  private boolean json;

  FilterCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws IOException {
    List<FilterRule> wanted = rules();
    if (!Files.isReadable(rows) || Files.isDirectory(rows)) {
      throw new BadSpec(List.of("ROWS is " + rows + "; accepted: a file that can be read"));
    }
    checkOutputs();
    long start = System.nanoTime();
    try (NewFile keptFile = new NewFile(kept);
        NewFile rejectedFile = new NewFile(rejected)) {
      RowFilter.Ending ending = run(wanted, keptFile, rejectedFile);
      if (ending instanceof RowFilter.BadRow bad) {
        throw new BadSpec(List.of(rows.getFileName() + ": " + bad.message()));
      }
      keptFile.keep();
      rejectedFile.keep();
      print(((RowFilter.Done) ending).counts(), (System.nanoTime() - start) / 1e9);
    }
    return ExitCode.OK;
  }

  private List<FilterRule> rules() {
    Reading<List<FilterRule>> read = FilterReader.readYaml(SpecFile.bytes(rules));
    if (read instanceof Reading.Invalid<List<FilterRule>> invalid) {
      throw SpecFile.refused(rules, invalid.problems());
    }
    return ((Reading.Valid<List<FilterRule>>) read).value();
  }

  /** An output that is an input would be lost, and one that is another output, mixed up. */
  private void checkOutputs() throws IOException {
    check("--kept", kept, rules, rows);
    check("--rejected", rejected, rules, rows);
    if (kept != null
        && rejected != null
        && kept.toAbsolutePath().equals(rejected.toAbsolutePath())) {
      throw new BadSpec(
          List.of("--rejected is " + rejected + "; accepted: another file than --kept"));
    }
  }

  private static void check(String option, Path output, Path... inputs) throws IOException {
    if (output == null) {
      return;
    }
    boolean free = !Files.exists(output) || Files.isRegularFile(output);
    for (Path input : inputs) {
      free &= !Files.exists(output) || !Files.isSameFile(output, input);
    }
    if (!free) {
      throw new BadSpec(
          List.of(option + " is " + output + "; accepted: a regular file that is no input"));
    }
  }

  private RowFilter.Ending run(List<FilterRule> wanted, NewFile keptFile, NewFile rejectedFile)
      throws IOException {
    try (OutputStream keptRows = new BufferedOutputStream(keptFile.open(), 1 << 16);
        JsonLines.Writer<FilteredRow> rejectedRows =
            JsonLines.writer(rejectedFile.open(), FilteredRow.class)) {
      return RowFilter.run(
          wanted,
          Files.newInputStream(rows),
          (current, judgement) -> {
            if (judgement.kept()) {
              current.copyLine(keptRows);
            } else if (rejected != null) {
              rejectedRows.write(FilteredRow.of(current.row(), judgement.verdicts()));
            }
          });
    }
  }

  private void print(FilterCounts counts, double seconds) throws IOException {
    long perSecond = Math.round(counts.rows() / Math.max(seconds, 1e-3));
    if (json) {
      Map<String, Object> object = new LinkedHashMap<>();
      object.put("rows", counts.rows());
      object.put("kept", counts.kept());
      object.put("rejected", counts.rejected());
      object.put("rejections", counts.rejections());
      object.put("rowsPerSecond", perSecond);
      console.out().println(Json.mapper().writeValueAsString(object));
      return;
    }
    console.out().printf("rows      %10d  (%d a second)%n", counts.rows(), perSecond);
    console.out().printf("kept      %10d%n", counts.kept());
    console.out().printf("rejected  %10d%n", counts.rejected());
    for (FilterCounts.Rejections one : counts.rejections()) {
      console
          .out()
          .printf(
              "  %-18s %-16s %10d, %d of them first%n",
              one.rule(), one.reason(), one.rows(), one.first());
    }
  }
}
