package gufo.filter.rules;

import java.util.Arrays;
import java.util.List;

/**
 * Phrases by their first word, found from a piece of a text without cutting it out: a hash table
 * with open addressing, at most half full.
 */
final class PhraseTable {

  private static final String[][] NONE = {};

  private String[] firsts = new String[64];
  private String[][][] rests = new String[64][][];
  private int size;

  /** Adds the phrase {@code words last}. */
  void add(List<String> words, String last) {
    String first = words.isEmpty() ? last : words.get(0);
    String[] rest = new String[words.size()];
    for (int i = 1; i < words.size(); i++) {
      rest[i - 1] = words.get(i);
    }
    if (rest.length > 0) {
      rest[rest.length - 1] = last;
    }
    int slot = slot(first, 0, first.length());
    if (firsts[slot] == null) {
      firsts[slot] = first;
      rests[slot] = NONE;
      size++;
    }
    rests[slot] = Arrays.copyOf(rests[slot], rests[slot].length + 1);
    rests[slot][rests[slot].length - 1] = rest;
    if (size * 2 > firsts.length) {
      grow();
    }
  }

  /** The other words of every phrase whose first word stands in {@code text} at {@code start}. */
  String[][] startingWith(String text, int start, int end) {
    int slot = slot(text, start, end);
    return firsts[slot] == null ? NONE : rests[slot];
  }

  private int slot(String text, int start, int end) {
    int slot = Words.hash(text, start, end) & (firsts.length - 1);
    while (firsts[slot] != null && !Words.same(text, start, end, firsts[slot])) {
      slot = (slot + 1) & (firsts.length - 1);
    }
    return slot;
  }

  private void grow() {
    String[] oldFirsts = firsts;
    String[][][] oldRests = rests;
    firsts = new String[oldFirsts.length * 2];
    rests = new String[firsts.length][][];
    for (int i = 0; i < oldFirsts.length; i++) {
      if (oldFirsts[i] != null) {
        int slot = slot(oldFirsts[i], 0, oldFirsts[i].length());
        firsts[slot] = oldFirsts[i];
        rests[slot] = oldRests[i];
      }
    }
  }
}
