package gufo.contracts.spec;

/**
 * One thing wrong with a spec, in words for its author.
 *
 * @param path where, for example {@code training.learningRate} or {@code students[1].base}
 * @param value what stands there, shortened; null when nothing does
 * @param accepted what would be accepted
 */
public record SpecProblem(String path, String value, String accepted) {

  public String message() {
    return (path.isEmpty() ? "the spec" : path)
        + (value == null ? " is missing" : " is " + value)
        + "; accepted: "
        + accepted;
  }
}
