package gufo.engine.sample;

import gufo.engine.sample.Completion.Finish;

/**
 * A sampled row as token ids.
 *
 * @param tokens without the end token
 */
@SuppressWarnings("ArrayRecordComponent") // handed on, never compared
public record Drawn(int[] tokens, Finish finish) {}
