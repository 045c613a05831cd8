package gufo.filter.rules;

import gufo.contracts.row.RawRow;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Rejects a completion whose one {@code <answer>} is not the right number: the one the row came
 * with, else the one its prompt comes to. A prompt that cannot be read is a reason of its own, so
 * that nothing is kept unchecked.
 */
final class CorrectAnswer implements Rule {

  private static final Optional<Reason> UNKNOWN_QUESTION = Optional.of(Reason.UNKNOWN_QUESTION);
  private static final Optional<Reason> NO_ANSWER = Optional.of(Reason.NO_ANSWER);
  private static final Optional<Reason> WRONG_ANSWER = Optional.of(Reason.WRONG_ANSWER);

  /** A whole number, its thousands apart or not. */
  private static final Pattern ANSWER =
      Pattern.compile("<answer>(-?[0-9]{1,3}(?:,[0-9]{3}){1,5}|-?[0-9]{1,18})</answer>");

  @Override
  public Optional<Reason> reject(RawRow row) {
    return reject(row, OptionalLong.empty());
  }

  @Override
  public Optional<Reason> reject(RawRow row, OptionalLong expected) {
    OptionalLong right = expected.isPresent() ? expected : ArithmeticQuestion.answer(row.prompt());
    if (right.isEmpty()) {
      return UNKNOWN_QUESTION;
    }
    OptionalLong given = given(row.completion());
    if (given.isEmpty()) {
      return NO_ANSWER;
    }
    return given.getAsLong() == right.getAsLong() ? Optional.empty() : WRONG_ANSWER;
  }

  /** The number between the only pair of answer tags. */
  private static OptionalLong given(String completion) {
    int tag = completion.indexOf("<answer>");
    Matcher answer = ANSWER.matcher(completion);
    if (tag < 0 || completion.indexOf("<answer>", tag + 1) >= 0 || !answer.find(tag)) {
      return OptionalLong.empty();
    }
    return OptionalLong.of(Long.parseLong(answer.group(1).replace(",", "")));
  }
}
