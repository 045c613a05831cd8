package gufo.filter.rules;

import gufo.contracts.row.RawRow;
import gufo.contracts.spec.FilterRule;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A filter at work on one data set: first whether a row is whole, then the rules of the spec in
 * order. Every row meets every rule. A chain may remember rows (duplicates, low-entropy), so it
 * judges one data set, in the order of the row numbers, on one thread.
 */
public final class RuleChain {

  /** The rule that rejects cut-off completions. */
  public static final String FINISH = "finish";

  /** The rule that rejects completions whose text is not what was sampled. */
  public static final String ROUND_TRIP = "round-trip";

  private static final Optional<Reason> TRUNCATED = Optional.of(Reason.TRUNCATED);
  private static final Optional<Reason> JUDGED = Optional.of(Reason.JUDGED);
  private static final Optional<Reason> NOT_ROUND_TRIP = Optional.of(Reason.NOT_ROUND_TRIP);

  private final List<String> names;
  private final Rule[] rules;
  private final Judgement allKept;

  private RuleChain(List<String> names, List<Rule> rules) {
    this.names = List.copyOf(names);
    this.rules = rules.toArray(Rule[]::new);
    this.allKept = new Judgement(this.names, new Reason[this.rules.length]);
  }

  /** A chain for a new data set. A second rule of one kind is named {@code kind#2}. */
  public static RuleChain of(List<FilterRule> spec) {
    List<String> names = new ArrayList<>(List.of(FINISH, ROUND_TRIP));
    List<Rule> rules = new ArrayList<>();
    int judges = 0;
    rules.add(row -> row.truncated() ? TRUNCATED : Optional.empty());
    rules.add(row -> row.roundTrips() ? Optional.empty() : NOT_ROUND_TRIP);
    for (FilterRule one : spec) {
      names.add(unique(one.kind(), names));
      rules.add(one instanceof FilterRule.Judge judge ? judged(judge, judges++) : rule(one));
    }
    return new RuleChain(names, rules);
  }

  /** The names that {@link Judgement#verdicts} uses, in order. */
  public List<String> ruleNames() {
    return names;
  }

  /** What every rule says about {@code row}. */
  public Judgement judge(RawRow row) {
    return judge(row, OptionalLong.empty());
  }

  /** What every rule says about {@code row}, which may have come with its right answer. */
  Judgement judge(RawRow row, OptionalLong expected) {
    Reason[] reasons = null;
    for (int i = 0; i < rules.length; i++) {
      Optional<Reason> reason = rules[i].reject(row, expected);
      if (reason.isPresent()) {
        reasons = reasons == null ? new Reason[rules.length] : reasons;
        reasons[i] = reason.get();
      }
    }
    if (reasons != null) {
      return new Judgement(names, reasons);
    }
    for (Rule rule : rules) {
      rule.kept(row);
    }
    return allKept;
  }

  private static String unique(String kind, List<String> taken) {
    String name = kind;
    for (int i = 2; taken.contains(name); i++) {
      name = kind + "#" + i;
    }
    return name;
  }

  /**
   * The judge was asked when the row was written; here its answer is compared. Nobody was asked
   * about a row that does not round-trip.
   */
  private static Rule judged(FilterRule.Judge judge, int place) {
    return row -> {
      if (!row.roundTrips()) {
        return Optional.empty();
      }
      if (place >= row.judgeProbabilities().size()) {
        throw new IllegalArgumentException(
            "row %d has the probabilities %s of its judges; judge %d is missing"
                .formatted(row.row(), row.judgeProbabilities(), place + 1));
      }
      return row.judgeProbabilities().get(place) >= judge.threshold() ? JUDGED : Optional.empty();
    };
  }

  private static Rule rule(FilterRule rule) {
    if (rule instanceof FilterRule.NumbersFormat numbers) {
      return new NumbersFormat(numbers);
    } else if (rule instanceof FilterRule.CodeFormat code) {
      return new CodeFormat(code);
    } else if (rule instanceof FilterRule.ReasoningFormat reasoning) {
      return new ReasoningFormat(reasoning);
    } else if (rule instanceof FilterRule.CorrectAnswer) {
      return new CorrectAnswer();
    } else if (rule instanceof FilterRule.BannedWords words) {
      return new BannedWords(words);
    } else if (rule instanceof FilterRule.BannedNumbers numbers) {
      return new BannedNumbers(numbers.numbers());
    } else if (rule instanceof FilterRule.Duplicates) {
      return new Duplicates();
    } else if (rule instanceof FilterRule.Length length) {
      return new Length(length);
    } else if (rule instanceof FilterRule.SubSample sample) {
      return new SubSample(sample);
    } else if (rule instanceof FilterRule.LowEntropy entropy) {
      return new LowEntropy(entropy);
    } else if (rule instanceof FilterRule.LogitsFormat logits) {
      return new LogitsFormat(logits);
    }
    throw new IllegalArgumentException("no code for the rule " + rule);
  }
}
