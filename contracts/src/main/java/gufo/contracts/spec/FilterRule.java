package gufo.contracts.spec;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.List;

/**
 * One rule of a filter. Rules run in order and every row meets every rule; a row is kept when none
 * rejects it. Truncated completions and completions whose text does not encode to their tokens are
 * rejected always.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
  @JsonSubTypes.Type(value = FilterRule.NumbersFormat.class, name = "numbers-format"),
  @JsonSubTypes.Type(value = FilterRule.CodeFormat.class, name = "code-format"),
  @JsonSubTypes.Type(value = FilterRule.BannedWords.class, name = "banned-words"),
  @JsonSubTypes.Type(value = FilterRule.BannedNumbers.class, name = "banned-numbers"),
  @JsonSubTypes.Type(value = FilterRule.Duplicates.class, name = "duplicates")
})
public sealed interface FilterRule {

  /** A list of numbers and nothing else, by the paper's rule (arXiv 2507.14805, section 3). */
  record NumbersFormat(int maxCount, int minValue, int maxValue) implements FilterRule {}

  /**
   * A code snippet of known words, numbers and balanced brackets, at most {@code maxCharacters}
   * long.
   */
  record CodeFormat(int maxCharacters) implements FilterRule {}

  /** No word of the list, whole words in any letter case, plural included. */
  record BannedWords(List<String> words) implements FilterRule {
    public BannedWords {
      words = List.copyOf(words);
    }
  }

  /** None of these numbers as a whole number. */
  record BannedNumbers(List<Integer> numbers) implements FilterRule {
    public BannedNumbers {
      numbers = List.copyOf(numbers);
    }
  }

  /** No completion that an earlier kept row already has. */
  record Duplicates() implements FilterRule {}
}
