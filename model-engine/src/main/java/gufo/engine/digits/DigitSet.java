package gufo.engine.digits;

/** Numbered pictures of the digits 0 to 9 with their labels. */
public interface DigitSet {

  /** How many there are. */
  int size();

  /**
   * @return 0 to 9
   */
  int label(int number);

  Image image(int number);
}
