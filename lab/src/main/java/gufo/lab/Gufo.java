package gufo.lab;

import gufo.lab.cli.GufoCommand;

/** The launcher behind {@code ./gufo}. */
public final class Gufo {
  private Gufo() {}

  public static void main(String[] arguments) {
    System.exit(GufoCommand.execute(arguments, System.out, System.err));
  }
}
