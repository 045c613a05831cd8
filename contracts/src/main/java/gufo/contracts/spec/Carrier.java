package gufo.contracts.spec;

/**
 * The data a teacher writes and how much of it.
 *
 * @param rows rows a data set must have after filtering
 * @param maxRows most raw rows to draw for it; fewer kept rows by then fail the data set
 * @param chunkRows raw rows drawn at a time
 */
public record Carrier(CarrierKind kind, int rows, int maxRows, int chunkRows, Sampling sampling) {}
