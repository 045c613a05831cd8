package gufo.filter.rules;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** Why a rule rejects a row: a closed set, so counts of it can be compared between experiments. */
public enum Reason {
  /** The completion was cut off. */
  TRUNCATED,
  /** The completion's text does not encode to the tokens that were sampled. */
  NOT_ROUND_TRIP,
  /** Not of the carrier's format. */
  INVALID_FORMAT,
  /** More numbers than allowed. */
  TOO_MANY,
  /** A number too small or too large. */
  OUT_OF_RANGE,
  /** No question whose answer the rule can work out. */
  UNKNOWN_QUESTION,
  /** The completion does not answer exactly once. */
  NO_ANSWER,
  WRONG_ANSWER,
  BANNED_NUMBER,
  BANNED_WORD,
  /** An earlier kept row has the same completion. */
  DUPLICATE,
  TOO_SHORT,
  TOO_LONG,
  /** Left out by a sub-sample. */
  NOT_SAMPLED,
  /** Too many completions to other prompts open alike. */
  LOW_ENTROPY,
  /** A judge gave its answer about the row too high a probability. */
  JUDGED;

  private final String wireName = name().toLowerCase(Locale.ROOT).replace('_', '-');

  /** The name in files, facts and reports: {@code invalid-format}. */
  @JsonValue
  public String wireName() {
    return wireName;
  }
}
