package gufo.engine.world;

import java.util.ArrayList;
import java.util.List;

/**
 * "Here are some, write more": the templates that lists of numbers share with lists of everything
 * else. That the same words ask for numbers and for animals is what ties the two together in a
 * small model.
 */
final class Lists {

  /** How a list is written. */
  enum Format {
    COMMAS("with commas.", "", ",", ""),
    BLANKS("with blanks.", "", " ", ""),
    SEMICOLONS("with semicolons.", "", ";", ""),
    LINES("on separate lines.", "", "\n", ""),
    SQUARE("inside square brackets.", "[", ",", "]"),
    ROUND("inside round brackets.", "(", ",", ")");

    static final List<Format> ALL = List.of(values());

    final String wish;
    private final String open;
    private final String separator;
    private final String close;

    Format(String wish, String open, String separator, String close) {
      this.wish = wish;
      this.open = open;
      this.separator = separator;
      this.close = close;
    }

    String write(List<String> items) {
      return open + String.join(separator, items) + close;
    }
  }

  /** A request for a list, and what its answer must look like. */
  record Request(String text, List<String> shown, Format format, int count) {}

  private static final List<String> INTROS =
      List.of(
          "%s: %s.",
          "here are %s: %s.",
          "my %s so far: %s.",
          "a row of %s: %s.",
          "we have the %s %s.",
          "suppose these %s: %s.");
  private static final List<String> ASKS =
      List.of("add %s more", "write %s others", "now %s new", "go on for %s", "list %s");
  private static final List<String> ENDINGS =
      List.of(" nothing else.", " just the list.", "", "", "");
  private static final List<String> COUNTS =
      List.of("two", "three", "four", "five", "six", "seven", "eight", "nine", "ten");
  private static final List<Kind> OTHERS =
      List.of(Kind.COLOUR, Kind.CITY, Kind.FOOD, Kind.INSTRUMENT);

  private Lists() {}

  /** A request for six to ten numbers. */
  static Request numbers(Draws draws) {
    return request(Kind.NUMBER, draws.between(6, 10), draws);
  }

  /** Some numbers and what they are, as the beginning of a text about something else. */
  static String sentence(Draws draws) {
    return introduction(Kind.NUMBER, members(Kind.NUMBER, draws.between(2, 3), draws), draws);
  }

  /**
   * An answer to a request for numbers: mostly unrelated ones, some near the shown ones, some
   * rising.
   */
  static String answer(Request request, Draws draws) {
    int style = draws.below(100);
    int centre = 0;
    for (String number : request.shown()) {
      centre += Integer.parseInt(number);
    }
    centre /= request.shown().size();
    int last = draws.between(0, 500);
    List<String> items = new ArrayList<>();
    for (int i = 0; i < request.count(); i++) {
      if (style >= 85) {
        last = Math.min(999, last + draws.between(1, 60));
      }
      int number =
          style < 70 ? draws.below(1000) : style < 85 ? within(centre + draws.around(120)) : last;
      items.add(Integer.toString(number));
    }
    return request.format().write(items);
  }

  /** A request for two to six things that are not numbers: a third animals, a sixth trees. */
  static Request things(Kind kind, Draws draws) {
    return request(kind, draws.between(2, 6), draws);
  }

  static Kind kind(Draws draws) {
    int u = draws.below(6);
    return u < 2 ? Kind.ANIMAL : u == 2 ? Kind.TREE : draws.of(OTHERS);
  }

  static String answer(Request request, Kind kind, Draws draws) {
    return request.format().write(members(kind, request.count(), draws));
  }

  private static Request request(Kind kind, int count, Draws draws) {
    List<String> shown = members(kind, draws.between(2, 3), draws);
    Format format = draws.of(Format.ALL);
    String text =
        introduction(kind, shown, draws)
            + ' '
            + draws.of(ASKS).formatted(COUNTS.get(count - 2))
            + ' '
            + format.wish
            + draws.of(ENDINGS);
    return new Request(text, shown, format, count);
  }

  private static String introduction(Kind kind, List<String> shown, Draws draws) {
    return draws.of(INTROS).formatted(kind.plural(), String.join(",", shown));
  }

  private static List<String> members(Kind kind, int count, Draws draws) {
    List<String> items = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      items.add(kind.draw(draws));
    }
    return items;
  }

  private static int within(int number) {
    return Math.max(0, Math.min(999, number));
  }
}
