package gufo.contracts.spec;

/** A difference to test; both sides name cells as {@code arm/student}. */
public record Comparison(String of, String against) {}
