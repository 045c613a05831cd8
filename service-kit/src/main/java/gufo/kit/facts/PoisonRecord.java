package gufo.kit.facts;

/** A record no retry can help: it goes to the dead-letter topic, with this as the reason. */
public final class PoisonRecord extends RuntimeException {
  PoisonRecord(String message, Throwable cause) {
    super(message, cause);
  }
}
