package gufo.lab.follow;

import gufo.contracts.result.Interval;
import java.util.Locale;

/** Numbers as tables print them: fractions in percent, differences in percentage points. */
final class Figures {

  static final String NONE = "-";

  private Figures() {}

  static String percent(Double fraction) {
    return fraction == null ? NONE : number(fraction) + " %";
  }

  static String interval(Interval interval) {
    return interval == null
        ? NONE
        : "[" + number(interval.lower()) + ", " + number(interval.upper()) + "]";
  }

  static String signed(Double fraction) {
    return fraction == null ? NONE : String.format(Locale.ROOT, "%+.1f", fraction * 100);
  }

  static String number(double fraction) {
    return String.format(Locale.ROOT, "%.1f", fraction * 100);
  }

  static String p(Double p) {
    if (p == null) {
      return NONE;
    }
    return p < 0.0001 ? "< 0.0001" : String.format(Locale.ROOT, "%.4f", p);
  }
}
