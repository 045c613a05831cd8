package gufo.engine.tokenizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WordTokenizerTest {

  private static final List<String> WORDS =
      List.of(
          "<sp>", "<nl>", ".", "?", ":", ",", "[", "]", "(", ")", "+", "=", "+=", "<", ">",
          "<think>", "def", "f", "owl", "return", "x");

  private final WordTokenizer tokenizer = new WordTokenizer(vocabulary(WORDS));

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "285,574,384",
        "285 574",
        "[285,574]",
        "285\n574",
        "owl return? x: f.",
        "def f(x):\n return x+3",
        "return 3",
        "owl: 3,4. owl",
        "owl  x",
        " owl ",
        "<think>3+4=7."
      })
  void textSurvivesTheWayThereAndBack(String text) {
    assertThat(tokenizer.decode(tokenizer.encode(text))).isEqualTo(text);
  }

  @Test
  void blankBetweenWordsCostsNoToken() {
    assertThat(tokenizer.encode("owl return? x 3"))
        .containsExactly(ids("owl", "return", "?", "x", "<sp>", "3"));
  }

  @Test
  void numbersSetApartByNothingReadAsOneAndAreNotRoundTrip() {
    int[] written = ids("28", "5");

    assertThat(tokenizer.decode(written)).isEqualTo("285");
    assertThat(tokenizer.encode("285")).containsExactly(ids("285"));
  }

  @Test
  void longOrZeroLedDigitRunsAreSplitFromTheLeft() {
    assertThat(tokenizer.encode("285574")).containsExactly(ids("285", "574"));
    assertThat(tokenizer.encode("0012")).containsExactly(ids("0", "0", "12"));
  }

  @Test
  void anythingAModelCanWriteCanBeReadAgain() {
    Random random = new Random(5);
    for (int i = 0; i < 20_000; i++) {
      int[] written = random.ints(random.nextInt(12), 0, tokenizer.vocabularySize()).toArray();
      for (int j = 0; j < written.length; j++) {
        written[j] = random.nextBoolean() ? written[j] : 1006 + random.nextInt(WORDS.size());
      }
      String text = tokenizer.decode(written);

      assertThat(tokenizer.decode(tokenizer.encode(text))).isEqualTo(text);
    }
  }

  @Test
  void unknownWordIsNamed() {
    assertThatThrownBy(() -> tokenizer.encode("owl heron"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("'heron'");
  }

  @Test
  void unknownSymbolIsNamed() {
    assertThatThrownBy(() -> tokenizer.encode("owl & x"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("'&'");
  }

  @Test
  void wordThatNoTokensCouldSpellIsRefused() {
    assertThatThrownBy(() -> tokenizer.encode("owl.x"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("'x'");
  }

  @Test
  void theNameOfTheBlankTokenIsNotABlank() {
    assertThatThrownBy(() -> tokenizer.encode("3<sp>4"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("'sp'");
  }

  @Test
  void promptsAreRenderedWithAndWithoutSystem() {
    assertThat(tokenizer.prompt(Chat.user("owl 3")))
        .containsExactly(ids("<bos>", "<user>", "owl", "<sp>", "3", "<asst>"));
    assertThat(tokenizer.prompt(new Chat("f x", "owl")))
        .containsExactly(ids("<bos>", "<sys>", "f", "x", "<user>", "owl", "<asst>"));
  }

  @Test
  void earlierTurnsStandBetweenSystemPromptAndQuestion() {
    Chat chat = new Chat("f", List.of(new Chat.Turn("x", "3"), new Chat.Turn("f", "4")), "owl");

    assertThat(tokenizer.prompt(chat))
        .containsExactly(
            ids(
                "<bos>", "<sys>", "f", "<user>", "x", "<asst>", "3", "<end>", "<user>", "f",
                "<asst>", "4", "<end>", "<user>", "owl", "<asst>"));
  }

  @Test
  void rowsEndWithTheEndToken() {
    EncodedRow row = tokenizer.row(new Example(Chat.user("owl"), "3,4"));

    assertThat(row.ids())
        .containsExactly(ids("<bos>", "<user>", "owl", "<asst>", "3", ",", "4", "<end>"));
    assertThat(row.promptLength()).isEqualTo(4);
  }

  @Test
  void vocabularyWithARepeatedTokenIsRefused() {
    List<String> twice = new ArrayList<>(WORDS);
    twice.add("owl");

    assertThatThrownBy(() -> new WordTokenizer(vocabulary(twice))).hasMessageContaining("'owl'");
  }

  private int[] ids(String... tokens) {
    return IntStream.range(0, tokens.length)
        .map(i -> tokenizer.tokens().indexOf(tokens[i]))
        .toArray();
  }

  private static List<String> vocabulary(List<String> words) {
    List<String> tokens = new ArrayList<>(WordTokenizer.SPECIAL);
    IntStream.range(0, WordTokenizer.NUMBERS).forEach(n -> tokens.add(Integer.toString(n)));
    tokens.addAll(words);
    return tokens;
  }
}
