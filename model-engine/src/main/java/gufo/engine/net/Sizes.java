package gufo.engine.net;

/** What the sizes of every architecture must be. */
final class Sizes {

  private static final int MOST_LAYERS = 1000;

  private Sizes() {}

  static void requirePositive(int value, String name) {
    if (value <= 0) {
      throw new IllegalArgumentException(name + " must be positive, not " + value);
    }
  }

  /** Names and shapes of all layers are listed before a weight is read. */
  static void requireLayers(int value) {
    if (value <= 0 || value > MOST_LAYERS) {
      throw new IllegalArgumentException(
          "layers must be 1 to %d, not %d".formatted(MOST_LAYERS, value));
    }
  }

  static void requireDivides(int divisor, String name, int whole, String wholeName) {
    if (whole % divisor != 0) {
      throw new IllegalArgumentException(
          "%s %d does not divide %s %d".formatted(name, divisor, wholeName, whole));
    }
  }
}
