package gufo.filter.rules;

import gufo.contracts.row.RawRow;
import java.util.List;

/** Rows for tests: whole ones unless told otherwise. */
final class Rows {

  private Rows() {}

  static RawRow of(String completion) {
    return of(0, completion);
  }

  static RawRow of(long number, String completion) {
    return row(number, completion, RawRow.STOP, true);
  }

  static RawRow row(long number, String completion, String finish, boolean roundTrips) {
    return new RawRow(number, "go on", completion, List.of(1, 2), List.of(3), finish, roundTrips);
  }

  static RawRow answered(String prompt, String completion) {
    return new RawRow(0, prompt, completion, List.of(), List.of(), RawRow.STOP, true);
  }

  /** What one rule says: {@code kept} or its reason's name. */
  static String verdict(Rule rule, String completion) {
    return rule.reject(of(completion)).map(Reason::wireName).orElse("kept");
  }
}
