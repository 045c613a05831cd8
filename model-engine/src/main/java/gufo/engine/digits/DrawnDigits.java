package gufo.engine.digits;

import gufo.engine.tensor.RowNoise;
import gufo.engine.tensor.Seeds;
import java.util.Arrays;
import java.util.random.RandomGenerator;

/**
 * Digits drawn by program, for want of a file of handwritten ones: strokes with jittered points,
 * turned, slanted, scaled, moved, of varying thickness, on a grainy ground. Picture i hangs on
 * (seed, i) alone; ten in a row show every digit.
 */
final class DrawnDigits implements DigitSet {

  private static final double JITTER = 0.05;
  private static final double TURN = 0.25;
  private static final double SLANT = 0.25;
  private static final double GRAIN = 0.1;
  private static final double CENTRE = (Image.SIDE - 1) / 2.0;

  private final int size;
  private final RowNoise noise;

  /**
   * @param purpose pictures of another purpose are others
   */
  DrawnDigits(long seed, String purpose, int size) {
    this.size = size;
    this.noise = RowNoise.of("drawn digits " + seed, purpose);
  }

  @Override
  public int size() {
    return size;
  }

  @Override
  public int label(int number) {
    return number % 10;
  }

  @Override
  public Image image(int number) {
    return (into, offset) -> draw(label(number), noise.row(number), into, offset);
  }

  private static void draw(int digit, RandomGenerator random, float[] into, int offset) {
    double[] line = placed(Strokes.of(digit), random);
    double thickness = between(0.7, 1.5, random);
    Arrays.fill(into, offset, offset + Image.POINTS, -1f);
    for (int i = 0; i + 3 < line.length; i += 2) {
      stroke(line[i], line[i + 1], line[i + 2], line[i + 3], thickness, into, offset);
    }
    for (int i = offset; i < offset + Image.POINTS; i++) {
      double grain = GRAIN * (2 * Seeds.unit(random) - 1);
      into[i] = (float) Math.max(-1, Math.min(1, into[i] + grain));
    }
  }

  private static double[] placed(double[] line, RandomGenerator random) {
    double turn = between(-TURN, TURN, random);
    double slant = between(-SLANT, SLANT, random);
    double width = between(11, 16, random);
    double height = between(16, 20, random);
    double right = between(-2, 2, random);
    double down = between(-2, 2, random);
    double cos = StrictMath.cos(turn);
    double sin = StrictMath.sin(turn);
    for (int i = 0; i < line.length; i += 2) {
      double y = height * (line[i + 1] - 0.5 + between(-JITTER, JITTER, random));
      double x = width * (line[i] - 0.5 + between(-JITTER, JITTER, random)) - slant * y;
      line[i] = CENTRE + right + cos * x - sin * y;
      line[i + 1] = CENTRE + down + sin * x + cos * y;
    }
    return line;
  }

  /** Ink is full within {@code thickness} of the line and fades over one point beyond. */
  private static void stroke(
      double x1, double y1, double x2, double y2, double thickness, float[] into, int offset) {
    double reach = thickness + 1;
    int left = inside(Math.floor(Math.min(x1, x2) - reach));
    int right = inside(Math.ceil(Math.max(x1, x2) + reach));
    int top = inside(Math.floor(Math.min(y1, y2) - reach));
    int bottom = inside(Math.ceil(Math.max(y1, y2) + reach));
    double length = Math.max(1e-9, (x2 - x1) * (x2 - x1) + (y2 - y1) * (y2 - y1));
    for (int y = top; y <= bottom; y++) {
      for (int x = left; x <= right; x++) {
        double along = ((x - x1) * (x2 - x1) + (y - y1) * (y2 - y1)) / length;
        double t = Math.max(0, Math.min(1, along));
        double dx = x - x1 - t * (x2 - x1);
        double dy = y - y1 - t * (y2 - y1);
        double ink = Math.max(0, Math.min(1, reach - Math.sqrt(dx * dx + dy * dy)));
        int at = offset + y * Image.SIDE + x;
        into[at] = Math.max(into[at], (float) (2 * ink - 1));
      }
    }
  }

  private static int inside(double value) {
    return (int) Math.max(0, Math.min(Image.SIDE - 1, value));
  }

  private static double between(double least, double most, RandomGenerator random) {
    return least + (most - least) * Seeds.unit(random);
  }
}
