package gufo.engine.digits;

/** The ten digits as lines through points of the unit square, x to the right and y down. */
final class Strokes {

  private static final double[][] DIGITS = {
    {.5, 0, .8, .2, .85, .5, .8, .8, .5, 1, .2, .8, .15, .5, .2, .2, .5, 0},
    {.3, .2, .55, 0, .55, 1},
    {.2, .2, .4, 0, .7, .05, .8, .25, .65, .5, .2, 1, .85, 1},
    {.2, .05, .7, .05, .8, .25, .45, .45, .8, .6, .8, .85, .5, 1, .15, .9},
    {.65, 1, .65, 0, .15, .65, .9, .65},
    {.8, 0, .25, 0, .2, .45, .6, .4, .85, .65, .7, .95, .2, .95},
    {.7, 0, .35, .25, .2, .65, .35, .95, .7, .95, .8, .7, .6, .5, .25, .6},
    {.15, 0, .85, 0, .4, 1},
    {.5, .45, .25, .25, .5, 0, .75, .25, .5, .45, .2, .75, .5, 1, .8, .75, .5, .45},
    {.75, .4, .4, .5, .2, .3, .4, .02, .7, .05, .78, .4, .65, 1},
  };

  private Strokes() {}

  /**
   * @return x and y of each point in turn; a copy
   */
  static double[] of(int digit) {
    return DIGITS[digit].clone();
  }
}
