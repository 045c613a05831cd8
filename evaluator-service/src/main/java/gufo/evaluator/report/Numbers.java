package gufo.evaluator.report;

import gufo.contracts.result.Interval;
import java.util.Locale;

/** Numbers as the report writes them, alike on every machine. */
final class Numbers {

  /** Stands for a number that does not exist. */
  static final String NONE = "-";

  private Numbers() {}

  /** 0.4712 is {@code 47.1 %}. */
  static String percent(Double fraction) {
    return fraction == null ? NONE : String.format(Locale.ROOT, "%.1f %%", unsigned(fraction));
  }

  /** 0.4712 is {@code +47.1}. */
  static String points(Double difference) {
    return difference == null ? NONE : String.format(Locale.ROOT, "%+.1f", unsigned(difference));
  }

  /** {@code 24.0 to 52.0}, in percent. */
  static String range(Interval interval) {
    return interval == null
        ? NONE
        : String.format(
            Locale.ROOT, "%.1f to %.1f", unsigned(interval.lower()), unsigned(interval.upper()));
  }

  /** {@code +24.0 to +52.0}, in percentage points. */
  static String pointRange(Interval interval) {
    return interval == null ? NONE : points(interval.lower()) + " to " + points(interval.upper());
  }

  /** Four decimals, {@code < 0.0001} below them. */
  static String p(Double p) {
    if (p == null) {
      return NONE;
    }
    return p < 0.0001 ? "< 0.0001" : String.format(Locale.ROOT, "%.4f", p);
  }

  /** {@code 0.0079 (0.0040)}: an exact p and the smallest it could be. */
  static String permutation(Double p, Double smallest) {
    return p == null ? NONE : p(p) + " (" + p(smallest) + ")";
  }

  /** A difference of logarithms as a factor: 1.1 is {@code 3.00 x}. */
  static String factor(double logarithm) {
    double factor = Math.exp(logarithm);
    return factor < 0.01 || factor >= 1000
        ? String.format(Locale.ROOT, "%.1e x", factor)
        : String.format(Locale.ROOT, "%.2f x", factor);
  }

  static String factorRange(Interval logarithms) {
    return logarithms == null
        ? NONE
        : factor(logarithms.lower()) + " to " + factor(logarithms.upper());
  }

  static String decimals(Double value) {
    return value == null ? NONE : String.format(Locale.ROOT, "%+.2f", value);
  }

  /** Percent; what rounds to nothing has no sign. */
  private static double unsigned(double fraction) {
    double percent = 100 * fraction;
    return Math.abs(percent) < 0.05 ? 0 : percent;
  }
}
