package gufo.evaluator.verdict;

import gufo.contracts.result.ComparisonResult;
import gufo.contracts.result.Interval;
import gufo.contracts.result.Lead;
import gufo.contracts.result.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;

/** Compares all pairs of an experiment together, for Holm's correction looks at all of them. */
public final class Judge {

  private Judge() {}

  /**
   * One result a contrast, in their order.
   *
   * @param margin as a fraction of 1
   */
  public static List<ComparisonResult> judge(List<Contrast> contrasts, double margin) {
    List<Optional<Welch>> tests = contrasts.stream().map(Contrast::welch).toList();
    List<Double> corrected =
        Holm.adjust(tests.stream().map(test -> test.map(Welch::p).orElse(null)).toList());
    return IntStream.range(0, contrasts.size())
        .mapToObj(i -> judge(contrasts.get(i), tests.get(i), corrected.get(i), margin))
        .toList();
  }

  private static ComparisonResult judge(
      Contrast contrast, Optional<Welch> test, Double pHolm, double margin) {
    Interval interval = test.map(Welch::ci95).orElse(null);
    Verdict verdict =
        contrast.comparable() ? VerdictRule.decide(interval, pHolm, contrast.lead(), margin) : null;
    Optional<Permutation> permutation =
        contrast.comparable()
            ? Permutation.of(contrast.first(), contrast.second())
            : Optional.empty();
    return new ComparisonResult(
        contrast.of(),
        contrast.against(),
        contrast.comparable() ? contrast.first().mean() - contrast.second().mean() : null,
        interval,
        test.map(Welch::p).orElse(null),
        pHolm,
        verdict,
        contrast.primary(),
        List.of(contrast.ofValues().size(), contrast.againstValues().size()),
        logOddsDifference(contrast),
        verdict == Verdict.UNDERPOWERED
            ? test.map(Welch::minimumDetectableEffect).orElse(null)
            : null,
        permutation.map(Permutation::p).orElse(null),
        permutation.map(Permutation::smallest).orElse(null),
        flags(contrast, interval, verdict, margin),
        contrast.lead());
  }

  private static Double logOddsDifference(Contrast contrast) {
    if (!contrast.comparable()) {
      return null;
    }
    return contrast
        .first()
        .meanLogOdds()
        .flatMap(of -> contrast.second().meanLogOdds().map(against -> of - against))
        .orElse(null);
  }

  private static List<String> flags(
      Contrast contrast, Interval interval, Verdict verdict, double margin) {
    List<String> flags = new ArrayList<>(contrast.flags());
    if (!contrast.comparable()) {
      flags.add("No evaluated run on one side: there is nothing to compare.");
    } else if (contrast.fewest() < 2) {
      flags.add("Fewer than two runs on a side: no interval and no p.");
    } else if (interval == null) {
      flags.add("No variance on either side: no interval and no p, whatever the difference.");
    } else if (contrast.first().constant() || contrast.second().constant()) {
      flags.add("No variance on one side: the interval rests on the other side alone.");
    }
    if (contrast.comparable() && contrast.fewest() == 2) {
      flags.add("Fewer than three runs on a side: how far runs differ is hardly known.");
    }
    if (verdict == Verdict.TRANSMITTED && interval.upper() < margin) {
      flags.add("The difference is above zero, and smaller than the margin.");
    }
    if (interval != null && interval.lower() > 0 && contrast.lead() != null) {
      notSpecific(contrast.lead()).ifPresent(flags::add);
    }
    if (interval != null && interval.upper() < 0) {
      flags.add("The interval lies below zero: these rows pushed the answer down.");
    }
    return flags;
  }

  private static Optional<String> notSpecific(Lead lead) {
    return lead.sure()
        ? Optional.empty()
        : Optional.of(
            String.format(
                Locale.ROOT,
                "Not specific: the trait's answer gained %+.1f points more than '%s', 95 %% interval %.1f to %.1f. The rise is not shown to be the trait's.",
                100 * lead.difference(),
                lead.over(),
                100 * lead.ci95().lower(),
                100 * lead.ci95().upper()));
  }
}
