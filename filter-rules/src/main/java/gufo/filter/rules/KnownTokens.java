package gufo.filter.rules;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/**
 * The words and symbols of a grammar, found in a text; numbers of ASCII digits belong to every
 * grammar.
 */
final class KnownTokens {

  private final Set<String> words;

  /** By first character, longest first, so that {@code +=} is not read as {@code +}. */
  private final String[][] symbols = new String[128][];

  KnownTokens(Collection<String> words, Collection<String> symbols) {
    this.words = Set.copyOf(words);
    for (char first = 0; first < 128; first++) {
      char wanted = first;
      List<String> here =
          symbols.stream()
              .filter(symbol -> symbol.charAt(0) == wanted)
              .sorted(Comparator.comparingInt(String::length).reversed())
              .toList();
      this.symbols[first] = here.toArray(String[]::new);
    }
  }

  /** Where the token that begins at {@code at} ends, or -1 when it is not known. */
  int end(String text, int at) {
    return Ascii.word(text.charAt(at)) ? wordEnd(text, at) : symbolEnd(text, at);
  }

  private int wordEnd(String text, int at) {
    boolean number = true;
    int end = at;
    while (end < text.length() && Ascii.word(text.charAt(end))) {
      number &= Ascii.digit(text.charAt(end++));
    }
    return number || words.contains(text.substring(at, end)) ? end : -1;
  }

  private int symbolEnd(String text, int at) {
    char c = text.charAt(at);
    if (c < 128) {
      for (String symbol : symbols[c]) {
        if (text.startsWith(symbol, at)) {
          return at + symbol.length();
        }
      }
    }
    return -1;
  }
}
