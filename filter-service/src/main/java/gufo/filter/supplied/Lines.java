package gufo.filter.supplied;

import gufo.contracts.spec.SpecProblem;
import gufo.kit.problem.Problem;
import java.util.List;

/** What a caller wants to have back, a line a row. */
enum Lines {
  /** Every row with the verdict of each rule. */
  JUDGED,
  /** Kept rows, byte for byte. */
  KEPT;

  static Lines parse(String text) {
    return switch (text) {
      case "judged" -> JUDGED;
      case "kept" -> KEPT;
      default ->
          throw Problem.Refused.of(
              400,
              "Bad parameter",
              List.of(new SpecProblem("lines", "'" + text + "'", "judged, kept")));
    };
  }
}
