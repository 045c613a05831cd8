package gufo.evaluator.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import gufo.contracts.result.Verdict;
import gufo.evaluator.verdict.Simulation.Truth;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * How often the rule finds a true difference of 10 points beside a second comparison without any,
 * as in the shipped specs. The table is printed, and is the one in decision 0010.
 */
class PowerTest {

  private static final Path DECISION = Path.of("../docs/decisions/0010-the-verdict-rule.md");
  private static final int EXPERIMENTS = 4_000;
  private static final double EFFECT = 0.10;
  private static final Truth NOTHING = new Truth(0, 0.02, 0.02);
  private static final List<Integer> RUNS = List.of(3, 5, 8, 10);

  /** Standard deviations between runs in points, of the trait and of the control. */
  private static final int[][] SPREADS = {{1, 1}, {2, 2}, {5, 2}, {9, 3}, {12, 5}};

  @Test
  void theTableOfDecisionTenIsTheSimulated() throws IOException {
    String table =
        IntStream.range(0, SPREADS.length)
            .mapToObj(i -> row(SPREADS[i][0], SPREADS[i][1]))
            .collect(Collectors.joining("\n"));

    assertThat(Files.readString(DECISION)).contains(table);
  }

  @Test
  void moreRunsFindMore() {
    List<Double> powers = RUNS.stream().map(runs -> power(runs, 9, 3)).toList();

    assertThat(powers).isSorted().doesNotHaveDuplicates();
  }

  private static String row(int ofPoints, int againstPoints) {
    return RUNS.stream()
        .map(runs -> String.format(Locale.ROOT, "%.0f", 100 * power(runs, ofPoints, againstPoints)))
        .collect(Collectors.joining(" | ", "| %d, %d | ".formatted(ofPoints, againstPoints), " |"));
  }

  private static double power(int runs, int ofPoints, int againstPoints) {
    Truth truth = new Truth(EFFECT, ofPoints / 100.0, againstPoints / 100.0);
    return Simulation.share(
        EXPERIMENTS,
        runs,
        List.of(truth, NOTHING),
        verdicts -> verdicts.get(0) == Verdict.TRANSMITTED);
  }
}
