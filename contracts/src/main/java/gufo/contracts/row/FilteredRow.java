package gufo.contracts.row;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A row with what every rule of a filter said about it; rejected rows are written down, too.
 *
 * @param tokenIds none when the completion was changed after it was sampled
 * @param judgeProbabilities how likely each judge's answer is about the row as it was sampled
 * @param verdicts the name of each rule, in order, with {@link #KEPT} or the reason it rejected
 * @param kept whether every rule kept the row
 */
@JsonPropertyOrder({
  "row",
  "prompt",
  "completion",
  "promptTokenIds",
  "tokenIds",
  "finish",
  "roundTrips",
  "judgeProbabilities",
  "verdicts",
  "kept"
})
public record FilteredRow(
    long row,
    String prompt,
    String completion,
    List<Integer> promptTokenIds,
    List<Integer> tokenIds,
    String finish,
    boolean roundTrips,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) List<Double> judgeProbabilities,
    Map<String, String> verdicts,
    boolean kept) {

  /** The verdict of a rule that does not reject. */
  public static final String KEPT = "kept";

  public FilteredRow {
    promptTokenIds = List.copyOf(promptTokenIds);
    tokenIds = List.copyOf(tokenIds);
    judgeProbabilities = judgeProbabilities == null ? List.of() : List.copyOf(judgeProbabilities);
    verdicts = Collections.unmodifiableMap(new LinkedHashMap<>(verdicts));
    if (kept != verdicts.values().stream().allMatch(KEPT::equals)) {
      throw new IllegalArgumentException(
          "row " + row + ": kept is " + kept + " but the verdicts are " + verdicts);
    }
  }

  /** The row with its verdicts; it is kept when all of them are {@link #KEPT}. */
  public static FilteredRow of(RawRow raw, Map<String, String> verdicts) {
    return new FilteredRow(
        raw.row(),
        raw.prompt(),
        raw.completion(),
        raw.promptTokenIds(),
        raw.tokenIds(),
        raw.finish(),
        raw.roundTrips(),
        raw.judgeProbabilities(),
        verdicts,
        verdicts.values().stream().allMatch(KEPT::equals));
  }

  /** The row without its verdicts. */
  public RawRow raw() {
    return new RawRow(
        row, prompt, completion, promptTokenIds, tokenIds, finish, roundTrips, judgeProbabilities);
  }
}
