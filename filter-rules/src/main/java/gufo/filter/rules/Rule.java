package gufo.filter.rules;

import gufo.contracts.row.RawRow;
import java.util.Optional;
import java.util.OptionalLong;

/** One rule at work. Called for every row, so an answer costs no memory when the row is fine. */
interface Rule {

  /** Why the row must go, or empty. Asked once of every row, in the order of the row numbers. */
  Optional<Reason> reject(RawRow row);

  /** As {@link #reject(RawRow)}, for a row that may have come with its right answer. */
  default Optional<Reason> reject(RawRow row, OptionalLong expected) {
    return reject(row);
  }

  /** Told of every row that all rules kept. */
  default void kept(RawRow row) {}
}
