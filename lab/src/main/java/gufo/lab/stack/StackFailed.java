package gufo.lab.stack;

/**
 * The stack could not be started or kept; the message is for the user and ends with a log's tail.
 */
public final class StackFailed extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public StackFailed(String message) {
    super(message);
  }
}
