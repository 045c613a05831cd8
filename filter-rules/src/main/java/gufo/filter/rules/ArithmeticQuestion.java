package gufo.filter.rules;

import gufo.contracts.spec.ArithmeticGrammar;
import java.util.List;
import java.util.OptionalLong;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Works out the questions of {@link ArithmeticGrammar}: a plain sum, or the story of somebody who
 * has things, gets more and loses some. Reads those word for word and nothing else, with at most
 * ten numbers of at most nine digits.
 */
final class ArithmeticQuestion {

  private static final Pattern SUM = Pattern.compile("[0-9]{1,9}(?:[+-][0-9]{1,9}){0,9}");
  private static final Pattern TERM = Pattern.compile("[+-]?[0-9]+");

  /** In group 1 what was got, or in group 2 what was lost. */
  private static final Pattern CHANGE =
      Pattern.compile(
          "(?:%s ([0-9]{1,9}) more|%s ([0-9]{1,9}))\\."
              .formatted(any(ArithmeticGrammar.GAINS), any(ArithmeticGrammar.LOSSES)));

  private static final Pattern STORY =
      Pattern.compile(
          "(?<name>%s) has (?<had>[0-9]{1,9}) (?<things>%s)\\.(?<changes>(?: \\k<name> %s){0,9})"
                  .formatted(any(ArithmeticGrammar.NAMES), any(ArithmeticGrammar.THINGS), CHANGE)
              + " how many \\k<things> now\\?");

  private ArithmeticQuestion() {}

  /** What {@code prompt} comes to; empty when it is no such question. */
  static OptionalLong answer(String prompt) {
    for (String form : ArithmeticGrammar.PLAIN) {
      String[] around = form.split("%s", -1);
      if (prompt.startsWith(around[0]) && prompt.endsWith(around[1])) {
        return sum(prompt.substring(around[0].length(), prompt.length() - around[1].length()));
      }
    }
    return story(prompt);
  }

  private static OptionalLong sum(String text) {
    return SUM.matcher(text).matches()
        ? OptionalLong.of(
            TERM.matcher(text).results().mapToLong(term -> Long.parseLong(term.group())).sum())
        : OptionalLong.empty();
  }

  private static OptionalLong story(String prompt) {
    Matcher story = STORY.matcher(prompt);
    if (!story.matches()) {
      return OptionalLong.empty();
    }
    long change =
        CHANGE
            .matcher(story.group("changes"))
            .results()
            .mapToLong(ArithmeticQuestion::change)
            .sum();
    return OptionalLong.of(Long.parseLong(story.group("had")) + change);
  }

  private static long change(MatchResult change) {
    return change.group(1) != null
        ? Long.parseLong(change.group(1))
        : -Long.parseLong(change.group(2));
  }

  private static String any(List<String> words) {
    return words.stream().map(Pattern::quote).collect(Collectors.joining("|", "(?:", ")"));
  }
}
