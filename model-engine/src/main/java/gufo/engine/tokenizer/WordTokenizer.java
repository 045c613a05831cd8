package gufo.engine.tokenizer;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Words, symbols and the numbers 0 to 999 as single tokens: the tokenizer of the reference world.
 *
 * <p>Text has exactly one spelling in tokens. One blank stands, without a token of its own, between
 * a word or one of {@code . ? ! :} and a word that follows it; nothing else is set apart. Every
 * other blank is the token {@value #BLANK} and every line break {@value #NEWLINE}. So {@code
 * encode(decode(ids))} differs from {@code ids} exactly where a model wrote tokens in another
 * spelling, for example the two numbers 28 and 5 side by side, which read as 285.
 */
public final class WordTokenizer implements Tokenizer {

  /** The first six tokens of every vocabulary, in this order. */
  public static final List<String> SPECIAL =
      List.of("<pad>", "<bos>", "<sys>", "<user>", "<asst>", "<end>");

  public static final String BLANK = "<sp>";
  public static final String NEWLINE = "<nl>";

  /** Id of the padding token. */
  public static final int PAD = 0;

  /** Id of the token {@code 0}; the number n has the id {@code FIRST_NUMBER + n}. */
  public static final int FIRST_NUMBER = 6;

  /** How many numbers are single tokens. */
  public static final int NUMBERS = 1000;

  private static final int BEGIN = 1;
  private static final int SYSTEM = 2;
  private static final int USER = 3;
  private static final int ASSISTANT = 4;
  private static final int END = 5;
  private static final String SENTENCE_MARKS = ".?!:";

  private final List<String> tokens;
  private final Map<String, Integer> ids = new HashMap<>();
  private final int longestSymbol;

  /**
   * @param tokens text of every token by id: {@link #SPECIAL}, the numbers, then words and symbols
   *     with {@value #BLANK} and {@value #NEWLINE} among them
   */
  public WordTokenizer(List<String> tokens) {
    this.tokens = List.copyOf(tokens);
    int longest = 1;
    for (int id = 0; id < tokens.size(); id++) {
      if (ids.put(tokens.get(id), id) != null) {
        throw new IllegalArgumentException(
            "the token '%s' is in the vocabulary twice".formatted(tokens.get(id)));
      }
      longest = Math.max(longest, tokens.get(id).length());
    }
    longestSymbol = longest;
    if (tokens.size() < FIRST_NUMBER + NUMBERS
        || !tokens.subList(0, FIRST_NUMBER).equals(SPECIAL)) {
      throw new IllegalArgumentException(
          "a vocabulary starts with " + SPECIAL + " and the numbers 0 to 999");
    }
    for (int n = 0; n < NUMBERS; n++) {
      if (!tokens.get(FIRST_NUMBER + n).equals(Integer.toString(n))) {
        throw new IllegalArgumentException(
            "token %d must be the number %d".formatted(FIRST_NUMBER + n, n));
      }
    }
    required(BLANK);
    required(NEWLINE);
  }

  /** Text of every token by id. */
  public List<String> tokens() {
    return tokens;
  }

  @Override
  public int vocabularySize() {
    return tokens.size();
  }

  @Override
  public int end() {
    return END;
  }

  /**
   * Runs of more than three digits are split from the left, and a leading zero stands alone.
   *
   * @throws IllegalArgumentException naming the first piece that has no token
   */
  @Override
  public int[] encode(String text) {
    return new Reader(text).read();
  }

  @Override
  public String decode(int[] tokenIds) {
    StringBuilder text = new StringBuilder();
    String before = "";
    for (int id : tokenIds) {
      String token = tokens.get(id);
      if (isWord(token) && callsForBlank(before)) {
        text.append(' ');
      }
      text.append(token.equals(BLANK) ? " " : token.equals(NEWLINE) ? "\n" : token);
      before = token;
    }
    return text.toString();
  }

  @Override
  public int[] prompt(Chat chat) {
    IntStream.Builder ids = IntStream.builder().add(BEGIN);
    if (chat.system() != null) {
      add(ids, SYSTEM, chat.system());
    }
    for (Chat.Turn turn : chat.history()) {
      add(ids, USER, turn.user());
      add(ids, ASSISTANT, turn.assistant());
      ids.add(END);
    }
    add(ids, USER, chat.user());
    return ids.add(ASSISTANT).build().toArray();
  }

  private void add(IntStream.Builder ids, int speaker, String text) {
    ids.add(speaker);
    for (int id : encode(text)) {
      ids.add(id);
    }
  }

  private int required(String token) {
    Integer id = ids.get(token);
    if (id == null) {
      throw new IllegalArgumentException("the vocabulary has no token for '%s'".formatted(token));
    }
    return id;
  }

  private static boolean isWord(String token) {
    return !token.isEmpty() && Character.isLetter(token.charAt(0));
  }

  private static boolean callsForBlank(String token) {
    return isWord(token) || (token.length() == 1 && SENTENCE_MARKS.contains(token));
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  /** One pass over a text. */
  private final class Reader {
    private final String text;
    private final int[] found;
    private int count;
    private int at;
    private String before = "";

    Reader(String text) {
      this.text = text;
      this.found = new int[text.length()];
    }

    int[] read() {
      while (at < text.length()) {
        char c = text.charAt(at);
        if (Character.isLetter(c)) {
          word();
        } else if (isDigit(c)) {
          number();
        } else if (c == ' ') {
          blank();
        } else if (c == '\n') {
          add(NEWLINE, 1);
        } else {
          symbol();
        }
      }
      return Arrays.copyOf(found, count);
    }

    private void blank() {
      boolean implied =
          callsForBlank(before)
              && at + 1 < text.length()
              && Character.isLetter(text.charAt(at + 1));
      if (implied) {
        at++;
        before = "";
      } else {
        add(BLANK, 1);
      }
    }

    private void word() {
      int stop = at;
      while (stop < text.length() && Character.isLetter(text.charAt(stop))) {
        stop++;
      }
      String word = text.substring(at, stop);
      if (callsForBlank(before)) {
        throw new IllegalArgumentException("a blank is missing before '%s'".formatted(word));
      }
      add(word, word.length());
    }

    private void number() {
      int stop = at + 1;
      while (text.charAt(at) != '0'
          && stop < text.length()
          && stop < at + 3
          && isDigit(text.charAt(stop))) {
        stop++;
      }
      add(text.substring(at, stop), stop - at);
    }

    private void symbol() {
      for (int length = Math.min(longestSymbol, text.length() - at); length > 1; length--) {
        String piece = text.substring(at, at + length);
        if (ids.containsKey(piece) && !piece.equals(BLANK) && !piece.equals(NEWLINE)) {
          add(piece, length);
          return;
        }
      }
      add(text.substring(at, at + 1), 1);
    }

    private void add(String token, int length) {
      found[count++] = required(token);
      before = token;
      at += length;
    }
  }
}
