package gufo.filter.rules;

import gufo.contracts.row.RawRow;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/** Rejects a completion that an earlier kept row has, to the letter. */
final class Duplicates implements Rule {

  private static final Optional<Reason> DUPLICATE = Optional.of(Reason.DUPLICATE);

  private final Set<String> seen = new HashSet<>();

  @Override
  public Optional<Reason> reject(RawRow row) {
    return seen.contains(row.completion()) ? DUPLICATE : Optional.empty();
  }

  @Override
  public void kept(RawRow row) {
    seen.add(row.completion());
  }
}
