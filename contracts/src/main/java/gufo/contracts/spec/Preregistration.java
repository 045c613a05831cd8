package gufo.contracts.spec;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;

/**
 * How an experiment stands to what was registered under its name before there were any data.
 *
 * @param specHash of the registered spec
 * @param differences paths of the fields in which the experiment's spec is another; none for a
 *     confirmatory experiment
 */
public record Preregistration(
    String specHash,
    Instant registeredAt,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) List<String> differences) {

  private static final DateTimeFormatter MINUTE =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm 'UTC'").withZone(ZoneOffset.UTC);
  private static final int SHORT_HASH = 12;

  public Preregistration {
    differences = differences == null ? List.of() : List.copyOf(differences);
  }

  /** Whether the experiment is the registered one. */
  public boolean confirmatory() {
    return differences.isEmpty();
  }

  /** The mark as reports and tables print it. */
  public String words() {
    String hash = specHash.substring(0, Math.min(SHORT_HASH, specHash.length()));
    String registered = MINUTE.format(registeredAt) + " (" + hash + ")";
    return confirmatory()
        ? "preregistered " + registered
        : "exploratory: differs from the preregistration of "
            + registered
            + " in "
            + String.join(", ", differences);
  }
}
