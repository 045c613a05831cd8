package gufo.engine.world;

import static org.assertj.core.api.Assertions.assertThat;

import gufo.engine.tokenizer.WordTokenizer;

/** Text to ids to text, and ids to text to ids. */
final class RoundTrip {

  private RoundTrip() {}

  static void check(WordTokenizer tokenizer, String text) {
    int[] ids = tokenizer.encode(text);
    String decoded = tokenizer.decode(ids);
    assertThat(decoded).isEqualTo(text);
    assertThat(tokenizer.encode(decoded)).isEqualTo(ids);
  }
}
