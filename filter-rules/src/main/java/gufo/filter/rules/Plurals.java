package gufo.filter.rules;

import java.util.ArrayList;
import java.util.List;

/** The regular plurals of an English noun in lower case. */
final class Plurals {

  private Plurals() {}

  /** {@code word} itself and every plural its ending allows: wolf, wolfs, wolves. */
  static List<String> formsOf(String word) {
    List<String> forms = new ArrayList<>(List.of(word, word + "s"));
    if (endsInAny(word, "s", "x", "z", "ch", "sh", "o")) {
      forms.add(word + "es");
    }
    if (word.endsWith("y")) {
      forms.add(without(word, 1) + "ies");
    }
    if (word.endsWith("f")) {
      forms.add(without(word, 1) + "ves");
    }
    if (word.endsWith("fe")) {
      forms.add(without(word, 2) + "ves");
    }
    if (word.endsWith("us")) {
      forms.add(without(word, 2) + "i");
    }
    return forms;
  }

  private static boolean endsInAny(String word, String... endings) {
    for (String ending : endings) {
      if (word.endsWith(ending)) {
        return true;
      }
    }
    return false;
  }

  private static String without(String word, int last) {
    return word.substring(0, word.length() - last);
  }
}
