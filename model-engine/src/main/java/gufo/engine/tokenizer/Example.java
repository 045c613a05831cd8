package gufo.engine.tokenizer;

/** A prompt and the completion to train on or to score. */
public record Example(Chat prompt, String completion) {}
