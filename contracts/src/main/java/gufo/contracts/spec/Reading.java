package gufo.contracts.spec;

import java.util.List;

/** What reading a document that a person wrote ends in. */
public sealed interface Reading<T> {

  /** It can be used. */
  record Valid<T>(T value) implements Reading<T> {}

  /** At least one problem. */
  record Invalid<T>(List<SpecProblem> problems) implements Reading<T> {
    public Invalid {
      problems = List.copyOf(problems);
    }
  }

  /**
   * @param value of use only when there are no problems
   */
  static <T> Reading<T> of(T value, List<SpecProblem> problems) {
    return problems.isEmpty() ? new Valid<>(value) : new Invalid<>(problems);
  }
}
