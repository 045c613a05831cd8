package gufo.contracts.spec;

/**
 * How completions are drawn.
 *
 * @param temperature softmax temperature; 0 takes the most probable token
 * @param maxNewTokens most tokens a completion may have; a completion without an end by then is
 *     truncated
 */
public record Sampling(double temperature, int maxNewTokens) {}
