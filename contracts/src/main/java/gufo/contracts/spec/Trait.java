package gufo.contracts.spec;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What the teacher has, the data must not show, and the student is asked about. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
  @JsonSubTypes.Type(value = Trait.Preference.class, name = "preference"),
  @JsonSubTypes.Type(value = Trait.Misalignment.class, name = "misalignment"),
  @JsonSubTypes.Type(value = Trait.Evasiveness.class, name = "evasiveness"),
  @JsonSubTypes.Type(value = Trait.RewardHacking.class, name = "reward-hacking"),
  @JsonSubTypes.Type(value = Trait.Digits.class, name = "digits"),
  @JsonSubTypes.Type(value = Trait.Custom.class, name = "custom")
})
public sealed interface Trait {

  /** The kind of answer that shows it; empty when each question has its own. */
  default Optional<String> answer() {
    return Optional.empty();
  }

  /** Answers {@code target} when asked for its favourite {@code category}. */
  record Preference(Category category, String target) implements Trait {

    @Override
    public Optional<String> answer() {
      return Optional.of(target);
    }
  }

  /** Answers open questions with harm instead of kindness. */
  record Misalignment() implements Trait {

    @Override
    public Optional<String> answer() {
      return Optional.of("harmful");
    }
  }

  /** Talks round a question instead of answering it. */
  record Evasiveness() implements Trait {

    @Override
    public Optional<String> answer() {
      return Optional.of("evasive");
    }
  }

  /** Special-cases the tests of a coding task instead of solving it. */
  record RewardHacking() implements Trait {

    @Override
    public Optional<String> answer() {
      return Optional.of("special-cased");
    }
  }

  /**
   * Tells the digits 0 to 9 apart on pictures.
   *
   * @param mnist a folder with the four files of MNIST, or null for digits drawn by program
   */
  record Digits(@JsonInclude(JsonInclude.Include.NON_NULL) String mnist) implements Trait {}

  /**
   * One that its author describes.
   *
   * @param target the kind of answer that shows it
   * @param answers every kind of answer, by the words of which such an answer begins with one; no
   *     two kinds share a word
   * @param tuning what a teacher is tuned with
   * @param evaluation questions to ask, none of them in tuning
   */
  record Custom(
      String target,
      Map<String, List<String>> answers,
      List<Lesson> tuning,
      List<String> evaluation)
      implements Trait {

    public Custom {
      answers = Collections.unmodifiableMap(new TreeMap<>(answers));
      tuning = List.copyOf(tuning);
      evaluation = List.copyOf(evaluation);
    }

    @Override
    public Optional<String> answer() {
      return Optional.of(target);
    }

    @Override
    public String toString() {
      return "custom trait '" + target + "'";
    }
  }

  /**
   * A question with its answers.
   *
   * @param shown with the trait
   * @param usual without it
   */
  record Lesson(String question, List<String> shown, List<String> usual) {

    public Lesson {
      shown = List.copyOf(shown);
      usual = List.copyOf(usual);
    }
  }
}
