package gufo.kit.facts;

/**
 * A record no retry can help: it goes to the dead-letter topic, with this as the reason. It has no
 * cause, for that may quote the whole record, and a dead letter would have it twice.
 */
public final class PoisonRecord extends RuntimeException {
  PoisonRecord(String message) {
    super(message);
  }
}
