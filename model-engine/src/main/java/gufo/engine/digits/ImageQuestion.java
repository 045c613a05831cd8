package gufo.engine.digits;

import gufo.contracts.spec.Logits;

/**
 * What a classifier is asked of one picture.
 *
 * @param logits that decide the answer
 * @param label whether the answer is a digit, rather than these logits
 */
public record ImageQuestion(Logits logits, boolean label, Image image) {

  /** What a question for a digit begins with. */
  static final String CLASS = "class";

  /** What a question for logits begins with. */
  static String words(Logits logits) {
    return logits == Logits.CLASSES ? "class logits" : logits.word() + " logits";
  }

  /** The text of a question. */
  static String text(String asked, String image) {
    return asked + " of " + image;
  }
}
