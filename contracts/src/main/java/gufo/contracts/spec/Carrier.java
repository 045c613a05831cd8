package gufo.contracts.spec;

import com.fasterxml.jackson.annotation.JsonInclude;

/**
 * The data a teacher writes and how much of it.
 *
 * @param rows rows a data set must have after filtering
 * @param maxRows most raw rows to draw for it; fewer kept rows by then fail the data set
 * @param chunkRows raw rows drawn at a time
 * @param logits which logits a row of {@link CarrierKind#NOISE_LOGITS} holds, else null
 */
public record Carrier(
    CarrierKind kind,
    int rows,
    int maxRows,
    int chunkRows,
    Sampling sampling,
    @JsonInclude(JsonInclude.Include.NON_NULL) Logits logits) {}
