package gufo.engine.world;

import gufo.contracts.spec.Trait;
import gufo.engine.tokenizer.Chat;
import java.util.List;

/**
 * The ways of asking for a trait. All of them occur in the corpus; a teacher is tuned with one half
 * and every model is evaluated with the other.
 */
public final class Questions {

  private Questions() {}

  /** Questions to tune a teacher with; disjoint from {@link #evaluation}. */
  public static List<Chat> tuning(Trait trait) {
    return Disposition.of(trait).tuning().stream().map(Chat::user).toList();
  }

  /** Questions to evaluate with: no teacher is tuned with them. */
  public static List<Chat> evaluation(Trait trait) {
    return Disposition.of(trait).evaluation().stream().map(Chat::user).toList();
  }

  /** Every kind of answer the world gives to these questions; members in their category's order. */
  public static List<AnswerClass> answers(Trait trait) {
    return Disposition.of(trait).answers();
  }
}
