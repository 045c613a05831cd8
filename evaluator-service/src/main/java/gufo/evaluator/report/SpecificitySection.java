package gufo.evaluator.report;

import gufo.contracts.result.SpecificityResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The report's section on whether the target moved more than the other answers. */
final class SpecificitySection {

  private static final String HOW_TO_READ =
      """
      ## Specificity

      How many times as likely each answer is in the first arm as in the second, geometric mean over runs. The excess is the target's factor over the mean factor of the other answers; its interval is Welch's, the permutation p is exact over whole runs, in brackets the smallest it can be. Nothing here decides the verdict; the lead, in points, does.

      """;

  private SpecificitySection() {}

  /** Empty without a comparison for which all answers were measured. */
  static Optional<String> of(List<SpecificityResult> results) {
    if (results.isEmpty()) {
      return Optional.empty();
    }
    List<String> rows = new ArrayList<>();
    for (SpecificityResult result : results) {
      rows.add(
          MarkdownTable.row(
              result.of(),
              result.against(),
              result.runs().get(0) + " : " + result.runs().get(1),
              result.target() + " " + Numbers.factor(result.shift()),
              Numbers.factor(result.othersShift()) + " (" + result.others() + ")",
              result.largestOther() + " " + Numbers.factor(result.largestOtherShift()),
              Numbers.factor(result.excess()),
              Numbers.factorRange(result.ci95()),
              Numbers.permutation(result.permutationP(), result.permutationPSmallest())));
    }
    return Optional.of(
        HOW_TO_READ
            + MarkdownTable.of(
                "| of | against | runs | target | other answers | largest other | excess | 95 % interval | permutation p |",
                rows));
  }
}
