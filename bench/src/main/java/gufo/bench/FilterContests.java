package gufo.bench;

import com.fasterxml.jackson.databind.node.ObjectNode;
import gufo.contracts.id.Json;
import gufo.contracts.row.DatasetFolder;
import gufo.contracts.row.FilteredRow;
import gufo.contracts.row.JsonLines;
import gufo.contracts.row.RawRow;
import gufo.contracts.spec.FilterRule;
import gufo.filter.rules.RowFilter;
import gufo.filter.rules.RuleChain;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The rules of {@code owl-numbers} against {@code bench/peers/filter.py}, one core each, on the
 * data set's lists over and over, a quarter of them spoilt. Both must keep the same number.
 */
final class FilterContests {

  private static final int ROWS = 100_000;

  private FilterContests() {}

  /** {@code numbers-format} alone, on texts in memory. */
  static Contest rule(Path checkout, Material material) throws IOException {
    return inMemory(checkout, material, "rule", material.spec().filter().subList(0, 1));
  }

  /** Both rules, on texts in memory. */
  static Contest chain(Path checkout, Material material) throws IOException {
    return inMemory(checkout, material, "chain", material.spec().filter());
  }

  private static Contest inMemory(
      Path checkout, Material material, String what, List<FilterRule> rules) throws IOException {
    List<RawRow> rows = rows(material);
    return contest(checkout, material, what, rows, () -> kept(rules, rows));
  }

  private static long kept(List<FilterRule> rules, List<RawRow> rows) {
    RuleChain chain = RuleChain.of(rules);
    return rows.stream().filter(row -> chain.judge(row).kept()).count();
  }

  /** Both rules, on a file of rows, as {@code ./gufo filter} reads it. */
  static Contest file(Path checkout, Material material) throws IOException {
    return contest(
        checkout,
        material,
        "file",
        rows(material),
        () -> kept(material.spec().filter(), rowsFile(material)));
  }

  private static long kept(List<FilterRule> rules, Path file) throws IOException {
    long[] kept = new long[1];
    RowFilter.run(
        rules, Files.newInputStream(file), (row, judgement) -> kept[0] += judgement.kept() ? 1 : 0);
    return kept[0];
  }

  /**
   * @param ours how many rows it keeps
   */
  private static Contest contest(
      Path checkout, Material material, String what, List<RawRow> rows, Contest.Units ours)
      throws IOException {
    write(rowsFile(material), rows);
    Path settings = material.folder().resolve("rules.json");
    Files.write(settings, Json.mapper().writeValueAsBytes(settings(material.spec().filter())));
    Peer peer =
        Peer.start(
            checkout, 1, "filter.py", rowsFile(material).toString(), settings.toString(), what);
    double kept = ours.run();
    double peers = peer.ready().path("kept").asDouble();
    if (kept != peers || kept == 0 || kept == ROWS) {
      throw new IllegalStateException(
          "ours keeps %.0f of %d rows, the peer %.0f; they follow other rules"
              .formatted(kept, ROWS, peers));
    }
    Contest.Units rounds = () -> ours.run() > 0 ? ROWS : 0;
    return new Contest("filter-" + what, "rows", List.of(rounds), List.of(peer));
  }

  private static Path rowsFile(Material material) {
    return material.folder().resolve("filter.jsonl");
  }

  private static void write(Path file, List<RawRow> rows) throws IOException {
    try (JsonLines.Writer<RawRow> lines =
        JsonLines.writer(Files.newOutputStream(file), RawRow.class)) {
      for (RawRow row : rows) {
        lines.write(row);
      }
    }
  }

  private static List<RawRow> rows(Material material) throws IOException {
    List<FilteredRow> lists = DatasetFolder.rows(material.dataset());
    List<RawRow> rows = new ArrayList<>();
    for (int i = 0; i < ROWS; i++) {
      RawRow list = lists.get(i % lists.size()).raw();
      rows.add(
          new RawRow(
              i,
              list.prompt(),
              list.completion() + spoilt(i),
              list.promptTokenIds(),
              list.tokenIds(),
              RawRow.STOP,
              true));
    }
    return rows;
  }

  private static String spoilt(int row) {
    return switch (row % 16) {
      case 3 -> " owl";
      case 7 -> ",, 5";
      case 11 -> " 1000";
      case 15 -> ", 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11";
      default -> "";
    };
  }

  private static ObjectNode settings(List<FilterRule> rules) {
    FilterRule.NumbersFormat numbers = (FilterRule.NumbersFormat) rules.get(0);
    FilterRule.BannedWords words = (FilterRule.BannedWords) rules.get(1);
    ObjectNode settings = Json.mapper().createObjectNode();
    settings.put("maxCount", numbers.maxCount());
    settings.put("minValue", numbers.minValue());
    settings.put("maxValue", numbers.maxValue());
    settings.set("words", Json.mapper().valueToTree(words.words()));
    return settings;
  }
}
