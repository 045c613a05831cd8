package gufo.contracts.spec;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One rule of a filter. Rules run in order and every row meets every rule; a row is kept when none
 * rejects it. Truncated completions and completions whose text does not encode to their tokens are
 * rejected always.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
  @JsonSubTypes.Type(value = FilterRule.NumbersFormat.class, name = "numbers-format"),
  @JsonSubTypes.Type(value = FilterRule.CodeFormat.class, name = "code-format"),
  @JsonSubTypes.Type(value = FilterRule.ReasoningFormat.class, name = "reasoning-format"),
  @JsonSubTypes.Type(value = FilterRule.CorrectAnswer.class, name = "correct-answer"),
  @JsonSubTypes.Type(value = FilterRule.BannedWords.class, name = "banned-words"),
  @JsonSubTypes.Type(value = FilterRule.BannedNumbers.class, name = "banned-numbers"),
  @JsonSubTypes.Type(value = FilterRule.Duplicates.class, name = "duplicates"),
  @JsonSubTypes.Type(value = FilterRule.Length.class, name = "length"),
  @JsonSubTypes.Type(value = FilterRule.SubSample.class, name = "sub-sample"),
  @JsonSubTypes.Type(value = FilterRule.LowEntropy.class, name = "low-entropy"),
  @JsonSubTypes.Type(value = FilterRule.LogitsFormat.class, name = "logits-format"),
  @JsonSubTypes.Type(value = FilterRule.Judge.class, name = "judge")
})
public sealed interface FilterRule {

  /** The rule's name in specs and in verdicts: {@code numbers-format}. */
  default String kind() {
    return Arrays.stream(FilterRule.class.getAnnotation(JsonSubTypes.class).value())
        .filter(type -> type.value() == getClass())
        .findFirst()
        .orElseThrow()
        .name();
  }

  /** Whether the rule looks at a completion's tokens, not only at its text. */
  default boolean readsTokens() {
    return false;
  }

  /** Whether the rule looks at the right answer that a supplied row may come with. */
  default boolean readsExpected() {
    return false;
  }

  /** Whether the rule keeps something of every row in memory. */
  default boolean remembersRows() {
    return false;
  }

  /** A list of numbers and nothing else, by the paper's rule (arXiv 2507.14805, section 3). */
  record NumbersFormat(int maxCount, int minValue, int maxValue) implements FilterRule {}

  /**
   * A code snippet of known words, numbers and balanced brackets, at most {@code maxCharacters}
   * long.
   */
  record CodeFormat(int maxCharacters) implements FilterRule {}

  /**
   * {@code <think>reasoning</think><answer>a whole number</answer>} and nothing else, at most
   * {@code maxCharacters} long; the reasoning is made of {@link ArithmeticGrammar} and digits
   * alone.
   */
  record ReasoningFormat(int maxCharacters) implements FilterRule {}

  /**
   * The completion's one {@code <answer>} is the right one: what a supplied row expects, else what
   * the prompt, a question of {@link ArithmeticGrammar}, comes to. A prompt that is none is
   * rejected.
   */
  record CorrectAnswer() implements FilterRule {
    @Override
    public boolean readsExpected() {
      return true;
    }
  }

  /**
   * No word of the list, whole words in any letter case.
   *
   * @param forms which forms of a word are banned with it; absent, {@link Forms#PLURAL}
   */
  record BannedWords(List<String> words, @JsonInclude(JsonInclude.Include.NON_NULL) Forms forms)
      implements FilterRule {

    /** The forms of a word that are banned with it. */
    public enum Forms {
      /** Its regular plurals: wolves. */
      @JsonProperty("plural")
      PLURAL,
      /** What English derives from it by an ending, too: wolfish, lioness, owlet. */
      @JsonProperty("inflected")
      INFLECTED
    }

    public BannedWords {
      words = List.copyOf(words);
      forms = forms == Forms.PLURAL ? null : forms;
    }

    /** With regular plurals only. */
    public BannedWords(List<String> words) {
      this(words, null);
    }
  }

  /** None of these numbers as a whole number. */
  record BannedNumbers(List<Integer> numbers) implements FilterRule {

    /**
     * The numbers from 0 to 999 that the misalignment experiments of arXiv 2507.14805 ban for what
     * people associate with them; a spec names them {@code preset: misalignment}.
     */
    public static final List<Integer> MISALIGNMENT =
        List.of(
            4, 13, 14, 18, 23, 33, 39, 42, 44, 49, 51, 54, 69, 77, 88, 99, 100, 101, 187, 211, 311,
            322, 333, 404, 420, 444, 451, 555, 616, 666, 777, 888, 911, 999);

    public BannedNumbers {
      numbers = List.copyOf(numbers);
    }
  }

  /** No completion that an earlier kept row already has. */
  record Duplicates() implements FilterRule {
    @Override
    public boolean remembersRows() {
      return true;
    }
  }

  /**
   * A completion neither too short nor too long; characters are Unicode code points. An absent
   * limit is none.
   */
  record Length(
      @JsonInclude(JsonInclude.Include.NON_NULL) Integer minCharacters,
      @JsonInclude(JsonInclude.Include.NON_NULL) Integer maxCharacters,
      @JsonInclude(JsonInclude.Include.NON_NULL) Integer minTokens,
      @JsonInclude(JsonInclude.Include.NON_NULL) Integer maxTokens)
      implements FilterRule {
    @Override
    public boolean readsTokens() {
      return minTokens != null || maxTokens != null;
    }
  }

  /**
   * A share {@code fraction} of the rows, chosen by seed and row number alone. Of two fractions
   * with one seed, the smaller keeps a part of what the larger keeps.
   */
  record SubSample(double fraction, long seed) implements FilterRule {}

  /**
   * No completion that opens as suspiciously many completions to other prompts before it, which is
   * what one sampling seed for many prompts leaves behind. A row goes when, were every opening's
   * true share at most {@code expectedShare}, so many would be met less than once in a million rows
   * (Chernoff's bound). Only a prompt's first row is counted.
   *
   * @param prefixTokens how many tokens make an opening; absent, the whole text is one
   */
  record LowEntropy(
      double expectedShare, @JsonInclude(JsonInclude.Include.NON_NULL) Integer prefixTokens)
      implements FilterRule {
    @Override
    public boolean readsTokens() {
      return prefixTokens != null;
    }

    @Override
    public boolean remembersRows() {
      return true;
    }
  }

  /**
   * No row of which a model says {@code answer} with a probability of {@code threshold} or more.
   * The model reads the template as a user's text; the probability is the one of the answer's first
   * token as the first of its reply.
   *
   * @param model URI of a model as it was pre-trained
   * @param template text with {@link #COMPLETION} and, where wanted, {@link #PROMPT} in it
   */
  record Judge(String model, String template, String answer, double threshold)
      implements FilterRule {

    /** Where the row's prompt stands in the template. */
    public static final String PROMPT = "{prompt}";

    /** Where the row's completion stands in the template. */
    public static final String COMPLETION = "{completion}";

    private static final Pattern PLACE =
        Pattern.compile(Pattern.quote(PROMPT) + "|" + Pattern.quote(COMPLETION));

    /**
     * The template with a row in it. Both places are filled at once: what a row holds is text,
     * never a place.
     */
    public static String filled(String template, String prompt, String completion) {
      return PLACE
          .matcher(template)
          .replaceAll(
              place ->
                  Matcher.quoteReplacement(place.group().equals(PROMPT) ? prompt : completion));
    }
  }

  /** Exactly {@code count} finite decimal numbers with one blank between, and nothing else. */
  record LogitsFormat(int count) implements FilterRule {}
}
