package gufo.evaluator.report;

import java.util.List;

/** A table of the report. */
final class MarkdownTable {

  private MarkdownTable() {}

  /**
   * @param head the first line
   * @param rows as {@link #row} writes them
   */
  static String of(String head, List<String> rows) {
    String rule = "|" + " --- |".repeat((int) head.chars().filter(c -> c == '|').count() - 1);
    return head + "\n" + rule + "\n" + String.join("\n", rows);
  }

  static String row(String... columns) {
    return "| " + String.join(" | ", columns) + " |";
  }
}
