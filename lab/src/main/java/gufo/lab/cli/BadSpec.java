package gufo.lab.cli;

import java.util.List;

/** What a person gave cannot be used; the message has a line for each reason. */
final class BadSpec extends RuntimeException {
  private static final long serialVersionUID = 1L;

  BadSpec(List<String> problems) {
    super(String.join(System.lineSeparator(), problems));
  }
}
