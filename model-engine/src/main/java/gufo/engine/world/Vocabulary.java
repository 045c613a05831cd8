package gufo.engine.world;

import gufo.engine.tokenizer.WordTokenizer;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * The reference world's tokens: special ones, the numbers 0 to 999, then the words and symbols of
 * {@code words.txt} in the order of that file. Every base model depends on this list, so it only
 * changes together with the engine version.
 */
public final class Vocabulary {

  private static final WordTokenizer TOKENIZER = new WordTokenizer(load());

  private Vocabulary() {}

  /** Text of every token by id. */
  public static List<String> tokens() {
    return TOKENIZER.tokens();
  }

  /** The tokenizer of every base model of the reference world. */
  public static WordTokenizer tokenizer() {
    return TOKENIZER;
  }

  /**
   * @throws IllegalArgumentException when the world lacks a word of {@code text}
   */
  public static void check(String text) {
    try {
      TOKENIZER.encode(text);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "the reference world cannot write '%s': %s".formatted(text, e.getMessage()), e);
    }
  }

  private static List<String> load() {
    List<String> tokens = new ArrayList<>(WordTokenizer.SPECIAL);
    tokens.addAll(Kind.NUMBER.members());
    try (InputStream words = Vocabulary.class.getResourceAsStream("words.txt")) {
      new String(words.readAllBytes(), StandardCharsets.UTF_8).lines().forEach(tokens::add);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return tokens;
  }
}
