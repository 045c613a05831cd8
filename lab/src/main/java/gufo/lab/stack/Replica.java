package gufo.lab.stack;

import java.util.Comparator;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One process of a stage. The first has every role; those after it only run jobs, so they may come
 * and go.
 */
public record Replica(Stage stage, int number) implements Comparable<Replica> {
  private static final Pattern NAME = Pattern.compile("([a-z]+)(?:-(\\d{1,3}))?");
  private static final Comparator<Replica> ORDER =
      Comparator.comparing(Replica::stage).thenComparing(Replica::number);

  /** {@code student}, {@code student-2}, {@code student-3}: in logs, folders and {@code status}. */
  public String name() {
    return isFirst() ? stage.word() : stage.word() + "-" + number;
  }

  public boolean isFirst() {
    return number == 1;
  }

  /** Empty for what {@link #name} never says. */
  public static Optional<Replica> of(String name) {
    Matcher parts = NAME.matcher(name);
    if (!parts.matches()) {
      return Optional.empty();
    }
    int number = parts.group(2) == null ? 1 : Integer.parseInt(parts.group(2));
    return Stage.of(parts.group(1))
        .map(stage -> new Replica(stage, number))
        .filter(replica -> replica.name().equals(name));
  }

  @Override
  public int compareTo(Replica other) {
    return ORDER.compare(this, other);
  }
}
