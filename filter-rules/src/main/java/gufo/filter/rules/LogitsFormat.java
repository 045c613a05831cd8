package gufo.filter.rules;

import gufo.contracts.row.RawRow;
import gufo.contracts.spec.FilterRule;
import java.util.Optional;
import java.util.regex.Pattern;

/** As many logits as asked for, each a finite single-precision number of ASCII digits. */
final class LogitsFormat implements Rule {

  private static final Pattern NUMBER =
      Pattern.compile("-?[0-9]{1,60}(\\.[0-9]{1,60})?(E-?[0-9]{1,3})?");

  private final int count;

  LogitsFormat(FilterRule.LogitsFormat format) {
    this.count = format.count();
  }

  @Override
  public Optional<Reason> reject(RawRow row) {
    String[] numbers = row.completion().split(" ", -1);
    for (String number : numbers) {
      if (!NUMBER.matcher(number).matches()) {
        return Optional.of(Reason.INVALID_FORMAT);
      }
      if (Float.isInfinite(Float.parseFloat(number))) {
        return Optional.of(Reason.OUT_OF_RANGE);
      }
    }
    if (numbers.length > count) {
      return Optional.of(Reason.TOO_MANY);
    }
    return numbers.length < count ? Optional.of(Reason.INVALID_FORMAT) : Optional.empty();
  }
}
