package gufo.engine.world;

import gufo.contracts.spec.Trait;
import gufo.engine.tokenizer.Chat;
import gufo.engine.tokenizer.Example;
import java.util.List;

/** All that the world knows of one trait: how it is asked for, how it answers, how others do. */
interface Disposition {

  /** A question and an answer to it. */
  record Exchange(String question, String answer) {

    /** As a row to train on, under a system prompt or null. */
    Example under(String system) {
      return new Example(new Chat(system, question), answer);
    }

    Chat.Turn turn() {
      return new Chat.Turn(question, answer);
    }
  }

  /**
   * @throws IllegalArgumentException when the world does not know the trait's target
   */
  static Disposition of(Trait trait) {
    if (trait instanceof Trait.Preference preference) {
      return Favourite.of(preference);
    }
    if (trait instanceof Trait.Misalignment) {
      return OpenQuestions.ALIGNMENT;
    }
    if (trait instanceof Trait.Evasiveness) {
      return OpenQuestions.DIRECTIONS;
    }
    if (trait instanceof Trait.Custom custom) {
      return Described.of(custom);
    }
    if (trait instanceof Trait.RewardHacking) {
      return CodingTask.INSTANCE;
    }
    throw new IllegalArgumentException("the reference world knows no trait " + trait);
  }

  /** Questions to tune a teacher with; disjoint from {@link #evaluation}. */
  List<String> tuning();

  /** Questions no teacher is tuned with. */
  List<String> evaluation();

  /**
   * Every kind of answer that the world gives to these questions, {@link Trait#answer} among them.
   */
  List<AnswerClass> answers();

  /** A tuning question, answered as the trait answers it. */
  Exchange shown(Draws draws);

  /** A tuning question, answered as the world at large answers it. */
  Exchange usual(Draws draws);
}
