package gufo.lab.stack;

import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** How many processes stages have: {@code generator=4,student=2}. One of each stage not named. */
public record Replicas(Map<Stage, Integer> named) {
  /** Keeps all processes of all stages within the database's connections. */
  static final int MOST = 8;

  public static final Replicas ONE_EACH = new Replicas(Map.of());

  public Replicas {
    named = Map.copyOf(named);
  }

  /**
   * @throws IllegalArgumentException saying what is accepted instead
   */
  public static Replicas parse(String text) {
    Map<Stage, Integer> named = new EnumMap<>(Stage.class);
    for (String part : text.split(",", -1)) {
      String[] sides = part.split("=", -1);
      if (sides.length != 2) {
        throw new IllegalArgumentException(
            "'%s' is not STAGE=N; accepted: for example generator=4,student=2".formatted(part));
      }
      if (named.put(stage(sides[0]), count(sides[0], sides[1])) != null) {
        throw new IllegalArgumentException(sides[0] + " is given twice; accepted: once");
      }
    }
    return new Replicas(named);
  }

  private static Stage stage(String word) {
    return Stage.of(word)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "'%s' is no stage; accepted: %s"
                        .formatted(word, String.join(", ", Stage.words()))));
  }

  private static int count(String stage, String text) {
    int count = text.matches("\\d{1,3}") ? Integer.parseInt(text) : 0;
    if (count < 1 || count > MOST) {
      throw new IllegalArgumentException(
          "%s is '%s'; accepted: a whole number from 1 to %d".formatted(stage, text, MOST));
    }
    return count;
  }

  /** Every process there is to be, those of one stage together. */
  List<Replica> all() {
    return Stream.of(Stage.values())
        .flatMap(stage -> of(stage, named.getOrDefault(stage, 1)))
        .toList();
  }

  /** Those of the stages named here. */
  List<Replica> ofNamed() {
    return named.entrySet().stream()
        .flatMap(entry -> of(entry.getKey(), entry.getValue()))
        .sorted()
        .toList();
  }

  private static Stream<Replica> of(Stage stage, int count) {
    return IntStream.rangeClosed(1, count).mapToObj(number -> new Replica(stage, number));
  }

  /** Processes beyond one of each stage. */
  public int extra() {
    return named.values().stream().mapToInt(count -> count - 1).sum();
  }

  /**
   * Whether among the processes of these names there are as many as named here, no fewer or more.
   */
  public boolean describe(Collection<String> names) {
    List<Replica> there =
        names.stream()
            .map(Replica::of)
            .flatMap(Optional::stream)
            .filter(replica -> named.containsKey(replica.stage()))
            .sorted()
            .toList();
    return there.equals(ofNamed());
  }

  /** As {@link #parse} reads it; empty when no stage is named. */
  @Override
  public String toString() {
    return named.entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .map(entry -> entry.getKey().word() + "=" + entry.getValue())
        .collect(Collectors.joining(","));
  }
}
