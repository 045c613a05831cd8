package gufo.contracts.row;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.util.List;

/**
 * One row of a stream as its teacher wrote it. Holds only what a student may see: a teacher's
 * system prompt is no part of it.
 *
 * @param row number in the stream, from 0
 * @param prompt what was asked, as text
 * @param completion what was answered, as text, nothing stripped
 * @param promptTokenIds the tokens of the prompt as a student is shown it
 * @param tokenIds the tokens sampled, without the end token
 * @param finish {@link #STOP} or {@link #LENGTH}
 * @param roundTrips whether the completion's text encodes to {@code tokenIds} again
 * @param judgeProbabilities how likely each judge's answer is about this row, in the order of the
 *     judges; none where none was asked, as about a row that does not round-trip
 */
@JsonPropertyOrder({
  "row",
  "prompt",
  "completion",
  "promptTokenIds",
  "tokenIds",
  "finish",
  "roundTrips",
  "judgeProbabilities"
})
public record RawRow(
    long row,
    String prompt,
    String completion,
    List<Integer> promptTokenIds,
    List<Integer> tokenIds,
    String finish,
    boolean roundTrips,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) List<Double> judgeProbabilities) {

  /** The model ended its answer itself. */
  public static final String STOP = "stop";

  /** The answer was cut off at the largest number of new tokens. */
  public static final String LENGTH = "length";

  public RawRow {
    if (row < 0) {
      throw new IllegalArgumentException("row is " + row + "; accepted: from 0");
    }
    if (prompt == null || completion == null) {
      throw new IllegalArgumentException("prompt and completion must be texts");
    }
    if (!STOP.equals(finish) && !LENGTH.equals(finish)) {
      throw new IllegalArgumentException("finish is '" + finish + "'; accepted: stop, length");
    }
    if (promptTokenIds == null || tokenIds == null) {
      throw new IllegalArgumentException("promptTokenIds and tokenIds must be lists");
    }
    promptTokenIds = List.copyOf(promptTokenIds);
    tokenIds = List.copyOf(tokenIds);
    judgeProbabilities = judgeProbabilities == null ? List.of() : List.copyOf(judgeProbabilities);
  }

  /** A row that no judge was asked about. */
  public RawRow(
      long row,
      String prompt,
      String completion,
      List<Integer> promptTokenIds,
      List<Integer> tokenIds,
      String finish,
      boolean roundTrips) {
    this(row, prompt, completion, promptTokenIds, tokenIds, finish, roundTrips, List.of());
  }

  /** Whether the answer was cut off. */
  public boolean truncated() {
    return LENGTH.equals(finish);
  }
}
