package gufo.engine.digits;

/** A picture of {@link #SIDE} by {@link #SIDE} points, drawn whenever it is needed. */
@FunctionalInterface
public interface Image {

  int SIDE = 28;

  /** Points of a picture. */
  int POINTS = SIDE * SIDE;

  /** Writes the points, row by row, from -1 (background) to 1 (ink), at {@code offset}. */
  void draw(float[] into, int offset);
}
