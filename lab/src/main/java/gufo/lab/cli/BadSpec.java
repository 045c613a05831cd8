package gufo.lab.cli;

import java.util.List;

/** The spec cannot be run; the message has a line for each reason. */
final class BadSpec extends RuntimeException {
  private static final long serialVersionUID = 1L;

  BadSpec(List<String> problems) {
    super(String.join(System.lineSeparator(), problems));
  }
}
