package gufo.kit.problem;

import gufo.contracts.spec.SpecProblem;
import java.util.List;

/** How many entries of a list a caller wants: the query parameter {@code limit}. */
public final class Limit {

  private static final int MOST = 1000;

  private Limit() {}

  /**
   * @param text as the caller wrote it, for the server would answer a word with 404
   * @return 1 to 1000
   * @throws Problem.Refused when it is no such number
   */
  public static int of(String text) {
    try {
      int limit = Integer.parseInt(text);
      if (limit >= 1 && limit <= MOST) {
        return limit;
      }
    } catch (NumberFormatException e) {
      // Refused like a number that will not do.
    }
    throw Problem.Refused.of(
        400,
        "Bad query",
        List.of(new SpecProblem("limit", "'" + text + "'", "a whole number from 1 to " + MOST)));
  }
}
