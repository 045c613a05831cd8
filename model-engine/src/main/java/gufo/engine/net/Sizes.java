package gufo.engine.net;

/** What the sizes of every architecture must be. */
final class Sizes {

  private Sizes() {}

  static void requirePositive(int value, String name) {
    if (value <= 0) {
      throw new IllegalArgumentException(name + " must be positive, not " + value);
    }
  }

  static void requireDivides(int divisor, String name, int whole, String wholeName) {
    if (whole % divisor != 0) {
      throw new IllegalArgumentException(
          "%s %d does not divide %s %d".formatted(name, divisor, wholeName, whole));
    }
  }
}
